"""Write a file whole or not at all, and durably: a crash leaves the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NO_LINKS: Final = {
    getattr(errno, name, errno.EPERM)
    for name in ("EPERM", "EACCES", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EXDEV")
}


def create(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises FileExistsError when there is anything under that name."""
    with _written_beside(path, content) as beside:
        if os.name == "nt":
            beside.rename(path)
        else:
            try:
                os.link(beside, path)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                _create_in_place(path, content)
    _sync_folder(path.parent)


def replace(path: Path, content: bytes, *, unless: Callable[[], None] = lambda: None) -> None:
    """Put a file in the place of another, with the same permissions.

    `unless` is called when all is written and only the exchange is left; what it raises calls the exchange off.
    """
    with _written_beside(path, content) as beside:
        with suppress(OSError):
            beside.chmod(path.stat().st_mode & 0o7777)
        unless()
        beside.replace(path)
    _sync_folder(path.parent)


def set_aside(path: Path, name: Callable[[int], str]) -> Path:
    """Give a file, link or folder the first name of `name(1)`, `name(2)`, ... that is free. Return its new path."""
    number = 0
    while True:
        number += 1
        aside = path.with_name(name(number))
        if path.is_dir() and not path.is_symlink():
            if not os.path.lexists(aside):
                return path.rename(aside)
            continue
        try:
            os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            continue
        try:
            return path.replace(aside)
        except OSError:
            aside.unlink()
            raise


@contextmanager
def _written_beside(path: Path, content: bytes) -> Iterator[Path]:
    beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        _create_in_place(beside, content)
        yield beside
    finally:
        with suppress(OSError):
            beside.unlink()


def _create_in_place(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
