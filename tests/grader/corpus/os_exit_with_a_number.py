# status: crashed
# says: exit code 7
import os


def double(x):
    os._exit(7)
    return x + 1.5
