"""The real program in a real terminal, from the first start to a passed exercise, and back again after quitting."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals of this kind do not exist on Windows", allow_module_level=True)

import pexpect
import pyte

ROOT = Path(__file__).parent.parent
COLUMNS, LINES = 80, 24
PATIENCE = 90.0

SOLUTION = (ROOT / "grader/hidden/01_tensors/images_to_batch/solution.py").read_text(encoding="utf-8")
MISTAKE = (ROOT / "grader/hidden/01_tensors/images_to_batch/mistakes/alias.mutation.py").read_text(encoding="utf-8")


class Terminal:
    """A terminal of 80 by 24 cells with the program in it."""

    def __init__(self, workspace: Path, language: str) -> None:
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        self._program = pexpect.spawn(
            sys.executable,
            [str(ROOT / "tutor.py"), "--workspace", str(workspace), "--lang", language],
            cwd=str(workspace.parent),
            env={**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", "COLUMNS": "80", "LINES": "24"},
            dimensions=(LINES, COLUMNS),
            timeout=PATIENCE,
        )

    def text(self) -> str:
        """Return what is on the screen."""
        return "\n".join(self.screen.display)

    def shows(self, *words: str) -> None:
        """Read what the program draws until all of `words` stand on the screen."""
        until = time.monotonic() + PATIENCE
        while not all(word in self.text() for word in words):
            assert time.monotonic() < until, f"waited for {words}\n{self.text()}"
            try:
                self._stream.feed(self._program.read_nonblocking(65536, timeout=PATIENCE))
            except (pexpect.TIMEOUT, pexpect.EOF):
                pytest.fail(f"waited for {words}, the program ended or said nothing more\n{self.text()}")

    def press(self, keys: str) -> None:
        """Type."""
        self._program.send(keys)

    def ends(self) -> int:
        """Wait for the program to end; return its exit code."""
        self._program.expect(pexpect.EOF)
        self._program.close()
        return int(self._program.exitstatus or 0)

    def close(self) -> None:
        """Kill what still runs."""
        self._program.close(force=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "내 작업 폴더"


@pytest.fixture
def terminal(workspace: Path) -> Iterator[Terminal]:
    opened = Terminal(workspace, "en")
    yield opened
    opened.close()


def test_a_learner_reads_answers_fails_passes_quits_and_comes_back(terminal: Terminal, workspace: Path) -> None:
    terminal.shows("Welcome", "Begin with 01 Tensors")
    terminal.press("\r")
    terminal.shows("Page 1 of 8", "How it works")
    for page in range(2, 9):
        terminal.press("\x1b[C")
        terminal.shows(f"Page {page} of 8")
    terminal.press("\x1b[C")
    terminal.shows("images_to_batch", "Hint")
    file = workspace / "01_tensors" / "images_to_batch.py"
    assert file.read_text(encoding="utf-8") == (ROOT / "exercises/01_tensors/images_to_batch/stub.py").read_text(
        encoding="utf-8"
    )

    file.write_text(MISTAKE, encoding="utf-8")  # a save in another editor
    terminal.shows("Not yet right", "A mistake that many make")

    file.write_text(SOLUTION, encoding="utf-8")
    terminal.shows("6 of 6")
    terminal.press("\x11")
    assert terminal.ends() == 0

    again = Terminal(workspace, "ko")
    try:
        again.shows("이어서", "이미지를 배치로")
        again.press("\x11")
        assert again.ends() == 0
    finally:
        again.close()
    assert file.read_text(encoding="utf-8") == SOLUTION
