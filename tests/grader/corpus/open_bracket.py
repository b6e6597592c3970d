# status: invalid
# says: cannot be read
def double(x):
    return (x + x


last = 1
