# status: crashed
# says: exit code 0
import json
import os
import struct


def frame(**data):
    body = json.dumps(data).encode()
    return struct.pack(">I", len(body)) + body


def everywhere(piece):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, piece)
        except OSError:
            continue


everywhere(struct.pack(">I", 100000) + b"{")
os._exit(0)
