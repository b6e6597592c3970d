"""Check what lessons need of one another: every needed lesson exists and comes before, and none needs itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from study.field_sentences import maybe
from study.lesson_lines import item_problem
from study.shown import closest, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from study.course import Lesson, Problem

_LOST: Final = {
    "circle": ("is in a circle", "이 서로를 필요로 하는 고리 안에 있어요"),
    "unread": ("cannot be read", "을 읽을 수 없어요"),
    "unknown": ("needs a lesson that is not there", "이 없는 레슨을 필요로 해요"),
    "behind": ("cannot be reached itself", "에도 갈 수 없어요"),
}


def check_needs(lessons: Sequence[Lesson], unread: Collection[str], problems: list[Problem]) -> None:
    """Note every need that no lesson of the course meets, and every lesson that cannot be reached because of one.

    unread: ids of the lessons whose lesson.toml could not be read.
    """
    known = {lesson.id: lesson for lesson in lessons}
    order = {lesson.id: place for place, lesson in enumerate(lessons)}
    circles = _circles(known)
    lost = {name: "circle" for circle in circles for name in circle} | dict.fromkeys(unread, "unread")
    noted: set[tuple[str, str]] = set()

    def note(lesson: Lesson, need: str, en: str, ko: str) -> None:
        noted.add((lesson.id, need))
        problems.append(item_problem(lesson, "needs", need, {"en": en, "ko": ko}))

    for circle in circles:
        way = " -> ".join((*circle, circle[0]))
        note(
            known[circle[0]],
            circle[1] if len(circle) > 1 else circle[0],
            f"lessons need one another in a circle: {way}. Remove one of these needs."
            if len(circle) > 1
            else f"this lesson needs itself: {way}. Remove that need.",
            f"레슨이 서로를 돌아가며 필요로 해요: {way}. 이 중 하나를 빼 주세요."
            if len(circle) > 1
            else f"레슨이 자기 자신을 필요로 해요: {way}. 그 항목을 빼 주세요.",
        )
    for lesson in lessons:
        for need in lesson.needs:
            if need not in known:
                en, ko = maybe(closest(need, known))
                note(
                    lesson,
                    need,
                    f"this lesson needs `{printable(need)}`, and there is no lesson with that name.{en}",
                    f"이 레슨에 필요한 `{printable(need)}`: 그런 이름의 레슨이 없어요.{ko}",
                )
                lost.setdefault(lesson.id, "unknown")
            elif order[need] >= order[lesson.id] and not (need in lost and lesson.id in lost):
                note(
                    lesson,
                    need,
                    f"`{need}` comes after this lesson. Lessons are read in the order of their names: "
                    "rename one of the two, or remove this need.",
                    f"`{need}`: 이 레슨보다 뒤에 나와요. 레슨은 이름 순서대로 읽으니, "
                    "둘 중 하나의 이름을 바꾸거나 이 항목을 빼 주세요.",
                )
    for lesson in lessons:
        broken = next((need for need in lesson.needs if need in lost and (lesson.id, need) not in noted), None)
        if lesson.id not in lost and broken is not None:
            en, ko = _LOST[lost[broken]]
            lost[lesson.id] = "behind"
            note(
                lesson,
                broken,
                f"this lesson cannot be reached: `{broken}`, which it needs, {en}. Mend that one first.",
                f"이 레슨까지 갈 수 없어요: 먼저 읽을 `{broken}` 레슨{ko}. 그 레슨을 먼저 고쳐 주세요.",
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
