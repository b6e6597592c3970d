# status: passed
# says: 
import time

time.sleep(0.5)


def double(x):
    return x + x
