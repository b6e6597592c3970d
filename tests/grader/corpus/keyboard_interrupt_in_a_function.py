# status: failed
# says: KeyboardInterrupt
def double(x):
    raise KeyboardInterrupt
    return x + 1.5
