# status: failed
# says: is missing
double = 3
del double
