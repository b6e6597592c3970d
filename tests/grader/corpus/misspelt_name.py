# status: failed
# says: Did you mean `total`
def double(x):
    total = x + x
    return totla
