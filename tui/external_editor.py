"""The learner's own editor, from `VISUAL` or `EDITOR`: which it is, and how it is started."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WITH_WINDOW: Final = frozenset(
    {
        *("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "zed", "zeditor", "atom", "lapce"),
        *("subl", "sublime_text", "gedit", "gnome-text-editor", "kate", "kwrite", "mousepad", "pluma", "xed", "geany"),
        *("gvim", "mvim", "neovide", "mate", "bbedit", "pycharm", "charm", "idea", "leafpad", "featherpad"),
        *("notepad", "notepad++", "open", "xdg-open"),
    }
)
_IN_TERMINAL: Final = frozenset({"-nw", "--no-window-system", "-t", "--tty", "-v"})


class NoEditorError(ValueError):
    """No editor is set (`value` is empty), or what is set is no command line. name: the variable."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(name)
        self.name = name
        self.value = value


@dataclass(frozen=True, slots=True)
class ExternalEditor:
    """A command line. variable: where it comes from."""

    variable: str
    command: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the program."""
        return Path(self.command[0]).name

    @property
    def has_window(self) -> bool:
        """Whether it opens a window of its own, so that the terminal stays with the tutorial."""
        return Path(self.command[0].lower()).name.removesuffix(".exe").removesuffix(".cmd") in _WITH_WINDOW and not (
            _IN_TERMINAL & set(self.command[1:])
        )

    def run(self, file: Path, environment: Mapping[str, str]) -> int:
        """Edit a file in this terminal; returns the exit code when the learner is done. Raises OSError."""
        return subprocess.run([*self.command, str(file)], env=dict(environment), check=False).returncode

    def launch(self, file: Path, environment: Mapping[str, str]) -> None:
        """Open a file in the editor's own window, and come back at once. Raises OSError."""
        subprocess.Popen(
            [*self.command, str(file)],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def chosen_editor(environment: Mapping[str, str] = os.environ) -> ExternalEditor:
    """Return the learner's editor. Raises NoEditorError."""
    for name in ("VISUAL", "EDITOR"):
        value = environment.get(name, "").strip()
        if value:
            return ExternalEditor(name, tuple(_split(name, value)))
    raise NoEditorError("EDITOR", "")


def _split(name: str, value: str) -> Sequence[str]:
    try:
        words = shlex.split(value, posix=os.name != "nt")
    except ValueError as error:
        raise NoEditorError(name, value) from error
    if os.name == "nt":
        words = [word.strip('"') for word in words]
    if not words:
        raise NoEditorError(name, value)
    return words
