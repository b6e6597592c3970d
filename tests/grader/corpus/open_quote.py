# status: invalid
# says: Line 4 cannot be read
def double(x):
    return 'x
