"""How far something is, as a glyph, a word and a colour: never as colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from study.mark import GLYPHS, Mark
from tui.language import spoken, tr

if TYPE_CHECKING:
    from study.course import Course, Exercise, Lesson

COLOURS: Final = {
    Mark.NEW: "$foreground-muted",
    Mark.STARTED: "$text-accent",
    Mark.FAILED: "$text-warning",
    Mark.DONE: "$text-success",
}


def glyph(mark: Mark) -> Content:
    """Return the mark as one coloured cell."""
    return Content.styled(GLYPHS[mark], COLOURS[mark])


def exercise_word(mark: Mark) -> Content:
    """Return what the mark means for an exercise."""
    return Content.styled(tr(f"home.exercise.{mark}"), COLOURS[mark])


def lesson_word(mark: Mark) -> Content:
    """Return what the mark means for a lesson."""
    return Content.styled(tr(f"home.lesson.{mark}"), COLOURS[mark])


def numbered(course: Course, lesson: Lesson) -> str:
    """Return a lesson's number and title, such as ``02 Autograd``."""
    return f"{course.number(lesson)} {spoken(lesson.title)}"


def exercise_title(exercise: Exercise) -> str:
    """Return an exercise's title, or its name where it has none."""
    return spoken(exercise.titles) or exercise.name
