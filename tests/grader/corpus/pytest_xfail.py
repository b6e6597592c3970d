# status: failed
# says: XFailed
import pytest


def double(x):
    pytest.xfail('I know')
    return x + 1.5
