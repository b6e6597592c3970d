"""Find the exercise that somebody means: by its id, by an unambiguous part of it, or by the path of its file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.course import BESIDE
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from study.course import Course, Exercise
    from study.workspace import Workspace

_SHOWN: Final = 5


class UnknownExercise(Trouble):
    """No exercise is meant by a name. `close` are the ids that come near."""

    def __init__(self, name: str, close: Sequence[str]) -> None:
        self.close = tuple(close)
        maybe = ", ".join(self.close)
        super().__init__(
            {
                "en": f"There is no exercise `{name}`. " + (f"Did you mean: {maybe}?" if maybe else _SEE_LIST["en"]),
                "ko": f"`{name}`: 그런 연습 문제가 없어요. "
                + (f"혹시 이 연습인가요? {maybe}" if maybe else _SEE_LIST["ko"]),
            }
        )


class AmbiguousExercise(Trouble):
    """Several exercises are meant by a name. `matches` are their ids."""

    def __init__(self, name: str, matches: Sequence[str]) -> None:
        self.matches = tuple(matches)
        shown = ", ".join(self.matches[:_SHOWN])
        left = len(self.matches) - _SHOWN
        super().__init__(
            {
                "en": f"`{name}` can mean {len(self.matches)} exercises: {shown}"
                + (f" and {left} more. " if left > 0 else ". ")
                + "Write more of the name.",
                "ko": f"`{name}`: {len(self.matches)}개의 연습에 해당해요: {shown}"
                + (f" 외 {left}개. " if left > 0 else ". ")
                + "이름을 더 길게 써 주세요.",
            }
        )


_SEE_LIST: Final = {
    "en": "`python tutor.py list` shows them all.",
    "ko": "`python tutor.py list` 명령으로 모두 볼 수 있어요.",
}


def find_exercise(course: Course, workspace: Workspace, name: str) -> Exercise:
    """Return the exercise that `name` means.

    A full id wins over a path, a whole name over a part of one. Raises UnknownExercise or AmbiguousExercise.
    """
    wanted = name.strip().replace("\\", "/").strip("/").removesuffix(".py").casefold()
    exercises = course.exercises
    whole = [exercise for exercise in exercises if wanted in (exercise.id.casefold(), exercise.path.casefold())]
    by_path = whole or _by_path(course, workspace, name.strip())
    beside, colon, wanted = wanted.rpartition(BESIDE)
    if colon:
        exercises = tuple(one for one in exercises if one.lesson.casefold().startswith(beside + colon))
    by_name = by_path or [exercise for exercise in exercises if exercise.name.casefold() == wanted]
    found = by_name or [exercise for exercise in exercises if wanted and _is_part(wanted, exercise)]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousExercise(name, [exercise.id for exercise in found])
    raise UnknownExercise(name, _close(wanted, exercises or course.exercises))


def _by_path(course: Course, workspace: Workspace, name: str) -> list[Exercise]:
    """Return the exercise whose file in the workspace, or whose own folder, the path leads to."""
    try:
        path = Path(name).expanduser().resolve()
        if path.is_relative_to(root := workspace.root.resolve()):
            below = path.relative_to(root).as_posix().removesuffix(".py")
            if found := [exercise for exercise in course.exercises if exercise.path == below]:
                return found
        folder = path.parent if path.name == "stub.py" else path
        named = [exercise for exercise in course.exercises if exercise.name == folder.name]
        return [exercise for exercise in named if exercise.folder.resolve() == folder]
    except (OSError, RuntimeError, ValueError):
        return []


def _is_part(wanted: str, exercise: Exercise) -> bool:
    lesson, slash, name = wanted.rpartition("/")
    if not slash:
        return wanted in exercise.id.casefold()
    return lesson in exercise.lesson.casefold() and name in exercise.name.casefold()


def _close(wanted: str, exercises: Sequence[Exercise]) -> list[str]:
    ids = {exercise.id.casefold(): exercise.id for exercise in exercises}
    names: dict[str, list[str]] = {}
    for exercise in exercises:
        names.setdefault(exercise.name.casefold(), []).append(exercise.id)
    near = [ids[match] for match in get_close_matches(wanted, ids, n=3)]
    last = wanted.rpartition("/")[2]
    near += [found for match in get_close_matches(last, names, n=3) for found in names[match]]
    return list(dict.fromkeys(near))[:3]
