# status: invalid
# says: ended the program
raise SystemExit(0)
