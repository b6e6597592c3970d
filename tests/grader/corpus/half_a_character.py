# status: failed
# says: ValueError
def double(x):
    raise ValueError('\ud800')
