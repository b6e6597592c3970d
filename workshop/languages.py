"""Do both languages of a lesson or exercise say the same? Headings, blocks of code, and the fields of questions."""

from __future__ import annotations

import io
import re
import tokenize
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from grader import LANGUAGES
from study import markdown
from study.question import Question
from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from study.lesson_text import LessonText

_HEADING: Final = re.compile(r"^(#{1,6}) +\S.*$", re.MULTILINE)
_HANGUL: Final = re.compile(r"[가-힣]")
FIRST: Final = LANGUAGES[0]
OTHERS: Final = LANGUAGES[1:]


def texts_differ(about: str, folder: Path) -> Iterator[Complaint]:
    """Yield where the Markdown of the other languages in `folder` is built otherwise than that of the first."""
    first = _read(folder / f"{FIRST}.md")
    if _HANGUL.search(first):
        line = first.count("\n", 0, next(_HANGUL.finditer(first)).start()) + 1
        yield complain(about, Step.LANGUAGES, folder / f"{FIRST}.md", "not_english", line)
    for other in OTHERS:
        file = folder / f"{other}.md"
        text = _read(file)
        if not _HANGUL.search(text):
            yield complain(about, Step.LANGUAGES, file, "not_korean")
        yield from _headings(about, file, first, text)
        yield from _blocks(about, file, first, text)


def questions_differ(
    about: str, folder: Path, texts: dict[str, LessonText], *, is_whole: bool = True
) -> Iterator[Complaint]:
    """Yield the questions of a lesson whose code, kind, answer or options are not the same in every language.

    is_whole: whether every question could be read. If not, those are compared that could be read in both languages.
    """
    for other in OTHERS:
        file = folder / f"{other}.md"
        ones, twos = texts[FIRST].questions, texts[other].questions
        if not is_whole:
            ones, twos = _in_both(ones, twos), _in_both(twos, ones)
        for one, two in zip_longest(ones, twos):
            if one is None or two is None or _fields(one) != _fields(two):
                known = one or two
                name = known.id if known is not None else ""
                yield complain(about, Step.LANGUAGES, file, "question", _line_of(file, name), id=name)


def _in_both(questions: Sequence[Question], others: Sequence[Question]) -> tuple[Question, ...]:
    known = {other.id for other in others}
    return tuple(question for question in questions if question.id in known)


def _headings(about: str, file: Path, first: str, text: str) -> Iterator[Complaint]:
    wanted, found = _levels(first), _levels(text)
    for number, (want, have) in enumerate(zip_longest(wanted, found), start=1):
        if want is None or have is None or want[0] != have[0]:
            line = have[1] if have else (found[-1][1] if found else 1)
            there = want[1] if want else wanted[-1][1] if wanted else 1
            yield complain(about, Step.LANGUAGES, file, "headings", line, number=number, there=there)
            return


def _levels(text: str) -> list[tuple[int, int]]:
    found = markdown.outside(markdown.fences(text), text, _HEADING)
    return [(len(match[1]), text.count("\n", 0, match.start()) + 1) for match in found]


def _blocks(about: str, file: Path, first: str, text: str) -> Iterator[Complaint]:
    wanted, found = _code(first), _code(text)
    for number, (want, have) in enumerate(zip_longest(wanted, found), start=1):
        if want is None or have is None or want[:2] != have[:2]:
            line = have[2] if have else (found[-1][2] if found else 1)
            there = want[2] if want else wanted[-1][2] if wanted else 1
            yield complain(about, Step.LANGUAGES, file, "blocks", line, number=number, there=there)
            return


def _code(text: str) -> list[tuple[str, str, int]]:
    """Return info, body and line of each block. Bodies count of code, and of what it prints: other texts are words."""
    fences = [None, *markdown.fences(text)]
    found = []
    for before, fence in pairwise(fences):
        if fence is None:
            continue
        follows = before is not None and before.info == "python" and not text[before.end : fence.start].strip()
        is_same = fence.info == "python" or (fence.info == "text" and follows)
        body = _without_comments(fence.body) if fence.info == "python" else fence.body
        found.append((fence.info, body if is_same else "", fence.line))
    return found


def _without_comments(code: str) -> str:
    """Return the words of Python code: comments in it are written in the language of the text."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return code
    left_out = (tokenize.COMMENT, tokenize.NL)
    return " ".join(token.string for token in tokens if token.type not in left_out)


def _fields(question: Question) -> tuple[object, ...]:
    right = [option.right for option in question.options]
    wrong = [known.answer for known in question.wrong]
    return (question.id, question.kind, question.code, question.answer, question.tolerance, right, wrong)


def _line_of(file: Path, question: str) -> int:
    text = _read(file)
    return text.count("\n", 0, text.find(question)) + 1 if question in text else 0


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
