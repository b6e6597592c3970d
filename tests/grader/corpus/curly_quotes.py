# status: invalid
# says: Line 3 cannot be read
text = “x”
