"""The courses that a workspace opens beside the built-in one: ``<workspace>/.tutor/courses/list.json``.

What was fetched stands beside it, ``<id>/<pin>/``: the list says which one counts, so that changing the list changes
everything at once.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study import atomic_file
from study.courses import Neighbour
from study.fetching.source import SourceKind
from study.file_lock import locked
from study.lesson_format import is_safe_name
from study.trouble import Trouble
from study.workspace_trouble import cannot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.text import Text

SHOWN_PIN: Final = 12
_PIN: Final = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A course of the list.

    source: where it comes from; ref: of a git repository. pin: the commit, or the SHA-256 of the zip file; empty for a
    folder, which is used where it stands.
    """

    id: str
    kind: SourceKind
    source: str
    ref: str = ""
    pin: str = ""

    @property
    def is_strange(self) -> bool:
        """Whether it came from elsewhere, rather than from a folder that somebody pointed to."""
        return self.kind is not SourceKind.FOLDER

    @property
    def short_pin(self) -> str:
        """As much of the pin as a person compares."""
        return self.pin[:SHOWN_PIN]


class UnknownCourse(Trouble):
    """No course of the list has this id."""

    def __init__(self, course_id: str) -> None:
        super().__init__(
            {
                "en": f"No course `{course_id}` was added here. `python tutor.py course list` shows all.",
                "ko": f"`{course_id}`: 추가한 코스 가운데 없어요. `python tutor.py course list`로 모두 볼 수 있어요.",
            }
        )


class CourseList:
    """The list of one workspace."""

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / ".tutor" / "courses"
        self.file = self.folder / "list.json"

    def root(self, listed: Listed) -> Path:
        """Return the folder of a course."""
        return self.folder / listed.id / listed.short_pin if listed.pin else Path(listed.source)

    def neighbours(self) -> tuple[tuple[Neighbour, ...], Text | None]:
        """Return what `study.courses` opens, in the order in which it was added, and a warning (see `read`)."""
        listed, warning = self.read()
        return self._as_neighbours(listed), warning

    def look(self) -> tuple[Neighbour, ...] | None:
        """Return what `study.courses` opens; None when the file cannot be read or understood. Changes nothing."""
        try:
            listed = self._understood()
        except OSError:
            return None
        return None if listed is None else self._as_neighbours(listed)

    def read(self) -> tuple[tuple[Listed, ...], Text | None]:
        """Return the list, and a warning when its file could not be understood; then that is kept under a new name."""
        try:
            listed = self._understood()
        except OSError as error:
            return (), cannot("read", self.file, error).sentence
        return ((), self._put_aside()) if listed is None else (listed, None)

    def write(self, listed: Sequence[Listed]) -> None:
        """Keep the list. To be called inside `changing`. Raises WorkspaceError."""
        raw = json.dumps([asdict(one) for one in listed], indent=2, ensure_ascii=False).encode() + b"\n"
        try:
            atomic_file.replace(self.file, raw)
        except OSError as error:
            raise cannot("save", self.file, error) from error

    @contextmanager
    def changing(self, patience: float) -> Iterator[None]:
        """Let nobody else change the list meanwhile. Raises TimeoutError when somebody else does, WorkspaceError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot("create", self.folder, error) from error
        with locked(self.folder / ".lock", patience):
            yield

    def _as_neighbours(self, listed: Sequence[Listed]) -> tuple[Neighbour, ...]:
        return tuple(Neighbour(self.root(one), one.id, one.is_strange) for one in listed)

    def _understood(self) -> tuple[Listed, ...] | None:
        """Return the list; None when what stands in its place is none. Raises OSError."""
        try:
            if not stat.S_ISREG(self.file.stat().st_mode):  # a pipe would be waited for
                return None
            found = json.loads(self.file.read_bytes().decode("utf-8-sig"))
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except (ValueError, RecursionError):
            return None
        listed = [_listed(one) for one in found] if isinstance(found, list) else [None]
        return None if None in listed else tuple(one for one in listed if one is not None)

    def _put_aside(self) -> Text:
        try:
            kept = atomic_file.set_aside(self.file, lambda number: f"list.bad-{number}.json").name
        except OSError as error:
            kept = f"{self.file.name} ({os.strerror(error.errno or 0)})"
        return {
            "en": f"{self.file} could not be understood, so only the built-in course is open. "
            f"The old file is kept as {kept}; add the other courses again.",
            "ko": f"{self.file}: 내용을 이해할 수 없어 기본 코스만 열게요. "
            f"이전 파일은 {kept} 이름으로 남겨 두었으니 다른 코스를 다시 추가해 주세요.",
        }


def _listed(found: object) -> Listed | None:
    """Return a course of the list, or None for what cannot be one: its id and pin become names of folders."""
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return None
    try:
        listed = Listed(**{**found, "kind": SourceKind(found["kind"])})
    except (TypeError, ValueError, KeyError):
        return None
    is_pinned = _PIN.fullmatch(listed.pin) is not None if listed.is_strange else not listed.pin
    return listed if is_safe_name(listed.id) and is_pinned and listed.source else None
