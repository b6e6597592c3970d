"""Frames on a pipe: four bytes of length, then that many bytes of JSON. Nothing that arrives is ever unpickled."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

Frame: TypeAlias = dict[str, Any]

LONGEST: Final = 16 * 1024 * 1024
_LENGTH: Final = struct.Struct(">I")


class BrokenFrame(ValueError):
    """What arrived is no frame: the sender is not to be trusted any further."""


def encode(frame: Frame) -> bytes:
    """Return the bytes of one frame. Raises ValueError when it is longer than `LONGEST` bytes."""
    body = json.dumps(frame, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")
    if len(body) > LONGEST:
        raise ValueError(f"a frame of {len(body)} bytes is longer than {LONGEST}")
    return _LENGTH.pack(len(body)) + body


class Decoder:
    """Cuts a stream of bytes into frames, whatever the size of the pieces in which it arrives."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, piece: bytes) -> Iterator[Frame]:
        """Yield every frame that is complete with `piece`. Raises BrokenFrame on anything else."""
        self._rest += piece
        while len(self._rest) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._rest)
            if length > LONGEST:
                raise BrokenFrame(f"a frame of {length} bytes")
            end = _LENGTH.size + length
            if len(self._rest) < end:
                return
            body, self._rest = self._rest[_LENGTH.size : end], self._rest[end:]
            try:
                frame = json.loads(body.decode("utf-8", "surrogatepass"))
            except (ValueError, RecursionError) as error:
                raise BrokenFrame(str(error)) from error
            if not isinstance(frame, dict):
                raise BrokenFrame(f"a frame that is a {type(frame).__name__}")
            yield frame
