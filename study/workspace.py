"""The learner's files. Nothing here overwrites, shortens or forgets what a learner wrote."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from study import atomic_file
from study.learner_file import Contents, decode, encode, read_bytes
from study.workspace_trouble import ChangedOnDisk, WorkspaceError, cannot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from study.course import Exercise

__all__ = ["ChangedOnDisk", "Contents", "Workspace", "WorkspaceError"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with one file for each exercise that was opened. It is made when it is needed.

    Every method raises WorkspaceError, with a sentence for the learner, when a file cannot be used.
    """

    root: Path

    def make(self) -> None:
        """Make the folder when it is not there."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot("create", self.root, error) from error

    def file(self, exercise: Exercise) -> Path:
        """Return where the learner's file of an exercise is, or will be."""
        return self.root / f"{exercise.path}.py"

    def open(self, exercise: Exercise) -> Path:
        """Return the learner's file. A file that is there stays as it is.

        When there is none, it becomes a copy of what the learner wrote under an earlier id of the exercise, else of
        the stub. What stands under the earlier id stays there.
        """
        earlier = self.comes_from(exercise)
        return self._made(exercise, lambda: _stub(exercise) if earlier is None else read_bytes(earlier))

    def comes_from(self, exercise: Exercise) -> Path | None:
        """Return the file of an earlier id that `open` will copy, or None where it copies the stub or nothing."""
        if os.path.lexists(self.file(exercise)):
            return None
        files = (self.root / f"{path}.py" for path in exercise.paths_before)
        return next((file for file in files if os.path.isfile(file)), None)  # noqa: PTH113 - Path.is_file may raise

    def is_untouched(self, exercise: Exercise) -> bool:
        """Whether the learner has written nothing yet: there is no file, or it says the same as the stub."""
        try:
            text = self.read(exercise)
        except WorkspaceError:
            return not os.path.lexists(self.file(exercise))
        return text == decode(_stub(exercise), exercise.stub)

    def load(self, exercise: Exercise) -> Contents:
        """Return what the file says, with the digest of exactly that."""
        file = self.file(exercise)
        raw = read_bytes(file)
        return Contents(decode(raw, file), digest(raw))

    def read(self, exercise: Exercise) -> str:
        """Return what the file says, without carriage returns or byte order mark; `save` puts both back."""
        return self.load(exercise).text

    def digest(self, exercise: Exercise) -> str:
        """Return the digest of the file's bytes, for `save`."""
        return digest(read_bytes(self.file(exercise)))

    def save(self, exercise: Exercise, text: str, expected_digest: str | None) -> str:
        """Put a text in the place of the one that has `expected_digest`; None when there should be no file.

        Returns the new digest. The file keeps its line ends, byte order mark and permissions.
        Raises ChangedOnDisk, having written nothing, when the file is another one by now.
        """
        file = self.file(exercise)
        before = self._bytes_or_none(file)
        self._expect(file, before, expected_digest)
        raw = encode(text, before or b"", file)
        if raw == before:
            return digest(raw)
        try:
            if before is None:
                file.parent.mkdir(parents=True, exist_ok=True)
                atomic_file.create(file, raw)
            else:
                atomic_file.replace(
                    file, raw, unless=lambda: self._expect(file, self._bytes_or_none(file), expected_digest)
                )
        except FileExistsError:
            self._expect(file, self._bytes_or_none(file), expected_digest)
            raise cannot("save", file) from None
        except OSError as error:
            raise cannot("save", file, error) from error
        return digest(raw)

    def reset(self, exercise: Exercise) -> Path | None:
        """Begin an exercise again with its stub. The old file is kept beside it under a new name, which is returned.

        Returns None when there was nothing to keep. Whatever stands in the file's place can be reset, a folder too.
        Where there can be no new file, the old one stays in its place.
        """
        file = self.file(exercise)
        if self.is_untouched(exercise):
            self._made(exercise, lambda: _stub(exercise))
            return None
        try:
            kept = atomic_file.set_aside(file, lambda number: f"{exercise.name}.before-reset-{number}.py")
        except OSError as error:
            raise cannot("reset", file, error) from error
        try:
            self._made(exercise, lambda: _stub(exercise))
        except WorkspaceError:
            if not os.path.lexists(file):
                with suppress(OSError):
                    kept.rename(file)
            raise
        return kept

    def _made(self, exercise: Exercise, content: Callable[[], bytes]) -> Path:
        file = self.file(exercise)
        if not os.path.lexists(file):
            self._create(file, content)
        read_bytes(file)
        return file

    def _create(self, file: Path, content: Callable[[], bytes]) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(file):
                atomic_file.create(file, content())
        except FileExistsError:
            if not os.path.lexists(file):
                raise cannot("create", file) from None
        except OSError as error:
            raise cannot("create", file, error) from error

    def _bytes_or_none(self, file: Path) -> bytes | None:
        return read_bytes(file) if os.path.lexists(file) else None

    def _expect(self, file: Path, found: bytes | None, expected_digest: str | None) -> None:
        if (digest(found) if found is not None else None) != expected_digest:
            raise ChangedOnDisk(file, Contents(decode(found, file), digest(found)) if found is not None else None)


def _stub(exercise: Exercise) -> bytes:
    try:
        return exercise.stub.read_bytes()
    except OSError as error:
        raise cannot("read", exercise.stub, error) from error


def digest(raw: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()
