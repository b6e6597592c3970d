# status: passed
# says: 
import sys
import warnings


def double(x):
    print('doubling', x)
    warnings.warn('really', stacklevel=1)
    sys.stderr.write('loud')
    return x + x
