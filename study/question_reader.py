"""Read a `question` block of a lesson's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from study import markdown
from study.computed_answers import computed_answer
from study.fields import Fields
from study.question import TOLERANCE, Option, Question, QuestionKind, WrongAnswer, mark
from study.question_format import ANY_QUESTION, PREDICT, QUESTIONS
from study.toml_table import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from study.course import Problem

_ID: Final = re.compile(r"""^id\s*=\s*(?:"(.+?)"|'(.+?)')""", re.MULTILINE)


def question_ids(text: str) -> Iterator[tuple[str, int]]:
    """Yield the ids of the questions in a lesson's text, each with its line, without reading the questions."""
    if "question" not in text:
        return
    for fence in markdown.fences(text):
        if fence.info == "question" and (found := _ID.search(fence.body)):
            yield found[1] or found[2], fence.line + fence.body.count("\n", 0, found.start())


def read_question(text: str, file: Path, line: int, problems: list[Problem]) -> Question | None:
    """Return the question that a block holds, or None after noting every problem with it.

    line: where the block's body begins in the file, counted from 1. What a block lacks is told on the line before.
    """
    before = len(problems)
    read = read_table(text, file, problems, line - 1)
    if read is None:
        return None
    kind = read[0].get("kind")
    known = QUESTIONS[kind] if isinstance(kind, str) and kind in QUESTIONS else ANY_QUESTION
    fields = Fields(known, read[0], file, problems, read[1])
    question_id, name = fields.string("id"), fields.string("kind")
    ask = fields.string("ask")
    if known is ANY_QUESTION:
        return None
    if name == PREDICT:
        question = _predict(fields, question_id, ask, file)
    else:
        question = _read(fields, question_id, QuestionKind(name), ask, file.stem)
    if len(problems) == before:
        _check_answers(fields, question)
    return question if len(problems) == before else None


def _read(fields: Fields, question_id: str, kind: QuestionKind, ask: str, language: str) -> Question:
    code = fields.string("code").strip("\n")
    if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        return Question(question_id, kind, ask, code, options=_options(fields, kind), language=language)
    return Question(
        question_id,
        kind,
        ask,
        code,
        answer=_answer(fields, kind),
        why=fields.string("why"),
        wrong=tuple(WrongAnswer(_answer(wrong, kind), wrong.string("why")) for wrong in fields.tables("wrong")),
        otherwise=fields.string("otherwise"),
        tolerance=fields.number("tolerance", TOLERANCE) if kind is QuestionKind.NUMBER else TOLERANCE,
        language=language,
    )


def _predict(fields: Fields, question_id: str, ask: str, file: Path) -> Question:
    """Return a question whose answer was computed. Notes that it was not, for the code as it is now."""
    code = fields.string("code").strip("\n")
    answer = computed_answer(file.parent, question_id, code)
    if answer is None and code and question_id:
        fields.note(
            "code",
            f"the answer to this code is not known yet. Compute it: python tutor.py check {file.parent.name} --answers",
            f"이 코드의 답을 아직 몰라요. 이렇게 계산해 주세요: python tutor.py check {file.parent.name} --answers",
        )
    return Question(
        question_id,
        QuestionKind.OUTPUT,
        ask,
        code,
        answer=answer or "",
        why=fields.string("why"),
        wrong=tuple(WrongAnswer(wrong.string("answer"), wrong.string("why")) for wrong in fields.tables("wrong")),
        otherwise=fields.string("otherwise"),
        language=file.stem,
    )


def _options(fields: Fields, kind: QuestionKind) -> tuple[Option, ...]:
    tables = fields.tables("options")
    options = tuple(Option(table.string("text"), table.string("why"), table.flag("right")) for table in tables)
    right = sum(option.right for option in options)
    if not options:
        if fields.has("options"):
            fields.note(
                "options",
                "a choice needs at least two options; 0 are here.",
                "보기는 두 개 이상이어야 해요. 지금은 0개예요.",
            )
        return options
    if len(options) < 2:
        fields.note(
            "options",
            "a choice needs at least two options; 1 is here.",
            "보기는 두 개 이상이어야 해요. 지금은 1개예요.",
        )
    if kind is QuestionKind.CHOICE and right != 1:
        fields.note(
            "options",
            f"exactly one option must have `right = true`; {right} have.",
            f"`right = true`인 보기가 정확히 하나여야 하는데 {right}개예요.",
        )
    if kind is QuestionKind.CHOICES and not right:
        fields.note(
            "options",
            "at least one option must have `right = true`; none has.",
            "`right = true`인 보기가 하나 이상 있어야 하는데 하나도 없어요.",
        )
    for place, option in enumerate(options, start=1):
        first = next(at for at, other in enumerate(options, start=1) if other.text == option.text)
        if option.text and first < place:
            fields.note(
                ("options", place, "text"),
                f"option {first} has the same text. Change one of them.",
                f"보기 {first}번과 글이 같아요. 하나를 바꿔 주세요.",
            )
    return options


def _answer(fields: Fields, kind: QuestionKind) -> float | str:
    return fields.number("answer") if kind is QuestionKind.NUMBER else fields.string("answer")


def _check_answers(fields: Fields, question: Question) -> None:
    for place, wrong in enumerate(question.wrong, start=1):
        if mark(question, wrong.answer).right:
            fields.note(
                ("wrong", place, "answer"),
                "this wrong answer counts as the right one. Change or remove it.",
                "이 오답은 정답으로 채점돼요. 바꾸거나 지워 주세요.",
            )
