# status: failed
# says: expected 2
import os
import sys

os.write(1, bytes(range(256)) * 100)
sys.stdout.buffer.write(b"\xff\xfe\x00\x1b[2J\x1b]0;title\x07")


def double(x):
    return x + 1.5
