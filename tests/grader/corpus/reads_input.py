# status: failed
# says: Nobody answers input()
def double(x):
    input('how much? ')
    return x + 1.5
