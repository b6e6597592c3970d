"""Find the line of one item in a lesson's lesson.toml. The file is read again for it: only what has a problem asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from study.course import Problem
from study.course_file import TOML_MOST, read_text
from study.fields import spelt
from study.toml_table import read_table

if TYPE_CHECKING:
    from grader.text import Text
    from study.course import Exercise, Lesson
    from study.toml_lines import Path


def item_problem(lesson: Lesson, name: str, item: str, sentence: Text, exercise: Exercise | None = None) -> Problem:
    """Return the problem of an item in the list `name` of a lesson, or of one of its exercises."""
    file = lesson.folder / "lesson.toml"
    text = read_text(file, [], most=TOML_MOST)
    read = read_table(text, file, []) if text is not None else None
    data, lines = read if read is not None else ({}, None)
    path: Path = ()
    if exercise is not None:
        tables = data.get("exercises", [])
        place = next(at for at, table in enumerate(tables, start=1) if table.get("name") == exercise.name)
        path, data = ("exercises", place), tables[place - 1]
    path = (*path, name, *_place(data, name, item))
    return Problem(file, spelt(path), sentence, lines.of(path) if lines is not None else 0)


def _place(data: dict[str, Any], name: str, item: str) -> tuple[int, ...]:
    value = data.get(name)
    return (value.index(item) + 1,) if isinstance(value, list) and item in value else ()
