# status: invalid
# says: Line 5 mixes tabs and spaces
def double(x):
    if True:
	return x
    return x
