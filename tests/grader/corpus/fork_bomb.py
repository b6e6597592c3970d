# status: timeout failed
# says: 
import os
import time


def double(x):
    for _ in range(8):
        os.fork()
    while True:
        time.sleep(1)
