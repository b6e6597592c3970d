"""The line of a field in a TOML text, wherever and however the field is written."""

import tomllib

import pytest

from study.toml_lines import TomlLines

TEXT = '''# a comment with [brackets] and = signs
title = { en = "A", ko = "가" }
"quoted key" = 1
summary.en = """
two = 2
[[exercises]]
"""
summary.ko = \'\'\'
name = "x"\'\'\'
needs = [
  "a",  # first ]
  # nothing here
  "b", [1,
  { deep = true }],
]
when = 1979-05-27 07:32:00

[[exercises]]
name = "one"
kind = "fill"
[[exercises.parts]]
text = "1.1"
[[exercises.parts]]
text = "1.2"

[[exercises]]
name = "two"
[exercises.extra]
"it is" = "a \\"quoted\\" # value"
list = [{ a = 1 }, { a = 2, b = [ 3 ] },
  { a = 4 }]
[[exercises.parts]]
text = "2.1"

[table.inner]
last = 1_000
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("title", "ko"), 2),
        (("quoted key",), 3),
        (("summary",), 4),
        (("summary", "en"), 4),
        (("summary", "ko"), 8),
        (("needs",), 10),
        (("needs", 1), 11),
        (("needs", 2), 13),
        (("needs", 3), 13),
        (("needs", 3, 2, "deep"), 14),
        (("when",), 16),
        (("exercises",), 18),
        (("exercises", 1), 18),
        (("exercises", 1, "kind"), 20),
        (("exercises", 1, "parts", 1, "text"), 22),
        (("exercises", 1, "parts", 2), 23),
        (("exercises", 1, "parts", 2, "text"), 24),
        (("exercises", 2), 26),
        (("exercises", 2, "name"), 27),
        (("exercises", 2, "extra"), 28),
        (("exercises", 2, "extra", "it is"), 29),
        (("exercises", 2, "extra", "list", 2, "b", 1), 30),
        (("exercises", 2, "extra", "list", 3, "a"), 31),
        (("exercises", 2, "parts", 1, "text"), 33),
        (("table", "inner", "last"), 36),
    ],
)
def test_a_field_has_the_line_on_which_it_stands(path, line):
    tomllib.loads(TEXT)
    assert TomlLines(TEXT).of(path) == line


def test_what_is_not_there_has_the_line_of_the_nearest_table_around_it():
    assert TomlLines(TEXT).of(("exercises", 2, "kind")) == 26
    assert TomlLines(TEXT).of(("title", "ja")) == 2


def test_what_is_nowhere_is_told_of_the_text_as_a_whole():
    assert TomlLines(TEXT).of(("minutes",)) == 0
    assert TomlLines(TEXT, whole=7).of(()) == 7


def test_a_text_that_is_a_part_of_a_file_counts_the_lines_before_it():
    assert TomlLines(TEXT, before=100).of(("exercises", 2, "name")) == 127


def test_every_key_of_the_text_is_found():
    def places(value, path=()):
        if isinstance(value, dict):
            for name, item in value.items():
                yield (*path, name)
                yield from places(item, (*path, name))
        if isinstance(value, list):
            for place, item in enumerate(value, start=1):
                yield (*path, place)
                yield from places(item, (*path, place))

    lines = TomlLines(TEXT, whole=-1)
    for path in places(tomllib.loads(TEXT)):
        assert lines.of(path) != lines.of(("nowhere",)), path
