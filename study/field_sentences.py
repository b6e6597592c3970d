"""What an author is told about a field: what was found, and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from study.lesson_format import MOST_ITEMS, NAME, Type
from study.shown import closest, printable, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from study.lesson_format import Field

_LINE: Final = (
    "a text in quotes, on one line, without control characters",
    "따옴표 안에 한 줄로, 제어 문자 없이 쓴 글",
)
_WORDS: Final = {
    Type.LINE: _LINE,
    Type.TEXT: ("a text in quotes", "따옴표로 감싼 글"),
    Type.SENTENCE: (
        'a table with a text for each language, such as { en = "...", ko = "..." }',
        '언어마다 글이 있는 표, 예: { en = "...", ko = "..." }',
    ),
    Type.STRINGS: ('a list of texts, such as ["one", "other"]', '글의 목록, 예: ["하나", "둘"]'),
    Type.NUMBER: ("a number", "숫자"),
    Type.FLAG: ("true or false", "true 또는 false"),
    Type.TABLES: ("a list of tables", "표(table)의 목록"),
}
_PATTERNS: Final = {
    NAME: ("a name of letters, digits, `_` and `-`", "글자, 숫자, `_`, `-`로 된 이름"),
    f"{NAME}/{NAME}": ("an id such as `02_autograd/grad_of`", "`02_autograd/grad_of` 같은 id"),
}


def allowed_values(field: Field, *, item: bool = False) -> tuple[str, str]:
    """Return what a field may hold, in words of both languages; item: one item of its list."""
    if field.allowed:
        known = ", ".join(field.allowed)
        return f"one of: {known}", f"다음 중 하나: {known}"
    if item:
        if field.type is Type.TABLES:
            return 'a table, such as { name = "..." }', '표, 예: { name = "..." }'
        return _PATTERNS.get(field.pattern, _LINE)
    if field.type is Type.LINE and field.pattern:
        return _PATTERNS[field.pattern]
    if field.type is Type.WHOLE:
        return f"a whole number from {field.least} to {field.most}", f"{field.least}부터 {field.most}까지의 정수"
    if field.type is Type.NUMBER and field.most:
        return f"a number from {field.least} to {field.most}", f"{field.least}부터 {field.most}까지의 숫자"
    return _WORDS[field.type]


def wrong_value(name: str, value: Any, field: Field | None, *, item: bool = False) -> tuple[str, str]:
    """Say that a value cannot be used; field: what is known of it, None for a text on one line."""
    en, ko = allowed_values(field, item=item) if field is not None else _LINE
    near = closest(value, field.allowed) if field is not None and isinstance(value, str) else ""
    maybe_en, maybe_ko = maybe(near)
    found = shown(value)
    return (
        f"`{name}` is `{found}`. Allowed: {en}.{maybe_en}",
        f"`{name}` 값이 `{found}`인데, 이렇게 써야 해요: {ko}.{maybe_ko}",
    )


def missing(name: str, allowed: tuple[str, str]) -> tuple[str, str]:
    """Say that a field is not there."""
    return f"`{name}` is missing. Add it: {allowed[0]}.", f"`{name}` 항목이 없어요. 추가해 주세요: {allowed[1]}."


def empty(name: str) -> tuple[str, str]:
    """Say that a text is blank."""
    return f"`{name}` is empty. Write its text.", f"`{name}` 값이 비어 있어요. 글을 채워 주세요."


def too_many(name: str, count: int) -> tuple[str, str]:
    """Say that a list is too long to be looked at."""
    return (
        f"`{name}` has {count:,} items, and {MOST_ITEMS} are allowed. Shorten it.",
        f"`{name}` 항목이 {count:,}개예요. {MOST_ITEMS}개까지 쓸 수 있으니 줄여 주세요.",
    )


def no_field(name: str, known: Sequence[str]) -> tuple[str, str]:
    """Say that nobody reads a field of this name, and which one may be meant."""
    near = closest(name, known)
    fields = ", ".join(known)
    said = printable(name)
    if near:
        maybe_en, maybe_ko = maybe(near)
        return f"`{said}` is no field here.{maybe_en}", f"`{said}`: 여기에 없는 항목이에요.{maybe_ko}"
    return (
        f"`{said}` is no field here. Remove it; the fields are: {fields}.",
        f"`{said}`: 여기에 없는 항목이에요. 지워 주세요. 쓸 수 있는 항목: {fields}.",
    )


def maybe(near: str) -> tuple[str, str]:
    """Ask whether a word that comes near is meant; nothing when there is none."""
    return (f" Did you mean `{near}`?", f" 혹시 `{near}`인가요?") if near else ("", "")
