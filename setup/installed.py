"""What lies in a folder of packages, and what an interrupted pip left half-made there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from setup.requirements import canonical
from setup.stamp import METADATA

if TYPE_CHECKING:
    from pathlib import Path


def installed(libraries: Path) -> frozenset[tuple[str, str]]:
    """Return name and version of the packages that are there in full.

    pip writes a package's files first and INSTALLER after them, so metadata without INSTALLER is a package half-made.
    """
    found = set()
    for folder in libraries.glob(f"*{METADATA}"):
        if (folder / "INSTALLER").exists():
            name, _, version = folder.name.removesuffix(METADATA).rpartition("-")
            found.add((canonical(name), version.partition("+")[0]))
    return frozenset(found)


def remove_half_made(libraries: Path) -> None:
    """Take away the metadata of half-made packages, so that pip installs them anew over what is there."""
    for folder in libraries.glob(f"*{METADATA}"):
        if not (folder / "INSTALLER").exists():
            shutil.rmtree(folder)
    for leftover in libraries.glob("~*"):  # what pip had put aside to replace it
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
