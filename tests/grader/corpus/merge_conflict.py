# status: invalid
# says: cannot be read
<<<<<<< HEAD
x = 1
=======
x = 2
>>>>>>> theirs
