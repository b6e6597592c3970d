# status: failed
# says: 
double = 3
