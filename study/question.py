"""A question of a lesson, and the marking of an answer to it. Pure: no files, no clock."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from grader.text import FALLBACK, say
from study.printed import QUOTES, same_output, same_value
from study.shown import printable

TOLERANCE: Final = 1e-6
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_NOTHING_PICKED: Final = {"en": "Pick one of the options.", "ko": "보기를 하나 골라 주세요."}
_NOT_ALL_PICKED: Final = {
    "en": "Something is missing: look once more at the options that you did not tick.",
    "ko": "빠진 것이 있어요. 고르지 않은 보기를 다시 살펴보세요.",
}
_OTHER_SPELLING: Final = {
    "en": "The value is right, and Python prints it in another way. Type it exactly as it is printed: "
    "look at decimal points, commas, brackets and capital letters.",
    "ko": "값은 맞지만 파이썬이 출력하는 모양과 달라요. 소수점, 쉼표, 괄호, 대소문자까지 출력되는 그대로 써 주세요.",
}


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
    tolerance: how far off a number may be, relative to the answer. language: the one that the texts are in.
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
    language: str = FALLBACK


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
    text = unicodedata.normalize("NFKC", typed).strip().strip(QUOTES).replace("−", "-").replace(" ", "")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    above, slash, below = text.partition("/")
    try:
        return float(above) / float(below) if slash else float(above)
    except (ValueError, ZeroDivisionError):
        return None


def shown_answer(question: Question, given: Given) -> str:
    """Return a typed answer as it is shown wherever something is said of it: on one line, and short.

    The right output is shown as Python prints it, however it was typed. Empty for ticked options.
    """
    if isinstance(given, frozenset):
        return ""
    is_printed = question.kind is QuestionKind.OUTPUT and _matches(question, given, str(question.answer))
    return printable(" ".join(str(question.answer if is_printed else given).split()))


def _mark_options(question: Question, ticked: frozenset[int]) -> Marked:
    """Explain what was ticked and nothing else: the options that were not are still to be thought about."""
    right = frozenset(index for index, option in enumerate(question.options) if option.right)
    picked = ticked.intersection(range(len(question.options)))
    explained = [question.options[index] for index in sorted(picked - right or picked)]
    if question.kind is QuestionKind.CHOICE:
        why = [option.why for option in explained] or [say(_NOTHING_PICKED, question.language)]
    else:
        why = ["\n".join(f"- {_before_why(option.text)} {option.why}" for option in explained)]
        if right - picked:
            why.append(say(_NOT_ALL_PICKED, question.language))
    return Marked(ticked == right, "\n\n".join(part for part in why if part))


def _before_why(text: str) -> str:
    """Return an option's text as the beginning of a line that goes on with its explanation."""
    text = text.rstrip()
    if text.endswith(("?", "!", "...", "…")):
        return text
    return f"{text.removesuffix('.')}:"


def _mark_typed(question: Question, given: str | float) -> Marked:
    if question.answer is not None and _matches(question, given, question.answer):
        return Marked(True, question.why)
    known = (wrong.why for wrong in question.wrong if _matches(question, given, wrong.answer))
    otherwise = question.otherwise
    if question.kind is QuestionKind.OUTPUT and same_value(str(given), str(question.answer)):
        otherwise = say(_OTHER_SPELLING, question.language)
    return Marked(False, next(known, otherwise))


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
