# status: failed
# says: returned None
def double(x):
    x + x
