"""The JSON Schemas that editors complete lesson.toml and course.toml with: they say what the reader says."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from study.course import CourseError

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LESSON = {
    "title": '{ en = "T", ko = "제목" }',
    "summary": '{ en = "S", ko = "요약" }',
    "needs": "[]",
    "packages": '["torch"]',
    "minutes": "10",
    "exercises": '[{ name = "alpha", kind = "fill" }]',
}
COURSE = {"id": '"mine"', "title": '{ en = "T", ko = "제목" }', "version": '"1"'}


def schema(name):
    return json.loads((DOCS / f"{name}.schema.json").read_text("utf-8"))


def toml(fields):
    return "".join(f"{name} = {value}\n" for name, value in fields.items())


def schema_accepts(name, text):
    return Draft202012Validator(schema(name)).is_valid(tomllib.loads(text))


def reader_accepts(folder):
    try:
        folder.open()
    except CourseError:
        return False
    return True


def test_the_schemas_are_what_the_description_of_the_fields_gives(tmp_path):
    subprocess.run([sys.executable, DOCS / "make_schemas.py", tmp_path], check=True)
    for name in ("lesson", "course"):
        fresh = json.loads((tmp_path / f"{name}.schema.json").read_text("utf-8"))
        assert fresh == schema(name), "run python docs/make_schemas.py"
        Draft202012Validator.check_schema(fresh)


@pytest.mark.parametrize("file", sorted(ROOT.glob("lessons/*/lesson.toml")), ids=lambda file: file.parent.name)
def test_every_lesson_of_the_built_in_course_is_valid(file):
    Draft202012Validator(schema("lesson")).validate(tomllib.loads(file.read_text("utf-8")))


def test_the_built_in_course_file_is_valid():
    Draft202012Validator(schema("course")).validate(tomllib.loads((ROOT / "course.toml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("title", '{ en = "T", ko = "제목", ja = "題" }', True),
        ("title", '{ en = "T" }', False),
        ("title", '{ en = "", ko = "제목" }', False),
        ("title", '{ en = "T", ko = 3 }', False),
        ("title", '{ en = "two\\nlines", ko = "제목" }', False),
        ("title", '"T"', False),
        ("summary", "[]", False),
        ("needs", '["../up"]', False),
        ("needs", '"01"', False),
        ("packages", "[1]", False),
        ("packages", '["torch", "torch"]', False),
        ("minutes", "0", False),
        ("minutes", "10_000", True),
        ("minutes", "10_001", False),
        ("minutes", "2.5", False),
        ("minutes", "true", False),
        ("was", '["00_old", "레슨"]', True),
        ("was", '["old/alpha"]', False),
        ("was", '"00_old"', False),
        ("exercises", "[]", True),
        ("exercises", "3", False),
        ("exercises", "[3]", False),
        ("exercises", '[{ name = "alpha", kind = "fill", was = ["00/x"] }]', True),
        ("exercises", '[{ name = "alpha", kind = "fill", was = ["x"] }]', False),
        ("exercises", '[{ name = "alpha", kind = "guess" }]', False),
        ("exercises", '[{ name = "alpha" }]', False),
        ("exercises", '[{ kind = "fill" }]', False),
        ("exercises", '[{ name = "a/b", kind = "fill" }]', False),
        ("exercises", '[{ name = "alpha", kind = "fill", hint = 3 }]', False),
        ("need", "[]", False),
    ],
)
def test_schema_and_reader_judge_a_lesson_alike(folder, field, value, right):
    folder.lesson("01_first", "alpha")
    text = toml({**LESSON, field: value})
    folder.write("lessons/01_first/lesson.toml", text)
    assert (schema_accepts("lesson", text), reader_accepts(folder)) == (right, right)


@pytest.mark.parametrize("field", sorted(LESSON))
def test_schema_and_reader_ask_for_the_same_fields_of_a_lesson(folder, field):
    folder.lesson("01_first", "alpha")
    text = toml({name: value for name, value in LESSON.items() if name != field})
    folder.write("lessons/01_first/lesson.toml", text)
    needed = field != "exercises"
    assert (schema_accepts("lesson", text), reader_accepts(folder)) == (not needed, not needed)


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("version", "2", False),
        ("id", '""', False),
        ("packages", '["scipy"]', True),
        ("packages", '"scipy"', False),
        ("titel", '"T"', False),
    ],
)
def test_schema_and_reader_judge_a_course_alike(folder, field, value, right):
    folder.lesson("01_first")
    text = toml({**COURSE, field: value})
    folder.write("course.toml", text)
    assert (schema_accepts("course", text), reader_accepts(folder)) == (right, right)


def test_the_documentation_names_every_field():
    text = (DOCS / "writing-a-lesson.md").read_text("utf-8")
    for name in ("lesson", "course"):
        properties = schema(name)["properties"]
        inner = properties.get("exercises", {}).get("items", {}).get("properties", {})
        for field in (*properties, *inner):
            assert re.search(rf"^\| `{field}` \|", text, re.MULTILINE), field
