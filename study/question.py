"""A question of a lesson, and the marking of an answer to it. Pure: no files, no clock."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

TOLERANCE: Final = 1e-6
_AROUND_PUNCTUATION: Final = re.compile(r"\s*([\[\](){},])\s*")
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_QUOTES: Final = "\"'`‘’“”"
_NAMES: Final = {"true": "True", "false": "False", "none": "None"}


class QuestionKind(StrEnum):
    """What the learner does: pick one, tick all that apply, type a number, type what a snippet prints."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice. why: shown when it is picked, right or wrong."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A wrong answer that is known, with its explanation."""

    answer: float | str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, in one language.

    code: a snippet to look at, or empty. options: of a choice. answer, wrong, otherwise: of a number or an output.
    why: why the right answer is right. otherwise: what is said to every answer that is not known.
    tolerance: how far off a number may be, relative to the answer.
    """

    id: str
    kind: QuestionKind
    ask: str
    code: str = ""
    options: tuple[Option, ...] = ()
    answer: float | str | None = None
    why: str = ""
    wrong: tuple[WrongAnswer, ...] = ()
    otherwise: str = ""
    tolerance: float = TOLERANCE


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer, marked. why: the explanation, Markdown; there always is one."""

    right: bool
    why: str


Given: TypeAlias = "str | float | frozenset[int]"
"""An answer: indices of the options that were ticked, a number (also as typed), or what was typed."""


def mark(question: Question, given: Given) -> Marked:
    """Mark an answer. Raises TypeError when it is not of the kind that the question asks for."""
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        if not isinstance(given, frozenset):
            raise TypeError(f"{question.id} is answered with the indices of its options")
        return _mark_options(question, given)
    if isinstance(given, frozenset):
        raise TypeError(f"{question.id} is answered with a number or a text")
    return _mark_typed(question, given)


def read_number(typed: str) -> float | None:
    """Return the number that somebody typed, such as ``27``, ``−0.5``, ``1,797`` or ``1/3``; None when it is none."""
    text = unicodedata.normalize("NFKC", typed).strip().strip(_QUOTES).replace("−", "-").replace(" ", "")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    above, slash, below = text.partition("/")
    try:
        return float(above) / float(below) if slash else float(above)
    except (ValueError, ZeroDivisionError):
        return None


def same_output(one: str, other: str) -> bool:
    """Whether two printed lines are the same but for blanks and quotes around them and blanks beside ,[](){}."""
    return _plain(one) == _plain(other)


def _plain(printed: str) -> str:
    text = unicodedata.normalize("NFKC", printed).strip().strip(_QUOTES).strip()
    plain = " ".join(_AROUND_PUNCTUATION.sub(r"\1", text).split())
    return _NAMES.get(plain.casefold(), plain)


def _mark_options(question: Question, ticked: frozenset[int]) -> Marked:
    right = frozenset(index for index, option in enumerate(question.options) if option.right)
    wrong = ticked.intersection(range(len(question.options))) - right
    to_explain = right if ticked == right else wrong or right - ticked or right
    explained = [question.options[index] for index in sorted(to_explain)]
    if question.kind is QuestionKind.CHOICE:
        why = "\n\n".join(option.why for option in explained)
    else:
        why = "\n".join(f"- {option.text}: {option.why}" for option in explained)
    return Marked(ticked == right, why or question.otherwise)


def _mark_typed(question: Question, given: str | float) -> Marked:
    if question.answer is not None and _matches(question, given, question.answer):
        return Marked(True, question.why)
    known = (wrong.why for wrong in question.wrong if _matches(question, given, wrong.answer))
    return Marked(False, next(known, question.otherwise))


def _matches(question: Question, given: str | float, answer: str | float) -> bool:
    if question.kind is QuestionKind.OUTPUT:
        return same_output(str(given), str(answer))
    number = read_number(given) if isinstance(given, str) else float(given)
    want = float(answer)
    if number is None:
        return False
    if math.isnan(number) or math.isnan(want):
        return math.isnan(number) and math.isnan(want)
    return math.isclose(number, want, rel_tol=question.tolerance, abs_tol=0.0 if want else question.tolerance)
