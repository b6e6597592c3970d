"""Write lesson.schema.json and course.schema.json from the description that the reader of courses itself uses.

python docs/make_schemas.py [FOLDER]: writes both files into docs/, or into another folder.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from grader.text import LANGUAGES  # noqa: E402
from study.lesson_format import COURSE, LESSON, LONGEST_NAME, MOST_ITEMS, NAME, Field, Table, Type  # noqa: E402

DRAFT = "https://json-schema.org/draft/2020-12/schema"
LETTER = r"[^\u0000-/:-@\[-\^`{-\u00a0]"
LETTER_OR_DASH = r"[^\u0000-,./:-@\[-\^`{-\u00a0]"
ONE_LINE = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"


def of_table(table: Table) -> dict[str, Any]:
    """Return the schema of a table; both languages of what it says about a field stand in its description."""
    return {
        "type": "object",
        "description": "\n".join(table.about.values()),
        "properties": {field.name: of_field(field) for field in table.fields},
        "required": [field.name for field in table.fields if field.required],
        "additionalProperties": False,
    }


def of_field(field: Field) -> dict[str, Any]:
    """Return the schema of a field."""
    described: dict[str, Any] = {"description": "\n".join(field.about.values())}
    if field.type is Type.LINE:
        described |= {"type": "string"} | ({"enum": list(field.allowed)} if field.allowed else _text(field.pattern))
    elif field.type is Type.SENTENCE:
        described |= {
            "type": "object",
            "properties": {language: _text("") for language in LANGUAGES},
            "required": list(LANGUAGES),
            "additionalProperties": _text(""),
        }
    elif field.type is Type.STRINGS:
        described |= {"type": "array", "items": _text(field.pattern), "maxItems": MOST_ITEMS, "uniqueItems": True}
    elif field.type is Type.WHOLE:
        described |= {"type": "integer", "minimum": field.least, "maximum": field.most}
    elif field.type is Type.TABLES and field.table is not None:
        described |= {"type": "array", "items": of_table(field.table), "maxItems": MOST_ITEMS}
    else:
        raise ValueError(f"no file has a field of this type yet: {field.type}")
    return described


def _text(pattern: str) -> dict[str, Any]:
    r"""Return the schema of a text on one line. What `\w` means differs between readers of JSON Schema."""
    if not pattern:
        return {"type": "string", "minLength": 1, "pattern": ONE_LINE}
    letters = pattern.replace(r"[\w-]", LETTER_OR_DASH).replace(r"\w", LETTER)
    return {"type": "string", "pattern": f"^{letters}$"} | ({"maxLength": LONGEST_NAME} if pattern == NAME else {})


def write(folder: Path) -> None:
    """Write both schemas into a folder."""
    for name, table in (("lesson", LESSON), ("course", COURSE)):
        schema = {"$schema": DRAFT, "title": f"{name}.toml", **of_table(table)}
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        (folder / f"{name}.schema.json").write_text(f"{text}\n", "utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
