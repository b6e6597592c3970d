# status: timeout
# says: Stopped after
import sys


def double(x):
    while True:
        sys.stdout.write("x" * 100_000)
