# status: failed
# says: did you mean
def duoble(x):
    return x + x
