# status: passed
# says: 
import threading


def double(x):
    threading.Thread(target=threading.Event().wait).start()
    return x + x
