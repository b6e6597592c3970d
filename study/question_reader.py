"""Read a `question` block of a lesson's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from study.fields import read_toml
from study.question import TOLERANCE, Option, Question, QuestionKind, WrongAnswer, mark

if TYPE_CHECKING:
    from pathlib import Path

    from study.course import Problem
    from study.fields import Fields


def read_question(text: str, file: Path, line: int, problems: list[Problem]) -> Question | None:
    """Return the question that a block holds, or None after noting every problem with it.

    line: where the block's body begins in the file, counted from 1.
    """
    before = len(problems)
    fields = read_toml(text, file, problems, f"line {line}")
    if fields is None:
        return None
    question_id = fields.string("id")
    ask = fields.string("ask")
    code = fields.string("code", required=False).strip("\n")
    kind = _kind(fields)
    if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        question = Question(question_id, kind, ask, code, options=_options(fields, kind), language=file.stem)
    elif kind is not None:
        number = kind is QuestionKind.NUMBER
        question = Question(
            question_id,
            kind,
            ask,
            code,
            answer=_answer(fields, kind),
            why=fields.string("why"),
            wrong=tuple(
                WrongAnswer(_answer(wrong, kind), wrong.string("why"))
                for wrong in fields.tables("wrong", required=False)
            ),
            otherwise=fields.string("otherwise"),
            tolerance=fields.number("tolerance", required=False, default=TOLERANCE) if number else TOLERANCE,
            language=file.stem,
        )
        if len(problems) == before:
            _check_answers(fields, question)
    else:
        return None
    return question if len(problems) == before else None


def _kind(fields: Fields) -> QuestionKind | None:
    name = fields.string("kind")
    if name in tuple(QuestionKind):
        return QuestionKind(name)
    if name:
        known = ", ".join(QuestionKind)
        fields.note(
            "kind",
            f"`{name}` is no kind of question. Use one of: {known}.",
            f"`{name}`: 없는 질문 종류예요. 다음 중 하나를 쓰세요: {known}.",
        )
    return None


def _options(fields: Fields, kind: QuestionKind) -> tuple[Option, ...]:
    tables = fields.tables("options")
    options = tuple(Option(table.string("text"), table.string("why"), table.flag("right")) for table in tables)
    right = sum(option.right for option in options)
    if not fields.has("options"):
        return options
    if len(options) < 2:
        fields.note("options", "a choice needs at least two options.", "보기는 두 개 이상이어야 해요.")
    if kind is QuestionKind.CHOICE and right != 1:
        fields.note(
            "options",
            f"exactly one option must have `right = true`; {right} have.",
            f"`right = true`인 보기가 정확히 하나여야 하는데 {right}개예요.",
        )
    if kind is QuestionKind.CHOICES and not right:
        fields.note(
            "options",
            "at least one option must have `right = true`.",
            "`right = true`인 보기가 하나 이상 있어야 해요.",
        )
    if len({option.text for option in options}) < len(options):
        fields.note("options", "two options have the same text.", "글이 같은 보기가 두 개 있어요.")
    return options


def _answer(fields: Fields, kind: QuestionKind) -> float | str:
    return fields.number("answer") if kind is QuestionKind.NUMBER else fields.string("answer")


def _check_answers(fields: Fields, question: Question) -> None:
    if not question.tolerance >= 0:
        fields.note("tolerance", "`tolerance` must not be negative.", "`tolerance` 값은 음수일 수 없어요.")
        return
    for place, wrong in enumerate(question.wrong, start=1):
        if mark(question, wrong.answer).right:
            fields.note(
                f"wrong[{place}].answer", "this wrong answer counts as the right one.", "이 오답은 정답으로 채점돼요."
            )
