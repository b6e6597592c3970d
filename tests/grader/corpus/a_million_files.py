# status: timeout
# says: Stopped after
def double(x):
    for number in range(1_000_000):
        with open(f"{number}.txt", "w") as file:
            file.write("x")
    return x + x
