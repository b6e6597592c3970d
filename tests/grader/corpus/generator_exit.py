# status: failed
# says: GeneratorExit
def double(x):
    raise GeneratorExit
