# status: failed
# says: shape
def double(x):
    return [1.0] * 1_000_000
