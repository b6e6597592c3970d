"""The fields of a course's TOML tables: one description for the reader, the JSON Schema and the documentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from grader.text import Text

KINDS: Final = ("fill", "fix", "write", "port", "fast")
NAME: Final = r"\w[\w-]*"
LONGEST_NAME: Final = 100
MOST_ITEMS: Final = 200
_NAME: Final = re.compile(NAME)
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


class Type(StrEnum):
    """What a field holds. SENTENCE: a text for each language, on one line. LINE: a text on one line."""

    LINE = "line"
    TEXT = "text"
    SENTENCE = "sentence"
    STRINGS = "strings"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table.

    about: what it is for. allowed: the only values of a text. pattern: what a text, or each item of a list, looks like.
    least, most: bounds of a number. table: what each item of TABLES holds. default: told in the documentation only.
    """

    name: str
    type: Type
    about: Text
    required: bool = True
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    least: int = 0
    most: int = 0
    table: Table | None = None
    default: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. about: what it describes."""

    about: Text
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """Return the field with this name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def is_safe_name(name: str) -> bool:
    """Whether a name can be the name of a file on every system: letters, digits, ``_`` and ``-``."""
    return len(name) <= LONGEST_NAME and bool(_NAME.fullmatch(name)) and not _RESERVED.fullmatch(name)


EXERCISE: Final = Table(
    {"en": "One exercise of the lesson.", "ko": "레슨의 연습 문제 하나."},
    (
        Field(
            "name",
            Type.LINE,
            {"en": "Name of its folders, and of the learner's file.", "ko": "폴더 이름이자 학습자 파일의 이름."},
            pattern=NAME,
        ),
        Field(
            "kind",
            Type.LINE,
            {
                "en": "fill: complete a stub. fix: find the bug. write: from the signature alone. "
                "port: from one framework to another. fast: the same result in less time.",
                "ko": "fill: 빈 곳 채우기. fix: 버그 찾기. write: 함수 이름과 인자만 보고 쓰기. "
                "port: 다른 프레임워크로 옮기기. fast: 같은 결과를 더 빠르게.",
            },
            allowed=KINDS,
        ),
        Field(
            "was",
            Type.STRINGS,
            {
                "en": "Earlier ids of this exercise, such as old_lesson/old_name: progress and files are kept.",
                "ko": "이 연습의 예전 id(예: old_lesson/old_name). 진도와 파일이 이어져요.",
            },
            required=False,
            pattern=f"{NAME}/{NAME}",
            default="[]",
        ),
    ),
)

LESSON: Final = Table(
    {"en": "A lesson (lesson.toml).", "ko": "레슨 하나(lesson.toml)."},
    (
        Field("title", Type.SENTENCE, {"en": "Its name in lists.", "ko": "목록에 보이는 이름."}),
        Field(
            "summary",
            Type.SENTENCE,
            {"en": "One sentence: what you can do afterwards.", "ko": "한 문장: 마치고 나면 할 수 있는 것."},
        ),
        Field(
            "needs",
            Type.STRINGS,
            {
                "en": "Folder names of the lessons to read first; they stand before this one. [] for none.",
                "ko": "먼저 읽을 레슨의 폴더 이름. 이 레슨보다 앞에 있어야 해요. 없으면 [].",
            },
            pattern=NAME,
        ),
        Field(
            "packages",
            Type.STRINGS,
            {
                "en": "What its exercises import: torch, keras, tensorflow, sklearn, numpy, "
                "or what `packages` of course.toml names.",
                "ko": "연습이 가져다 쓰는 패키지: torch, keras, tensorflow, sklearn, numpy, "
                "또는 course.toml의 `packages`에 적은 것.",
            },
        ),
        Field(
            "minutes",
            Type.WHOLE,
            {"en": "Reading and exercises together, in minutes.", "ko": "읽기와 연습을 합친 시간(분)."},
            least=1,
            most=10_000,
        ),
        Field(
            "was",
            Type.STRINGS,
            {
                "en": "Earlier folder names of this lesson: progress and files are kept.",
                "ko": "이 레슨의 예전 폴더 이름. 진도와 파일이 이어져요.",
            },
            required=False,
            pattern=NAME,
            default="[]",
        ),
        Field(
            "exercises",
            Type.TABLES,
            {"en": "Its exercises, in order.", "ko": "연습 문제, 순서대로."},
            required=False,
            table=EXERCISE,
            default="none",
        ),
    ),
)

COURSE: Final = Table(
    {"en": "A course (course.toml).", "ko": "코스 하나(course.toml)."},
    (
        Field(
            "id",
            Type.LINE,
            {"en": "A name that no other course has.", "ko": "다른 코스와 겹치지 않는 이름."},
        ),
        Field("title", Type.SENTENCE, {"en": "Its name above the list.", "ko": "목록 위에 보이는 이름."}),
        Field("version", Type.LINE, {"en": "Its version, as a text.", "ko": "버전(글로 적어요)."}),
        Field(
            "packages",
            Type.STRINGS,
            {
                "en": "Further packages that lessons may import; whoever studies has to install them.",
                "ko": "레슨이 더 가져다 쓸 수 있는 패키지. 학습자가 설치해야 해요.",
            },
            required=False,
            default="[]",
        ),
    ),
)
