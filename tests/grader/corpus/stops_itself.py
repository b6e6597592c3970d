# status: timeout
# says: Stopped after
import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return x + x
