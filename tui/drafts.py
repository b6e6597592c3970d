"""Unsaved text, kept beside the workspace's files while it is unsaved, so that a crash or a kill loses none of it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from study import atomic_file

if TYPE_CHECKING:
    from pathlib import Path

    from study.course import Exercise


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was not saved. digest: of the file it was begun from, None when there was no file."""

    text: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a workspace, in ``<workspace>/.tutor/drafts/``. One for each exercise."""

    root: Path

    def file(self, exercise: Exercise) -> Path:
        """Return where the draft of an exercise is kept."""
        return self.root / ".tutor" / "drafts" / f"{exercise.path}.json"

    def keep(self, exercise: Exercise, draft: Draft) -> None:
        """Write a draft in the place of the one before. Raises OSError."""
        file = self.file(exercise)
        file.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps({"digest": draft.digest, "text": draft.text}, ensure_ascii=False)
        atomic_file.replace(file, content.encode("utf-8", "surrogatepass"))

    def find(self, exercise: Exercise) -> Draft | None:
        """Return the draft of an exercise, or None when there is none that can be read."""
        try:
            found = json.loads(self.file(exercise).read_bytes().decode("utf-8", "surrogatepass"))
            text, digest = found["text"], found["digest"]
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return Draft(text, digest if isinstance(digest, str) else None) if isinstance(text, str) else None

    def forget(self, exercise: Exercise) -> None:
        """Remove the draft of an exercise, if there is one."""
        with suppress(OSError):
            self.file(exercise).unlink()
