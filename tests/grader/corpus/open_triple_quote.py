# status: invalid
# says: cannot be read
def double(x):
    '''Twice x.
    return x + x
