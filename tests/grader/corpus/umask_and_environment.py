# status: failed
# says: expected 2
import os
import sys
import tempfile

os.umask(0o777)
os.environ.update({"PATH": "", "HOME": "/nowhere", "PYTHONPATH": "/nowhere", "TMPDIR": "/nowhere", "LC_ALL": "C"})
tempfile.tempdir = "/nowhere"
sys.path.clear()
sys.argv[:] = ["--passed"]


def double(x):
    return x + 1.5
