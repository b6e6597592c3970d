"""What lessons and exercises were called before: progress and files under an old id belong to the one of today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from study.lesson_format import is_safe_name
from study.lesson_lines import item_problem
from study.shown import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.text import Text
    from study.course import Exercise, Lesson, Problem


def check_was(lessons: Sequence[Lesson], problems: list[Problem]) -> None:
    """Note every earlier id that is no id, that something still has, or that two claim."""
    owners: dict[str, str] = {}
    today: dict[str, Lesson | Exercise] = {lesson.id: lesson for lesson in lessons}
    today |= {exercise.id: exercise for lesson in lessons for exercise in lesson.exercises}
    for lesson in lessons:
        for old in lesson.was:
            if (wrong := _wrong(old, lesson, today, owners)) is not None:
                problems.append(item_problem(lesson, "was", old, wrong))
        for exercise in lesson.exercises:
            for old in exercise.was:
                if (wrong := _wrong(old, exercise, today, owners)) is not None:
                    problems.append(item_problem(lesson, "was", old, wrong, exercise))


def with_earlier_ids(lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """Return the lessons, each exercise with all ids that it had, those from the renaming of its lesson included."""
    claimed = {old for lesson in lessons for exercise in lesson.exercises for old in exercise.was}
    return tuple(_renamed(lesson, claimed) if lesson.was else lesson for lesson in lessons)


def _renamed(lesson: Lesson, claimed: set[str]) -> Lesson:
    exercises = []
    for exercise in lesson.exercises:
        names = [exercise.name, *(old.partition("/")[2] for old in exercise.was if old.startswith(f"{lesson.id}/"))]
        by_lesson = (f"{folder}/{name}" for folder in lesson.was for name in names)
        more = (old for old in by_lesson if old not in claimed)
        exercises.append(replace(exercise, was=tuple(dict.fromkeys((*exercise.was, *more)))))
    return replace(lesson, exercises=tuple(exercises))


def _wrong(
    old: str, new: Lesson | Exercise, today: Mapping[str, Lesson | Exercise], owners: dict[str, str]
) -> Text | None:
    said = printable(old)
    if not all(is_safe_name(part) for part in old.split("/")):
        return {
            "en": f"`{said}` cannot have been the name of a lesson or exercise. Remove it.",
            "ko": f"`{said}`: 레슨이나 연습의 이름이었을 수 없어요. 지워 주세요.",
        }
    if old == new.id:
        return {
            "en": f"`{said}` is its id of today. Name only ids that it had before.",
            "ko": f"`{said}`: 지금 쓰는 id예요. 예전에 쓰던 id만 적어 주세요.",
        }
    if (other := today.get(old)) is not None:
        if other.was:
            return {
                "en": f"`{said}` still exists, and was `{printable(other.was[0])}` itself: a chain. "
                "An earlier id leads to one id of today: remove one of the two `was`.",
                "ko": f"`{said}`: 아직 있고, 그 `was`에도 예전 id(`{printable(other.was[0])}`)가 적혀 있어요. "
                "예전 id는 지금 쓰는 id 하나로만 이어져야 하니, 두 `was` 중 하나를 지워 주세요.",
            }
        return {
            "en": f"`{said}` still exists, so its progress stays there. Remove it here, or remove the other one.",
            "ko": f"`{said}`: 아직 있는 id라서 진도도 그곳에 남아요. 여기서 지우거나 그것을 없애 주세요.",
        }
    if (owner := owners.setdefault(old, new.id)) != new.id:
        return {
            "en": f"`{said}` is claimed by `{owner}` as well. Keep it in one of the two.",
            "ko": f"`{said}`: `{owner}`에도 적혀 있어요. 둘 중 한 곳에만 남겨 주세요.",
        }
    return None
