# status: invalid
# says: not there
import trch


def double(x):
    return x + 1.5
