# status: crashed
# says: ended before the checks were done
import os


def double(x):
    os.abort()
    return x + 1.5
