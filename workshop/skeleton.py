"""Begin a course, a lesson or an exercise: files that are valid as they are, with every text still to be written."""

from __future__ import annotations

import json
import keyword
import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.course_reader import is_safe_name
from study.shown import printable
from study.trouble import Trouble
from workshop.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader import Text

_SKELETONS: Final = Path(__file__).with_name("skeletons")
_NAME: Final = "SKELETON"
_SUFFIX: Final = ".txt"
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "write": ("any",),
    "fill": ("any", "fill"),
    "fix": ("any", "fix"),
    "fast": ("any", "fast"),
    "port": ("port",),
}
"""The folders of each kind of exercise in ``skeletons/kinds/``; a file of a later one takes an earlier one's place."""
WRITE: Final = "write"
_UNWRITTEN: Final = {"en": "To be written", "ko": "작성할 내용"}
_HANGUL: Final = re.compile(r"[가-힣]")


class NotBegun(Trouble):
    """What was asked for cannot be begun; nothing was written."""


def begin_course(root: Path, titles: Sequence[str] = ()) -> Sequence[Path]:
    """Make the folder of a course; return what was made. Raises NotBegun.

    titles: in either language; what is missing is to be written. Its id is the name of the folder.
    """
    if not is_safe_name(root.name):
        raise _bad_name(root.name, "new.a_course", "new.a_folder")
    if root.exists() and not root.is_dir():
        raise NotBegun(sentence("new.no_folder", root=root))
    file = root / "course.toml"
    if os.path.lexists(file):
        raise NotBegun(sentence("new.course_there", file=file))
    said = _by_language(titles)
    folders = [root / "lessons", root / "exercises", root / "grader" / "hidden"]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    words = {f"TITLE_{language.upper()}": json.dumps(title, ensure_ascii=False) for language, title in said.items()}
    return (*_write({root: ("course",)}, root.name, words), *folders)


def begin_lesson(root: Path, name: str) -> Sequence[Path]:
    """Write the skeleton of a lesson into the course in `root`; return the files. Raises NotBegun."""
    _look_for(root)
    if not is_safe_name(name):
        raise _bad_name(name, "new.a_lesson", "new.a_digit")
    folder = root / "lessons" / name
    _must_be_free(folder)
    return _write({folder: ("lesson",)}, name)


def begin_exercise(root: Path, lesson: str, name: str, kind: str = WRITE) -> Sequence[Path]:
    """Write the skeleton of an exercise of a kind and add it to its lesson; return the files. Raises NotBegun."""
    _look_for(root)
    if not is_safe_name(lesson):
        raise _bad_name(lesson, "new.a_lesson", "new.a_digit")
    if not is_safe_name(name) or not name.isidentifier() or keyword.iskeyword(name):
        raise _bad_name(name, "new.an_exercise", "new.a_letter")
    file = root / "lessons" / lesson / "lesson.toml"
    if not file.is_file():
        raise NotBegun(sentence("new.no_lesson", lesson=lesson, root=root))
    layers = [f"kinds/{layer}" for layer in _KINDS[kind]]
    folders = {
        root / "exercises" / lesson / name: [f"{layer}/exercise" for layer in layers],
        root / "grader" / "hidden" / lesson / name: [f"{layer}/checks" for layer in layers],
    }
    for folder in folders:
        _must_be_free(folder)
    longer = _with_exercise(file, name, kind)
    written = _write(folders, name)
    file.write_bytes(longer)
    return (*written, file)


def _by_language(titles: Sequence[str]) -> Mapping[str, str]:
    """Return a title for each language. Raises NotBegun for a text that is none."""
    said = dict(_UNWRITTEN)
    for title in titles:
        if not title.strip() or not title.isprintable():
            raise NotBegun(sentence("new.title", title=printable(title)))
        said["ko" if _HANGUL.search(title) else "en"] = title.strip()
    return said


def _with_exercise(file: Path, name: str, kind: str) -> bytes:
    """Return the bytes of a lesson.toml with one exercise more at its end; the rest of it stays as it is."""
    old = file.read_bytes()
    new_line = b"\r\n" if b"\r\n" in old else b"\n"
    end = b"" if old.endswith(b"\n") else new_line
    longer = (
        old
        + end
        + new_line.join((b"", b"[[exercises]]", f'name = "{name}"'.encode(), f'kind = "{kind}"'.encode(), b""))
    )
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


def _write(folders: Mapping[Path, Sequence[str]], name: str, words: Mapping[str, str] | None = None) -> Sequence[Path]:
    """Write into each folder the files of its skeletons; one of a later skeleton takes the place of an earlier one."""
    written = []
    for folder, skeletons in folders.items():
        sources = {
            source.relative_to(_SKELETONS / skeleton): source
            for skeleton in skeletons
            for source in (_SKELETONS / skeleton).rglob(f"*{_SUFFIX}")
        }
        for inside, source in sorted(sources.items()):
            file = folder / inside.with_name(inside.name.removesuffix(_SUFFIX).replace(_NAME, name))
            file.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            for word, meant in {_NAME: name, **(words or {})}.items():
                text = text.replace(word, meant)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            written.append(file)
    return written
