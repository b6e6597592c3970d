"""An exercise's text in one language: the task, three hints, and what is said once it has passed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from study import markdown
from study.course import CourseError, Exercise, Problem
from study.course_file import read_text
from study.lesson_text import no_title, text_file

if TYPE_CHECKING:
    from pathlib import Path

HINTS: Final = 3
_HINT: Final = re.compile(r"(hint|힌트)\s*(?P<number>\d+)", re.IGNORECASE)
_AFTERWARDS: Final = ("afterwards", "풀고 나서")


@dataclass(frozen=True, slots=True)
class ExerciseText:
    """An exercise to work on. All fields but the title are Markdown."""

    title: str
    task: str
    hints: tuple[str, str, str]
    afterwards: str


def read_exercise(exercise: Exercise, language: str) -> ExerciseText:
    """Read an exercise in a language, or in English when it does not exist in that language.

    Raises CourseError with all problems when the text cannot be read.
    """
    found, problems = look_through(exercise, language)
    if found is None or problems:
        raise CourseError(problems, exercise.folder.parents[2])
    return found


def look_through(exercise: Exercise, language: str) -> tuple[ExerciseText | None, tuple[Problem, ...]]:
    """Return as much of an exercise's text as can be read, what is missing empty, and all problems."""
    file = text_file(exercise.folder, language)
    problems: list[Problem] = []
    text = read_text(file, problems, root=exercise.folder.parents[2])
    if text is None:
        return None, tuple(problems)
    intro, sections = markdown.sections(text)
    if not intro.title:
        problems.append(no_title(file))
    task = [intro.body.strip("\n")]
    named: dict[str, str] = {}
    lines: dict[str, int] = {}
    for section in sections:
        name = _name(section.title)
        if name is None:
            task.append(f"## {section.title}\n{section.body}".strip("\n"))
        else:
            named[name] = section.body.strip("\n")
            lines.setdefault(name, section.line - 1)
    wanted = ("1", "2", "3", "afterwards")
    problems.extend(_missing(name, file, lines.get(name, 0)) for name in wanted if not named.get(name, "").strip())
    if not "".join(task).strip():
        problems.append(
            Problem(file, "", {"en": "there is no task under the title.", "ko": "제목 아래에 과제 글이 없어요."})
        )
    one, two, three, afterwards = (named.get(name, "") for name in wanted)
    text_of_task = "\n\n".join(part for part in task if part)
    return ExerciseText(intro.title, text_of_task, (one, two, three), afterwards), tuple(problems)


def _name(heading: str) -> str | None:
    hint = _HINT.fullmatch(heading.strip())
    if hint:
        return str(int(hint["number"]))
    return "afterwards" if heading.strip().casefold() in _AFTERWARDS else None


def _missing(name: str, file: Path, line: int) -> Problem:
    heading = ("Afterwards", "풀고 나서") if name == "afterwards" else (f"Hint {name}", f"힌트 {name}")
    return Problem(
        file,
        f"## {heading[0]}",
        {
            "en": f"there is no text under `## {heading[0]}` (Korean: `## {heading[1]}`). Write it.",
            "ko": f"`## {heading[1]}` (영어: `## {heading[0]}`) 아래에 글이 없어요. 써 주세요.",
        },
        line,
    )
