# status: timeout
# says: Stopped after
def double(x):
    while True:
        pass
