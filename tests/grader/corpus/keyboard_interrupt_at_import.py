# status: invalid
# says: KeyboardInterrupt
raise KeyboardInterrupt
