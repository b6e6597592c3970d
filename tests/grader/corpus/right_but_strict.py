# status: passed
# says: 
import gc
import warnings

warnings.simplefilter('error')
gc.set_threshold(1)


def double(x):
    return x + x
