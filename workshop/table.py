"""A report as rows of words: the same table for a terminal and for a Markdown file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.report import Count, Report, Row

COLUMNS: Final = ("exercise", "stub", "solution", "mistakes", "accepted", "mutants", "percent", "marked", "seconds")
GOOD: Final = "✓"
WRONG: Final = "✗"


def cells(row: Row) -> tuple[str, ...]:
    """Return what stands in the row of an exercise, one word for each column."""
    mutation = row.mutation
    return (
        row.exercise.id,
        GOOD if row.stub else WRONG,
        _count(row.solution),
        _count(row.mistakes),
        _count(row.accepted),
        f"{mutation.killed}/{mutation.counted}" if mutation.fates else "–",
        f"{mutation.percent:.1f} %" if mutation.fates else "–",
        str(mutation.marked),
        f"{row.seconds:.1f}",
    )


def total(report: Report) -> tuple[str, ...]:
    """Return the last row: the mutants of all exercises together, and the wall-clock seconds."""
    killed = report.mutants
    percent = f"{100 * killed.good / killed.all:.1f} %" if killed.all else "–"
    return ("", "", "", "", "", f"{killed.good}/{killed.all}", percent, str(report.marked), f"{report.elapsed:.1f}")


def markdown(report: Report, say: Callable[[str], str]) -> str:
    """Return the table in Markdown. say: the name of a column."""
    rows = [tuple(say(column) for column in COLUMNS), tuple("---" for _ in COLUMNS)]
    rows += [cells(row) for row in report.rows]
    rows.append(total(report))
    return "\n".join(_line(row) for row in rows)


def _line(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"


def _count(count: Count) -> str:
    return f"{GOOD if count.is_whole else WRONG} {count.good}/{count.all}"
