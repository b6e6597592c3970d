# status: timeout
# says: Stopped after
def double(x):
    while True:
        try:
            raise ValueError
        except BaseException:
            continue
