"""Read a course's folder into a `Course`, or say everything that its author has to mend.

Of a lesson's text only its headings and marks are read here, and the ids of its questions.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from grader.text import LANGUAGES
from study import markdown
from study.course import Course, CourseError, Exercise, Lesson, Problem
from study.fields import Fields, read_text, read_toml, unreadable
from study.lesson_text import no_title
from study.message_keys import MessageKeys
from study.needs import check_needs
from study.page_marks import read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from grader.text import Text

KINDS: Final = ("fill", "fix", "write", "port", "fast")
_NAME: Final = re.compile(r"\w[\w-]*")
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
_QUESTION_ID: Final = re.compile(r"""^id\s*=\s*["'](.+?)["']""", re.MULTILINE)


def open_course(root: Path) -> Course:
    """Read the course in `root`. Raises CourseError with all problems at once."""
    root = root.absolute()
    problems: list[Problem] = []
    course_id, title, version = _read_course_file(root, problems)
    known = MessageKeys(root / "grader" / "hidden")
    lessons = tuple(_read_lesson(root, folder, known, problems) for folder in _lesson_folders(root, problems))
    check_needs(lessons, problems)
    if problems:
        raise CourseError(tuple(problems))
    return Course(root, title, version, lessons, course_id)


def _read_course_file(root: Path, problems: list[Problem]) -> tuple[str, Text, str]:
    """Return id, title and version; a course without the file is named after its folder."""
    file = root / "course.toml"
    if not os.path.lexists(file):
        return root.name, dict.fromkeys(LANGUAGES, root.name), ""
    text = read_text(file, problems)
    fields = read_toml(text, file, problems) if text is not None else None
    if fields is None:
        return "", {}, ""
    return fields.string("id"), fields.sentence("title"), fields.string("version")


def _lesson_folders(root: Path, problems: list[Problem]) -> list[Path]:
    lessons = root / "lessons"
    try:
        named = [entry for entry in lessons.iterdir() if entry.name[0] not in "._"]
        folders = sorted(entry for entry in named if os.path.isdir(entry))  # noqa: PTH112 - Path.is_dir may raise
    except (FileNotFoundError, NotADirectoryError):
        folders = []
    except OSError as error:
        problems.append(unreadable(lessons, error))
        return []
    if not folders:
        problems.append(
            Problem(
                lessons,
                "",
                {
                    "en": "there is no lesson here. "
                    "A course is a folder with `lessons/`, `exercises/` and `grader/hidden/` in it.",
                    "ko": "레슨이 없어요. 코스는 `lessons/`, `exercises/`, `grader/hidden/` 폴더가 들어 있는 폴더예요.",
                },
            )
        )
    return folders


def _read_lesson(root: Path, folder: Path, known: MessageKeys, problems: list[Problem]) -> Lesson:
    read = {language: read_text(folder / f"{language}.md", problems) for language in LANGUAGES}
    texts = {language: text for language, text in read.items() if text is not None}
    problems.extend(no_title(folder / f"{language}.md") for language in texts if not markdown.title(texts[language]))
    file = folder / "lesson.toml"
    if not is_safe_name(folder.name):
        problems.append(Problem(folder, "", _unsafe(folder.name)))
    text = read_text(file, problems)
    fields = read_toml(text, file, problems) if text is not None else None
    if fields is None:
        fields, texts = Fields({}, file, []), {}  # marks may name exercises, and nothing is known of those
    exercises = _read_exercises(root, folder.name, fields, problems)
    return Lesson(
        folder.name,
        fields.sentence("title"),
        fields.sentence("summary"),
        fields.strings("needs"),
        fields.strings("packages"),
        fields.whole("minutes"),
        folder,
        exercises,
        _question_ids(texts.get(LANGUAGES[0], "")),
        read_pages(folder, texts, {exercise.name for exercise in exercises}, known, problems),
    )


def _read_exercises(root: Path, lesson: str, fields: Fields, problems: list[Problem]) -> tuple[Exercise, ...]:
    exercises: list[Exercise] = []
    seen: set[str] = set()
    for table in fields.tables("exercises", required=False):
        name, kind = table.string("name"), table.string("kind")
        if kind and kind not in KINDS:
            known = ", ".join(KINDS)
            table.note(
                "kind",
                f"`{kind}` is no kind of exercise. Use one of: {known}.",
                f"`{kind}`: 없는 연습 종류예요. 다음 중 하나를 쓰세요: {known}.",
            )
        if not name:
            continue
        if not is_safe_name(name):
            sentence = _unsafe(name)
            table.note("name", sentence["en"], sentence["ko"])
            continue
        if name.casefold() in seen:
            table.note(
                "name",
                f"two exercises of this lesson are named `{name}`. Rename one.",
                f"이 레슨에 이름이 `{name}`인 연습이 두 개 있어요. 하나의 이름을 바꿔 주세요.",
            )
            continue
        seen.add(name.casefold())
        exercises.append(_read_exercise(root, lesson, name, kind, problems))
    return tuple(exercises)


def _read_exercise(root: Path, lesson: str, name: str, kind: str, problems: list[Problem]) -> Exercise:
    folder = root / f"exercises/{lesson}/{name}"
    checks = root / f"grader/hidden/{lesson}/{name}"
    stub = folder / "stub.py"
    for file, en, ko in (
        (stub, "this exercise has no stub. Add it.", "연습의 시작 파일(stub)이 없어요. 추가해 주세요."),
        (
            checks / f"test_{name}.py",
            "this exercise has no checks. Add them.",
            "연습의 채점 파일이 없어요. 추가해 주세요.",
        ),
    ):
        try:
            is_there = file.is_file()
        except OSError as error:
            problems.append(unreadable(file, error))
            continue
        if not is_there:
            problems.append(Problem(file, "", {"en": en, "ko": ko}))
    titles: dict[str, str] = {}
    for language in LANGUAGES:
        file = folder / f"{language}.md"
        text = read_text(file, problems)
        if text is None:
            continue
        titles[language] = markdown.title(text)
        if not titles[language]:
            problems.append(no_title(file))
    return Exercise(f"{lesson}/{name}", lesson, name, kind, titles, folder, checks, stub)


def is_safe_name(name: str) -> bool:
    """Whether a name can be the name of a file on every system: letters, digits, ``_`` and ``-``."""
    return bool(_NAME.fullmatch(name)) and not _RESERVED.fullmatch(name)


def _unsafe(name: str) -> Text:
    return {
        "en": f"`{name}` cannot be the name of a lesson or exercise. Use letters, digits, `_` and `-`.",
        "ko": f"`{name}`: 레슨이나 연습의 이름으로 쓸 수 없어요. 글자, 숫자, `_`, `-`만 써 주세요.",
    }


def _question_ids(text: str) -> tuple[str, ...]:
    if "question" not in text:
        return ()
    found = (_QUESTION_ID.search(fence.body) for fence in markdown.fences(text) if fence.info == "question")
    return tuple(match[1] for match in found if match)
