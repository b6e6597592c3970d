# status: failed
# says: EOFError
def double(x):
    input('how much? ')
    return x + 1.5
