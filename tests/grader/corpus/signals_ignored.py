# status: timeout
# says: Stopped after
import signal

for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        continue


def double(x):
    while True:
        pass
