# status: passed
# says: 
import os
import sys

os.chdir('/')
os.environ.clear()
sys.argv.clear()


def double(x):
    return x + x
