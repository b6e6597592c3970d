"""The fields of a question block, for each kind of question."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from study.lesson_format import Field, Table, Type
from study.question import QuestionKind

PREDICT: Final = "predict"
"""The kind of an `output` question whose answer is computed, not typed."""
KINDS: Final = (*QuestionKind, PREDICT)
_ID: Final = Field("id", Type.LINE, {"en": "Its name, the same in both languages.", "ko": "두 언어에서 같은 이름."})
_KIND: Final = Field("kind", Type.LINE, {"en": "What the learner does.", "ko": "학습자가 하는 일."}, allowed=KINDS)
_ASK: Final = Field("ask", Type.TEXT, {"en": "The question, in Markdown.", "ko": "질문(Markdown)."})
_CODE: Final = Field(
    "code", Type.TEXT, {"en": "A snippet to look at.", "ko": "함께 보는 코드."}, required=False, default="none"
)
_OTHERWISE: Final = Field(
    "otherwise", Type.TEXT, {"en": "What every other answer is told.", "ko": "그 밖의 답에 하는 설명."}
)
_TOLERANCE: Final = Field(
    "tolerance",
    Type.NUMBER,
    {"en": "How far off an answer may be, relative to the right one.", "ko": "정답에서 벗어나도 되는 정도(상대 오차)."},
    required=False,
    least=0,
    most=1,
    default="1e-6",
)
_OPTION: Final = Table(
    {"en": "An option.", "ko": "보기."},
    (
        Field("text", Type.TEXT, {"en": "What it says.", "ko": "보기의 글."}),
        Field("why", Type.TEXT, {"en": "Why it is right or wrong.", "ko": "맞거나 틀린 까닭."}),
        Field("right", Type.FLAG, {"en": "Whether it is right.", "ko": "정답인지."}, required=False, default="false"),
    ),
)
_OPTIONS: Final = Field(
    "options", Type.TABLES, {"en": "The options, in order.", "ko": "보기, 순서대로."}, table=_OPTION
)


def _why(about: str, ko: str) -> Field:
    return Field("why", Type.TEXT, {"en": about, "ko": ko})


def _typed(answer: Type, *more: Field, computed: bool = False) -> Table:
    """Return the table of a question whose answer is typed by the learner. computed: its author does not type it."""
    right = Field("answer", answer, {"en": "The right answer.", "ko": "정답."})
    wrong = Table(
        {"en": "A wrong answer that is known.", "ko": "알려진 오답."},
        (right, _why("Why it is wrong.", "틀린 까닭.")),
    )
    return Table(
        {"en": "A question with a typed answer.", "ko": "답을 입력하는 질문."},
        (
            _ID,
            _KIND,
            _ASK,
            *((replace(_CODE, required=True, default=""),) if computed else (_CODE, right)),
            _why("Why the right answer is right.", "정답인 까닭."),
            Field(
                "wrong",
                Type.TABLES,
                {"en": "Wrong answers that are known.", "ko": "알려진 오답들."},
                required=False,
                table=wrong,
                default="none",
            ),
            _OTHERWISE,
            *more,
        ),
    )


_CHOICE: Final = Table(
    {"en": "A question with options.", "ko": "보기가 있는 질문."}, (_ID, _KIND, _ASK, _CODE, _OPTIONS)
)
QUESTIONS: Final = {
    QuestionKind.CHOICE: _CHOICE,
    QuestionKind.CHOICES: _CHOICE,
    QuestionKind.NUMBER: _typed(Type.NUMBER, _TOLERANCE),
    QuestionKind.OUTPUT: _typed(Type.TEXT),
    PREDICT: _typed(Type.TEXT, computed=True),
}
_ALL: Final = {field.name: field for table in QUESTIONS.values() for field in table.fields}
ANY_QUESTION: Final = Table(
    {"en": "A question whose kind is not known.", "ko": "종류를 알 수 없는 질문."}, (_ID, _KIND, _ASK, *_ALL.values())
)
