"""Can the texts be read as they are: links that lead somewhere, lines that fit, pages that end, words that are kind?"""

from __future__ import annotations

import ast
import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from grader import LANGUAGES
from grader.syntax import parse
from study import markdown
from workshop.complaint import Complaint, Step, complain
from workshop.widgets import widgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from study.course import Course, Exercise, Lesson
    from study.exercise_text import ExerciseText
    from study.lesson_text import LessonText

WIDEST: Final = 70
LARGEST: Final = 150
_LINK: Final = re.compile(r"(?<!!)\[[^\]\n]+\]\((?P<target>[^)\s]+)[^)\n]*\)")
_CODE: Final = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_LESSON: Final = re.compile(r"\blessons? (?P<en>\d+)|레슨 ?(?P<ko>\d+)|(?P<ko2>\d+)(?:번|장)? ?레슨", re.IGNORECASE)
_PAGE: Final = re.compile(r"\bpage (?P<en>\d+)|(?P<ko>\d+)쪽", re.IGNORECASE)
_UNKIND: Final = re.compile(r"\b(just|simply|obviously)\b|그냥|단순히|당연히", re.IGNORECASE)
_TO_WRITE: Final = re.compile(r"\bto be written\b|작성할 내용", re.IGNORECASE)
_JOINER: Final = "\u200d"
_WORD: Final = re.compile(r"[A-Za-z_]\w+")


def of_file(about: str, file: Path, course: Course, pages: int = 0) -> Iterator[Complaint]:
    """Yield what is wrong with one Markdown file. pages: how many its lesson has; 0 where none can be meant."""
    text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")

    def at(offset: int) -> int:
        return text.count("\n", 0, offset) + 1

    blocks = tuple(markdown.fences(text))
    for block in blocks:
        if block.info == "question":
            continue
        for number, line in enumerate(block.body.splitlines()):
            if cells(line) > WIDEST:
                key, have = "wide", cells(line)
                yield complain(about, Step.TEXTS, file, key, block.line + number, cells=have, most=WIDEST)
    code = [(match.start(), match.end()) for match in _CODE.finditer(text)]
    for link in markdown.outside(blocks, text, _LINK):
        inside = any(start <= link.start() < end for start, end in code)
        if not inside and not _leads_somewhere(link["target"], file):
            yield complain(about, Step.TEXTS, file, "link", at(link.start()), target=link["target"])
    numbers = {int(course.number(lesson)) for lesson in course.lessons}
    for lesson in markdown.outside(blocks, text, _LESSON):
        number = int(next(filter(None, lesson.groups())))
        if number not in numbers:
            yield complain(about, Step.TEXTS, file, "no_lesson", at(lesson.start()), number=number)
    for page in markdown.outside(blocks, text, _PAGE):
        number = int(next(filter(None, page.groups())))
        if pages and not 1 <= number <= pages:
            yield complain(about, Step.TEXTS, file, "no_page", at(page.start()), number=number, pages=pages)
    yield from unwritten(about, file)
    if _JOINER in text:
        yield complain(about, Step.TEXTS, file, "joined", at(text.index(_JOINER)))


def unwritten(about: str, file: Path) -> Iterator[Complaint]:
    """Yield each line of a file that a skeleton left to be written."""
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if _TO_WRITE.search(line):
            yield complain(about, Step.TEXTS, file, "to_write", number)


def of_lesson(lesson: Lesson, language: str, text: LessonText) -> Iterator[Complaint]:
    """Yield the pages that are too large to be drawn at once, and code of questions that is too wide."""
    file = lesson.folder / f"{language}.md"
    written = file.read_text(encoding="utf-8-sig")
    for page in text.pages:
        if (count := widgets(page)) > LARGEST:
            line = written.count("\n", 0, max(written.find(f"## {page.title}"), 0)) + 1
            yield complain(lesson.id, Step.TEXTS, file, "large", line, title=page.title, count=count, most=LARGEST)
    for question in text.questions:
        for row in question.code.splitlines():
            if (have := cells(row)) > WIDEST:
                line = written.count("\n", 0, max(written.find(row), 0)) + 1
                yield complain(lesson.id, Step.TEXTS, file, "wide", line, cells=have, most=WIDEST)


def of_hints(exercise: Exercise, language: str, text: ExerciseText, solution: str) -> Iterator[Complaint]:
    """Yield that the last hint is no nearer to the solution than the first: it names fewer of its words."""
    words = _names(solution)
    first, *_, last = (len(words & set(_WORD.findall(hint))) for hint in text.hints)
    if last < first:
        file = exercise.folder / f"{language}.md"
        yield complain(exercise.id, Step.TEXTS, file, "hints", first=first, last=last)


def _names(solution: str) -> set[str]:
    """Return the names that the code of a solution uses, of arguments and attributes too."""
    found: set[str] = set()
    for node in ast.walk(parse(solution)):
        for field in ("id", "attr", "arg", "name"):
            if isinstance(name := getattr(node, field, None), str):
                found.update(_WORD.findall(name))
    return found


def of_words(about: str, file: Path) -> Iterator[Complaint]:
    """Yield each word in a file of feedback that makes little of what is hard."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        said = line if file.suffix == ".toml" else " ".join(_feedback(line))
        if found := _UNKIND.search(said):
            yield complain(about, Step.TEXTS, file, "unkind", number, word=found[0])


def _feedback(line: str) -> Iterator[str]:
    """Yield the texts in both languages that a line of checks gives."""
    for language in LANGUAGES:
        yield from re.findall(rf'\b{language}=f?"((?:[^"\\]|\\.)*)"', line)


def cells(line: str) -> int:
    """Return how many terminal cells a line takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def _leads_somewhere(target: str, file: Path) -> bool:
    parts = urlsplit(target)
    if parts.scheme:
        return parts.scheme in ("http", "https") and "." in parts.netloc
    return bool(parts.path) and (file.parent / parts.path).exists()
