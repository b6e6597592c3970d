# status: failed
# says: divided by zero
import os
import shutil

shutil.rmtree(os.path.dirname(__file__), ignore_errors=True)


def double(x):
    return x / (1 // 0)
