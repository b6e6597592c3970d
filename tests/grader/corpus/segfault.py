# status: crashed
# says: crashed inside a library
import ctypes


def double(x):
    ctypes.string_at(0)
    return x + 1.5
