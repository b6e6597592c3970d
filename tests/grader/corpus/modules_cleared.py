# status: failed invalid
# says: 
import sys

sys.modules.clear()


def double(x):
    return x + 1.5
