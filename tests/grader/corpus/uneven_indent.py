# status: invalid
# says: Line 5 is indented
def double(x):
    y = x
  return y
