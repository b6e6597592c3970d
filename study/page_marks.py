"""Read which messages a page of a lesson explains: ``<!-- explains: grad.accumulates, grad_of -->`` under its heading.

A key is that of a message, or the name of an exercise of the lesson. A mark stands on a line of its own, in every
language's text of the page; what is shown of a page leaves it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from grader.text import LANGUAGES
from study import markdown
from study.course import LessonPage, Problem
from study.course_file import read_text

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from study.course import Lesson

_MARK: Final = re.compile(r"^<!--[ \t]*explains\b.*$", re.MULTILINE)
_KEYS: Final = re.compile(r"<!--[ \t]*explains:(?P<keys>[\w., \t-]*?)-->[ \t]*")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page in one language. line: of its heading, from 1. explains: keys with the lines on which they stand."""

    title: str
    line: int
    explains: dict[str, int] = field(default_factory=dict)


def without_marks(body: str) -> str:
    """Return the Markdown of a page without its marks; every other line keeps its place."""
    if "explains" not in body:
        return body
    for mark in reversed(tuple(markdown.outside(markdown.fences(body), body, _MARK))):
        body = body[: mark.start()] + body[mark.end() :]
    return body


def read_pages(folder: Path, texts: Mapping[str, str]) -> tuple[LessonPage, ...]:
    """Return the pages of a lesson. A mark that is wrong leads nowhere, and keeps nobody from reading.

    texts: the lesson's text by language.
    """
    read = {language: _read(text, folder / f"{language}.md", []) for language, text in texts.items()}
    first = next((read[language] for language in LANGUAGES if language in read), [])
    return tuple(
        LessonPage(
            {language: pages[number].title for language, pages in read.items() if number < len(pages)},
            tuple(page.explains),
        )
        for number, page in enumerate(first)
    )


def mark_problems(lesson: Lesson, root: Path, known: Container[str]) -> tuple[Problem, ...]:
    """Return every mark in the texts of a lesson that its author has to mend.

    root: the course's folder. known: the keys that messages have. A text that cannot be read is left out.
    """
    problems: list[Problem] = []
    read: dict[str, list[_Page]] = {}
    for language in LANGUAGES:
        file = lesson.folder / f"{language}.md"
        if (text := read_text(file, [], root=root)) is not None:
            read[language] = _read(text, file, problems)
    for language, pages in read.items():
        file = lesson.folder / f"{language}.md"
        _check_keys(pages, file, {exercise.name for exercise in lesson.exercises}, known, problems)
        for other in read.keys() - {language}:
            _check_same(pages, file, read[other], other, problems)
    return tuple(problems)


def _read(text: str, file: Path, problems: list[Problem]) -> list[_Page]:
    intro, sections = markdown.sections(text)
    if not sections:
        sections, intro = (intro,), markdown.Section("", "", 1)
    pages = [_Page(section.title, max(section.line - 1, 1)) for section in sections]
    for page, section in ((pages[0], intro), *zip(pages, sections, strict=True)):
        if "explains" not in section.body:
            continue
        for mark in markdown.outside(markdown.fences(section.body), section.body, _MARK):
            line = section.line + section.body.count("\n", 0, mark.start())
            found = _KEYS.fullmatch(mark[0])
            keys = [key.strip() for key in found["keys"].split(",")] if found else []
            if not all(keys) or not keys:
                problems.append(_malformed(file, line))
            page.explains.update(dict.fromkeys(filter(None, keys), line))
    return pages


def _check_keys(
    pages: Sequence[_Page], file: Path, exercises: Container[str], known: Container[str], problems: list[Problem]
) -> None:
    seen: dict[str, int] = {}
    for page in pages:
        for key, line in page.explains.items():
            if key in seen:
                problems.append(_twice(file, line, key, seen[key]))
            elif key not in exercises and key not in known:
                problems.append(_unknown(file, line, key))
            seen.setdefault(key, line)


def _check_same(
    pages: Sequence[_Page], file: Path, others: Sequence[_Page], other: str, problems: list[Problem]
) -> None:
    """Note what the text in the language `other` explains on a page and this one does not."""
    for number, theirs in enumerate(others):
        ours = pages[number] if number < len(pages) else None
        lacking = [key for key in theirs.explains if ours is None or key not in ours.explains]
        if lacking:
            line = ours.line if ours else pages[-1].line
            problems.append(_lacking(file, line, number + 1, lacking, f"{other}.md", theirs.explains[lacking[0]]))


def _malformed(file: Path, line: int) -> Problem:
    form = "<!-- explains: grad.accumulates, grad_of -->"
    return Problem(
        file,
        "explains",
        {
            "en": f"this mark cannot be read. Write it on one line, with commas between the keys: `{form}`.",
            "ko": f"이 표시를 읽을 수 없어요. 한 줄에, 키 사이에 쉼표를 넣어 쓰세요: `{form}`",
        },
        line,
    )


def _unknown(file: Path, line: int, key: str) -> Problem:
    return Problem(
        file,
        "explains",
        {
            "en": f"`{key}` is neither the key of a message nor an exercise of this lesson. Is it misspelt?",
            "ko": f"`{key}`: 그런 메시지 키도, 이 레슨의 그런 연습도 없어요. 잘못 쓴 글자가 없는지 확인해 주세요.",
        },
        line,
    )


def _twice(file: Path, line: int, key: str, before: int) -> Problem:
    return Problem(
        file,
        "explains",
        {
            "en": f"`{key}` is explained on two pages (the other mark is on line {before}). Keep one of them.",
            "ko": f"`{key}` 키가 두 쪽에 있어요(다른 표시는 {before}번째 줄). 한 곳에만 남겨 주세요.",
        },
        line,
    )


def _lacking(file: Path, line: int, number: int, keys: Sequence[str], other: str, there: int) -> Problem:
    names = ", ".join(f"`{key}`" for key in keys)
    return Problem(
        file,
        "explains",
        {
            "en": f"page {number} explains {names} in {other} (line {there}) and not here. "
            "Both languages mark the same keys.",
            "ko": f"{number}쪽: {other}({there}번째 줄)에 있는 {names} 표시가 여기에는 없어요. "
            "두 언어에 같은 키를 표시해 주세요.",
        },
        line,
    )
