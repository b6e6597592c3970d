# status: failed
# says: Whatever
class Whatever(BaseException):
    pass


def double(x):
    raise Whatever("no ordinary error")
