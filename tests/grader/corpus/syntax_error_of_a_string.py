# status: invalid
# says: stopped with SyntaxError
def double(x):
    return x


exec('1 +')
