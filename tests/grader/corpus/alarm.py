# status: crashed
# says: ended before the checks were done
import signal
import time

signal.setitimer(signal.ITIMER_REAL, 0.01)


def double(x):
    while True:
        time.sleep(1)
