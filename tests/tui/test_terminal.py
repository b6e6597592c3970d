"""The program ends when its terminal has gone without a word, and leaves no process that keeps a core busy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def test_a_terminal_that_closes_without_a_signal_ends_the_program(tmp_path):
    ours, theirs = pty.openpty()
    # In a session of its own, whose terminal this is not: the kernel sends no SIGHUP.
    program = subprocess.Popen(
        [sys.executable, str(ROOT / "tutor.py"), "--workspace", str(tmp_path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
        start_new_session=True,
    )
    try:
        os.close(theirs)
        painted = b""
        while b"PyTorch" not in painted:
            painted += os.read(ours, 65536)
        os.close(ours)
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        program.wait()
