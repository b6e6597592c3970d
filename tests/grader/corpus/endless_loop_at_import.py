# status: timeout
# says: Stopped after
while True:
    pass
