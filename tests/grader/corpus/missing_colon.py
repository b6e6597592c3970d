# status: invalid
# says: Line 3 cannot be read
def double(x)
    return x
