# status: timeout
# says: Stopped after
import threading


def double(x):
    threading.Event().wait()
