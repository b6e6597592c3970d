# status: failed
# says: 
class Odd:
    def __repr__(self):
        raise ValueError("no")


def double(x):
    return Odd()
