# status: failed
# says: expected 2
import threading


def forever():
    while True:
        pass


def double(x):
    threading.Thread(target=forever).start()
    return x + 1.5
