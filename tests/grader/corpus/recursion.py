# status: failed
# says: calls itself
def double(x):
    return double(x)
