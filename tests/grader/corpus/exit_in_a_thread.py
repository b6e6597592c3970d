# status: failed
# says: expected 2
import sys
import threading


def double(x):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    return x * 1.5
