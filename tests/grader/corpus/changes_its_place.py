# status: failed
# says: expected 2
import os

os.chdir('/')
os.environ.clear()


def double(x):
    return x + 1.5
