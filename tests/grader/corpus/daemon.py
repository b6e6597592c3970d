# status: failed
# says: expected 2
import os
import signal
import time


def double(x):
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        child = os.fork()
        if child:
            os.write(writing, str(child).encode())
            os._exit(0)
        time.sleep(3600)
    print("left running:", os.read(reading, 20).decode())
    return x + 1.5
