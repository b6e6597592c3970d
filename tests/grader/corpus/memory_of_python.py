# status: failed
# says: more memory
def double(x):
    bytearray(40_000_000_000)
    return x + 1.5
