"""The terminal that the tutorial draws on: is it still there?"""

from __future__ import annotations

import sys
from typing import Final

LOOKS: Final = 2.0
"""Seconds between two looks at it. One that closes says so with a signal; this is for the others."""


def is_gone() -> bool:
    """Whether the terminal that keys come from has closed and told nobody.

    Reading from it gives nothing then, at once and for ever, which would keep a processor busy.
    """
    if sys.platform == "win32" or sys.__stdin__ is None:
        return False
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (OSError, ValueError, termios.error):
        return True
    return False
