"""Read the folder of one lesson, and those of its exercises, as far as lists need it: titles, not texts.

Of a lesson's text only its headings and marks are read here, and the ids of its questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.text import LANGUAGES
from study import markdown
from study.course import Exercise, Lesson, Problem
from study.course_file import TOML_MOST, is_there, leads_out, read_text
from study.field_sentences import maybe
from study.fields import Fields, read_toml
from study.lesson_format import LESSON, is_safe_name
from study.lesson_text import no_title
from study.page_marks import read_pages
from study.question_reader import question_ids
from study.shown import closest, printable

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from grader.text import Text

_NO_STUB: Final = {"en": "this exercise has no stub. Add it.", "ko": "연습의 시작 파일(stub)이 없어요. 추가해 주세요."}
_NO_CHECKS: Final = {"en": "this exercise has no checks. Add them.", "ko": "연습의 채점 파일이 없어요. 추가해 주세요."}


def read_lesson_folder(
    root: Path, folder: Path, packages: Collection[str], problems: list[Problem]
) -> tuple[Lesson, bool]:
    """Return a lesson, and whether its lesson.toml could be read; what could not is empty, after noting why.

    packages: what its exercises may import.
    """
    if not is_safe_name(folder.name):
        problems.append(Problem(folder, "", unsafe(folder.name)))
    read = {language: read_text(folder / f"{language}.md", problems, root=root) for language in LANGUAGES}
    texts = {language: text for language, text in read.items() if text is not None}
    problems.extend(no_title(folder / f"{language}.md") for language in texts if not markdown.title(texts[language]))
    file = folder / "lesson.toml"
    text = read_text(file, problems, root=root, most=TOML_MOST)
    fields = read_toml(text, file, problems, LESSON) if text is not None else None
    if fields is None:
        return Lesson(folder.name, {}, {}, (), (), 1, folder, ()), False
    exercises = _read_exercises(root, folder.name, fields, problems)
    questions = question_ids(texts.get(LANGUAGES[0], ""))
    lesson = Lesson(
        folder.name,
        fields.sentence("title"),
        fields.sentence("summary"),
        fields.strings("needs"),
        _packages(fields, packages),
        fields.whole("minutes"),
        folder,
        exercises,
        tuple(question_id for question_id, _ in questions),
        read_pages(folder, texts),
        fields.strings("was"),
    )
    return lesson, True


def unsafe(name: str) -> Text:
    """Say that a folder or file cannot have this name."""
    said = printable(name)
    return {
        "en": f"`{said}` cannot be the name of a lesson or exercise. Use letters, digits, `_` and `-` (100 at most), "
        "and none of the names that Windows keeps for itself (con, nul, com1).",
        "ko": f"`{said}`: 레슨이나 연습의 이름으로 쓸 수 없어요. 글자, 숫자, `_`, `-`로 100자까지 쓰고, "
        "Windows가 쓰는 이름(con, nul, com1)은 피해 주세요.",
    }


def _packages(fields: Fields, allowed: Collection[str]) -> tuple[str, ...]:
    named = fields.strings("packages")
    for package in named:
        if package not in allowed:
            said, known = printable(package), ", ".join(sorted(allowed))
            en, ko = maybe(closest(package, allowed))
            fields.note(
                fields.place("packages", package),
                f"`{said}` is no package that exercises can import. Known: {known}. "
                f"Any other one has to stand in `packages` of course.toml first.{en}",
                f"`{said}`: 연습이 가져다 쓸 수 있는 패키지가 아니에요. 쓸 수 있는 것: {known}. "
                f"다른 패키지는 course.toml의 `packages`에 먼저 적어 주세요.{ko}",
            )
    return named


def _read_exercises(root: Path, lesson: str, fields: Fields, problems: list[Problem]) -> tuple[Exercise, ...]:
    exercises: list[Exercise] = []
    seen: dict[str, str] = {}
    for table in fields.tables("exercises"):
        name, kind, was = table.string("name"), table.string("kind"), table.strings("was")
        if not name.strip():
            continue
        if not is_safe_name(name):
            table.note("name", *unsafe(name).values())
        elif (other := seen.get(name.casefold())) is not None:
            table.note(
                "name",
                f"`{name}` is taken: another exercise of this lesson is named `{other}`. Rename one.",
                f"`{name}`: 이 레슨에 이름이 `{other}`인 연습이 이미 있어요. 하나의 이름을 바꿔 주세요.",
            )
        else:
            seen[name.casefold()] = name
            exercises.append(_read_exercise(root, lesson, name, kind, was, problems))
    return tuple(exercises)


def _read_exercise(
    root: Path, lesson: str, name: str, kind: str, was: tuple[str, ...], problems: list[Problem]
) -> Exercise:
    folder = root / f"exercises/{lesson}/{name}"
    checks = root / f"grader/hidden/{lesson}/{name}"
    stub = folder / "stub.py"
    out = [problem for place in (folder, checks) if (problem := leads_out(place, root)) is not None]
    problems.extend(out)
    titles: dict[str, str] = {}
    if not out:
        is_there(stub, problems, root, _NO_STUB)
        is_there(checks / f"test_{name}.py", problems, root, _NO_CHECKS)
        for language in LANGUAGES:
            file = folder / f"{language}.md"
            text = read_text(file, problems, root=root)
            if text is None:
                continue
            titles[language] = markdown.title(text)
            if not titles[language]:
                problems.append(no_title(file))
    return Exercise(f"{lesson}/{name}", lesson, name, kind, titles, folder, checks, stub, was)
