# status: crashed
# says: was killed
import os
import signal


def double(x):
    os.killpg(0, signal.SIGKILL)
    return x + 1.5
