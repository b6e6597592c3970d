# status: invalid
# says: Line 3 cannot be read
return 2
