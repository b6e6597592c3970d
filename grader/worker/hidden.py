"""Keep the hidden files out of a submission's sight, once the checks are in memory."""

from __future__ import annotations

import linecache
import os
import sys
from pathlib import Path
from typing import Any, Final

_OPENING: Final = frozenset(
    {"open", "os.listdir", "os.scandir", "os.rename", "os.link", "os.symlink", "shutil.copyfile"}
)


def hidden_root(folder: Path) -> Path:
    """Return the folder ``hidden`` that holds the checks in `folder`; `folder` itself where there is none."""
    return next((above for above in folder.parents if above.name == "hidden"), folder)


class Hidden:
    """The folder that holds checks, solutions and known mistakes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = os.path.realpath(root)

    def forget(self) -> None:
        """Take every module, path and line of it out of the places where an import or `inspect` would look."""
        for name, module in list(sys.modules.items()):
            if self._holds(getattr(module, "__file__", None)):
                del sys.modules[name]
        sys.path[:] = [place for place in sys.path if not self._holds(place)]
        for file in [file for file in linecache.cache if self._holds(file)]:
            del linecache.cache[file]
        sys.path_importer_cache.clear()

    def guard(self) -> None:
        """Refuse, in Python alone, to open anything in it: for platforms whose kernel does not."""

        def refuse(event: str, arguments: tuple[Any, ...]) -> None:
            if event in _OPENING and any(self._holds(argument) for argument in arguments):
                raise PermissionError(13, "Permission denied", str(self.root))

        sys.addaudithook(refuse)

    def _holds(self, place: object) -> bool:
        if isinstance(place, bytes):
            place = os.fsdecode(place)
        if not isinstance(place, str | os.PathLike) or not str(place):
            return False
        real = os.path.realpath(place)
        return real == self._real or real.startswith(self._real + os.sep)
