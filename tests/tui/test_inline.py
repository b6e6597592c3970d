"""Markdown in one line: code and strong parts are styled, all else stays as it is written."""

import pytest

from tui.widgets.inline import inline


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("call `f(x)` **now**", "call f(x) now"),
        ("``a ` b``", "a ` b"),
        ("2 * 3 * 4 and [b]brackets[/b]", "2 * 3 * 4 and [b]brackets[/b]"),
        ("`텐서`는 **기울기**를 가져요", "텐서는 기울기를 가져요"),
        ("", ""),
    ],
)
def test_marks_go_and_words_stay(text, plain):
    assert inline(text).plain == plain


def test_code_is_styled_and_the_rest_is_not():
    (span,) = inline("call `f(x)` now").spans
    assert (span.start, span.end) == (5, 9)
