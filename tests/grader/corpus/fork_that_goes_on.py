# status: failed crashed
# says: 
import os


def double(x):
    os.fork()
    return x + 1.5
