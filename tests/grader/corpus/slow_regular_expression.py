# status: timeout
# says: Stopped after
import re


def double(x):
    re.match(r'(a+)+$', 'a' * 40 + 'b')
