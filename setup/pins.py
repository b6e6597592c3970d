"""Read constraints.txt: how many packages are to come, so that progress can be shown as so many of so many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from setup.failure import SetupError
from setup.requirements import canonical, parse

if TYPE_CHECKING:
    from pathlib import Path

TEST_SECTION: Final = "# To test"


def pinned(constraints: Path, *, test: bool) -> dict[str, str]:
    """Return the version of each package that this platform needs, by name.

    Those after the line ``# To test`` only when asked. Raises SetupError for a line that pins nothing.
    """
    pins = {}
    for line in constraints.read_text(encoding="utf-8").splitlines():
        if line.startswith(TEST_SECTION) and not test:
            break
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if pin := parse(line):
                pins[canonical(pin.name)] = pin.ranges[0][1]
        except (ValueError, IndexError) as error:
            raise SetupError("damaged", file=str(constraints)) from error
    return pins
