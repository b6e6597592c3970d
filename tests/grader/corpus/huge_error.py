# status: failed
# says: ValueError
def double(x):
    raise ValueError('x' * 30_000_000)
