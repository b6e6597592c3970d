# status: failed timeout
# says: 
def double(x):
    hoard = []
    while True:
        hoard.append(bytearray(1_000_000_000))
    return x + 1.5
