# status: timeout
# says: Stopped after
def double(x):
    while True:
        print('손실 ' * 100)
