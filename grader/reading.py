"""Read a learner's file once, and say in a sentence why it cannot be read."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from grader.messages import message
from grader.text import Text

LARGEST: Final = 1024 * 1024


class Unreadable(ValueError):
    """A file that is no submission. `text` says why, and what to do."""

    def __init__(self, text: Text, error: str = "") -> None:
        super().__init__(text["en"])
        self.text = text
        self.error = error


def read_source(file: Path) -> str:
    """Return the file's text without a byte order mark. Raises Unreadable; never blocks on what is no regular file."""
    try:
        # O_NONBLOCK: opening a FIFO that nobody writes to must not wait.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise Unreadable(message("file.missing", file=file.name), str(error)) from error
    except OSError as error:
        kind = "file.no_file" if file.is_dir() else "file.closed"
        raise Unreadable(message(kind, file=file.name), str(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable(message("file.no_file", file=file.name))
    with os.fdopen(descriptor, "rb") as opened:
        try:
            content = opened.read(LARGEST + 1)
        except OSError as error:
            raise Unreadable(message("file.closed", file=file.name), str(error)) from error
    if len(content) > LARGEST:
        raise Unreadable(message("file.large", file=file.name))
    return _decoded(content, file.name)


def _decoded(content: bytes, name: str) -> str:
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(message("file.encoding", file=name, line=line), str(error)) from error
    if "\0" in source:
        raise Unreadable(message("file.binary", file=name))
    if not source.strip():
        raise Unreadable(message("file.empty", file=name))
    return source
