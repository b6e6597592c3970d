"""Begin a lesson or an exercise: files that are valid as they are, with every text still to be written."""

from __future__ import annotations

import keyword
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.course_reader import is_safe_name
from study.trouble import Trouble
from workshop.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader import Text

_SKELETONS: Final = Path(__file__).with_name("skeletons")
_NAME: Final = "SKELETON"
_SUFFIX: Final = ".txt"


class NotBegun(Trouble):
    """What was asked for cannot be begun; nothing was written."""


def begin_lesson(root: Path, name: str) -> Sequence[Path]:
    """Write the skeleton of a lesson into the course in `root`; return the files. Raises NotBegun."""
    _look_for(root)
    if not is_safe_name(name):
        raise _bad_name(name, "new.a_lesson", "new.a_digit")
    folder = root / "lessons" / name
    _must_be_free(folder)
    return _write({folder: "lesson"}, name)


def begin_exercise(root: Path, lesson: str, name: str) -> Sequence[Path]:
    """Write the skeleton of an exercise and add it to its lesson; return the files. Raises NotBegun."""
    _look_for(root)
    if not is_safe_name(lesson):
        raise _bad_name(lesson, "new.a_lesson", "new.a_digit")
    if not is_safe_name(name) or not name.isidentifier() or keyword.iskeyword(name):
        raise _bad_name(name, "new.an_exercise", "new.a_letter")
    file = root / "lessons" / lesson / "lesson.toml"
    if not file.is_file():
        raise NotBegun(sentence("new.no_lesson", lesson=lesson, root=root))
    folders = {root / "exercises" / lesson / name: "exercise", root / "grader" / "hidden" / lesson / name: "checks"}
    for folder in folders:
        _must_be_free(folder)
    longer = _with_exercise(file, name)
    written = _write(folders, name)
    file.write_bytes(longer)
    return (*written, file)


def _with_exercise(file: Path, name: str) -> bytes:
    """Return the bytes of a lesson.toml with one exercise more at its end; the rest of it stays as it is."""
    old = file.read_bytes()
    new_line = b"\r\n" if b"\r\n" in old else b"\n"
    end = b"" if old.endswith(b"\n") else new_line
    longer = old + end + new_line.join((b"", b"[[exercises]]", f'name = "{name}"'.encode(), b'kind = "write"', b""))
    try:
        before = tomllib.loads(old.decode("utf-8-sig").replace("\r\n", "\n")).get("exercises", [])
        after = tomllib.loads(longer.decode("utf-8-sig").replace("\r\n", "\n"))["exercises"]
    except (ValueError, RecursionError):
        raise NotBegun(sentence("new.not_appended", file=file)) from None
    if any(isinstance(one, dict) and str(one.get("name", "")).casefold() == name.casefold() for one in before):
        raise NotBegun(sentence("new.taken", path=f"{file}: {name}"))
    if after[:-1] != before:
        raise NotBegun(sentence("new.not_appended", file=file))
    return longer


def _look_for(root: Path) -> None:
    if not root.is_dir():
        raise NotBegun(sentence("new.no_course", root=root))


def _bad_name(name: str, kind: str, first: str) -> NotBegun:
    kinds, firsts = sentence(kind), sentence(first)
    said: Text = {
        language: sentence("new.bad_name", name=name, kind=kinds[language], first=firsts[language])[language]
        for language in kinds
    }
    return NotBegun(said)


def _must_be_free(folder: Path) -> None:
    """Refuse a name that is taken, however it is spelt: some systems take both spellings for the same."""
    if folder.parent.is_dir():
        for there in folder.parent.iterdir():
            if there.name.casefold() == folder.name.casefold():
                raise NotBegun(sentence("new.taken", path=there))


def _write(folders: Mapping[Path, str], name: str) -> Sequence[Path]:
    written = []
    for folder, skeleton in folders.items():
        for source in sorted((_SKELETONS / skeleton).rglob(f"*{_SUFFIX}")):
            inside = source.relative_to(_SKELETONS / skeleton)
            file = folder / inside.with_name(inside.name.removesuffix(_SUFFIX).replace(_NAME, name))
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(source.read_text(encoding="utf-8").replace(_NAME, name))
            written.append(file)
    return written
