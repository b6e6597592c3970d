"""The note in `.venv` that says whether it is ready, so that a later start needs neither pip nor a look at metadata.

It is written as unfinished before anything is installed, and as ready after everything is. It holds what was asked for
and the names of the metadata folders that were there, so that a package taken away since is noticed. Every start reads
it, so it is compared as it is: a digest would cost more time than it saves room.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "tutor-setup.json"
FRESH: Final = f"{NAME}.new"
METADATA: Final = ".dist-info"


def write_unfinished(venv: Path, *, torch: str) -> None:
    """Note that `venv` is ours and is being made, with that build of PyTorch. Raises OSError."""
    _write(venv, {"state": "unfinished", "torch": torch})


def write_ready(venv: Path, root: Path, *, test: bool, torch: str) -> None:
    """Note that everything asked for is in `venv`. Raises OSError."""
    libraries = site_packages(venv)
    folders = sorted(folder.name for folder in libraries.glob(f"*{METADATA}")) if libraries else []
    _write(venv, {"state": "ready", "asked": asked(root), "test": test, "torch": torch, "packages": folders})


def fits(venv: Path, root: Path, *, test: bool, torch: str = "") -> bool:
    """Return whether `venv` was made ready for what `root` asks for now, and still has every package.

    torch: the build of PyTorch that has to be the one that was taken, or empty for any.
    """
    note = read(venv)
    if note.get("state") != "ready" or note.get("asked") != asked(root):
        return False
    if (test and not note.get("test")) or (torch and note.get("torch") != torch):
        return False
    libraries = site_packages(venv)
    return (
        libraries is not None
        and python_of(venv).exists()
        and all((libraries / folder).is_dir() for folder in note["packages"])
    )


def read(venv: Path) -> dict[str, Any]:
    """Return the note, empty when there is none or it cannot be read."""
    try:
        note = json.loads((venv / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def asked(root: Path) -> str:
    """Return what decides which packages belong: the platform, the ranges, the pins."""
    ranges = (root / "pyproject.toml").read_text(encoding="utf-8").partition("\n[tool.")[0]
    return "\n".join((sys.platform, ranges, (root / "constraints.txt").read_text(encoding="utf-8")))


def python_of(venv: Path) -> Path:
    """Return where `venv` keeps its interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages(venv: Path) -> Path | None:
    """Return where `venv` keeps its packages, or None when it has no such folder, or several."""
    if os.name == "nt":
        return venv / "Lib" / "site-packages"
    found = list((venv / "lib").glob("python3.*/site-packages"))
    return found[0] if len(found) == 1 else None


def _write(venv: Path, note: dict[str, Any]) -> None:
    fresh = venv / FRESH
    fresh.write_text(json.dumps(note, indent=1), encoding="utf-8")
    fresh.replace(venv / NAME)
