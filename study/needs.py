"""Check what lessons need of one another: every needed lesson exists, and none needs itself, not even in a circle."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from study.course import Lesson, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def check_needs(lessons: Sequence[Lesson], problems: list[Problem]) -> None:
    """Note every need that no lesson of the course meets."""
    known = {lesson.id: lesson for lesson in lessons}
    for lesson in lessons:
        for need in lesson.needs:
            if need not in known:
                problems.append(
                    _problem(
                        lesson,
                        f"this lesson needs `{need}`, and there is no lesson with that name.",
                        f"이 레슨에 필요한 `{need}`: 그런 이름의 레슨이 없어요.",
                    )
                )
    for circle in _circles(known):
        way = " -> ".join((*circle, circle[0]))
        problems.append(
            _problem(
                known[circle[0]],
                f"lessons need one another in a circle: {way}. Remove one of these needs.",
                f"레슨이 서로를 돌아가며 필요로 해요: {way}. 이 중 하나를 빼 주세요.",
            )
        )


def _circles(lessons: Mapping[str, Lesson]) -> list[tuple[str, ...]]:
    """Return circles, each beginning with its first lesson, until removing one need of each leaves none."""
    needs = {name: {need for need in lesson.needs if need in lessons} for name, lesson in lessons.items()}
    circles: list[tuple[str, ...]] = []
    while True:
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as error:
            found: list[str] = error.args[1][:0:-1]
            first = found.index(min(found))
            circle = (*found[first:], *found[:first])
            circles.append(circle)
            needs[circle[-1]].discard(circle[0])
        else:
            return circles


def _problem(lesson: Lesson, en: str, ko: str) -> Problem:
    return Problem(lesson.folder / "lesson.toml", "needs", {"en": en, "ko": ko})
