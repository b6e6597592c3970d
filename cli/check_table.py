"""The table of `check` on a terminal: the exercises under their lessons, as wide as the page and no wider."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from cli.cells import cells, cut, cut_inside, pad
from workshop import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.page import Page
    from workshop.report import Report

SHARE: Final = "%"
"""How the column `percent` is headed here; its values need no sign then."""
INDENT: Final = "  "
GAPS: Final = (2, 1)
NARROWEST: Final = 8


def show_table(report: Report, page: Page) -> None:
    """Print a row for each exercise and one for all."""
    heads = [SHARE if name == "percent" else page.tr(f"checking_column.{name}") for name in table.COLUMNS]
    rows = {row.exercise.id: _without_share(table.cells(row)) for row in report.rows}
    total = _without_share(table.total(report))
    names = [heads[0], *(INDENT + row.exercise.name for row in report.rows)]
    others = [heads[1:], *(row[1:] for row in rows.values()), total[1:]]
    widths = [max(cells(row[place]) for row in others) for place in range(len(heads) - 1)]
    room, gap = _room(page.width, widths, max(map(cells, names)))

    def show(name: str, row: Sequence[str], *colours: str) -> None:
        right = (" " * (gap + width - cells(word)) + word for word, width in zip(row[1:], widths, strict=True))
        page.line(page.paint(pad(cut_inside(name, room), room) + "".join(right), *colours))

    show(heads[0], heads, "bold")
    for lesson, found in groupby(report.rows, lambda row: row.exercise.lesson):
        page.line(cut(lesson, page.width))
        for row in found:
            words = rows[row.exercise.id]
            show(INDENT + row.exercise.name, words, *(("yellow",) if table.WRONG in " ".join(words) else ()))
    show("", total)


def _room(page: int, widths: Sequence[int], wanted: int) -> tuple[int, int]:
    """Return the cells for the names and those between two columns, so that all of it fits into the page."""
    left = [(page - sum(widths) - gap * len(widths), gap) for gap in GAPS]
    room, gap = next((one for one in left if one[0] >= wanted), left[-1])
    return min(max(room, NARROWEST), wanted), gap


def _without_share(row: Sequence[str]) -> list[str]:
    return [word.removesuffix(f" {SHARE}").removesuffix(".0") if word.endswith(SHARE) else word for word in row]
