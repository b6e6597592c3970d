"""A table as lines of text for the width there is. Pure; no widget.

Where the columns have room, they stand beside each other, the widest wrapped first and no word broken. Where they have
not, each row becomes a few lines: a heading and a cell, a heading and a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = Sequence[Content]

BETWEEN: Final = "  "
HEADING: Final = "bold $text-primary"
_RULE: Final = "$foreground-disabled"


def table(headings: Row, rows: Sequence[Row], width: int) -> list[Content]:
    """Return the lines of a table, none wider than `width` cells unless a single word is."""
    widths = column_widths([headings, *rows], width)
    if widths is None:
        return _one_below_the_other(headings, rows, width)
    across = sum(widths) + len(BETWEEN) * (len(widths) - 1)
    rule = Content.styled("─" * across, _RULE)
    lines = [*_beside(_styled(headings), widths), rule]
    cells = [_beside(row, widths) for row in rows]
    spaced = any(len(row) > 1 for row in cells)
    for number, row in enumerate(cells):
        lines += [*([rule] if spaced and number else []), *row]
    return lines


def column_widths(rows: Sequence[Row], width: int) -> list[int] | None:
    """Return how wide each column may be, in cells, so that no word breaks; None when they do not fit into `width`."""
    columns = list(zip(*rows, strict=False))
    natural = [max(cell.cell_length for cell in column) for column in columns]
    least = [max(map(_longest_word, column)) for column in columns]
    room = width - len(BETWEEN) * (len(columns) - 1)
    if sum(least) > room:
        return None
    widths = list(natural)
    while sum(widths) > room:
        # The widest column that can still give a cell gives one.
        _, giving = max((widths[at], at) for at in range(len(widths)) if widths[at] > least[at])
        widths[giving] -= 1
    return widths


def _longest_word(cell: Content) -> int:
    return max((Content(word).cell_length for word in cell.plain.split()), default=0)


def _styled(cells: Row) -> list[Content]:
    return [cell.stylize_before(HEADING) for cell in cells]


def _beside(cells: Row, widths: Sequence[int]) -> list[Content]:
    wrapped = [cell.wrap(max(width, 1)) or [Content("")] for cell, width in zip(cells, widths, strict=False)]
    tallest = max(map(len, wrapped))
    lines = []
    for at in range(tallest):
        parts = [column[at] if at < len(column) else Content("") for column in wrapped]
        padded = [
            part.rstrip().pad_right(width - part.rstrip().cell_length)
            for part, width in zip(parts, widths, strict=False)
        ]
        lines.append(Content(BETWEEN).join(padded))
    return lines


def _one_below_the_other(headings: Row, rows: Sequence[Row], width: int) -> list[Content]:
    lines: list[Content] = []
    for number, row in enumerate(rows):
        if number:
            lines.append(Content.styled("─" * width, _RULE))
        for heading, cell in zip(_styled(headings), row, strict=False):
            said = Content.assemble(heading, ": ", cell) if heading.plain.strip() else cell
            lines += [line.rstrip() for line in said.wrap(max(width, 1))]
    return lines
