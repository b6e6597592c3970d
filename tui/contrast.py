"""Text that can be read in every theme: what has too little contrast to its background is drawn lighter or darker.

A theme names some twenty colours, and screens put them on one another in hundreds of pairs. No theme holds in all of
them, so the pairs are looked at where they meet: in the cells that go to the terminal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

READABLE: Final = 4.5
"""Least contrast of text to its background (WCAG 2.2, success criterion 1.4.3, level AA)."""

Triplet = tuple[int, int, int]

_BLACK: Final[Triplet] = (0, 0, 0)
_WHITE: Final[Triplet] = (255, 255, 255)
_STEPS: Final = 32
# Lines, blocks and dots of a curve are drawings: they may be faint.
_TEXT: Final = re.compile(r"[^\s\u2500-\u259f\u2800-\u28ff]")


def is_text(cells: str) -> bool:
    """Whether there is something to read in these cells: not only blanks, rules, blocks and curves."""
    return _TEXT.search(cells) is not None


def contrast(one: Triplet, other: Triplet) -> float:
    """Return the contrast of two sRGB colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(2048)
def readable(text: Triplet, background: Triplet) -> Triplet:
    """Return the first colour on the ways from `text` to black and to white that can be read on `background`.

    There always is one: any background has at least 4.58 to one of the two.
    """
    if contrast(text, background) >= READABLE:
        return text
    steps = (step / _STEPS for step in range(1, _STEPS + 1))
    mixed = (_mix(text, end, step) for step in steps for end in (_BLACK, _WHITE))
    return next(colour for colour in mixed if contrast(colour, background) >= READABLE)


class Readable(LineFilter):
    """Makes text readable. A terminal's own colours, which nobody here knows, stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with other colours where their text has too little contrast."""
        behind = background.rich_color
        return [
            Segment(text, _readable_style(style, behind), control)
            if style is not None and style.color is not None and is_text(text)
            else Segment(text, style, control)
            for text, style, control in segments
        ]


@lru_cache(2048)
def _readable_style(style: Style, behind: RichColor) -> Style:
    text, background = style.color, style.bgcolor
    if background is None or background.is_default:
        background = behind
    if text is None or text.triplet is None or background.triplet is None:
        return style
    if style.reverse:
        mended = readable(tuple(background.triplet), tuple(text.triplet))
        changed = Style.from_color(None, RichColor.from_rgb(*mended))
    else:
        mended = readable(tuple(text.triplet), tuple(background.triplet))
        changed = Style.from_color(RichColor.from_rgb(*mended))
    return style + changed


def _luminance(colour: Triplet) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _mix(one: Triplet, other: Triplet, share: float) -> Triplet:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
