# status: invalid
# says: indented differently
def double(x):
return x + x
