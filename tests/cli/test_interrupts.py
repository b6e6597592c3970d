"""Ctrl+C at any moment ends the program without a traceback."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Ctrl+C is no signal there", allow_module_level=True)

import pexpect

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
# A process that presses Ctrl+C at the moment in which it imports a module.
INTERRUPTED_IMPORT = """
import os, signal, sys

class Interruption:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["INTERRUPTED_IMPORT"]:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interruption())
"""
ENDED = (130, -signal.SIGINT)


@pytest.fixture
def interrupted_import(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(INTERRUPTED_IMPORT, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    return lambda module: monkeypatch.setenv("INTERRUPTED_IMPORT", module)


@pytest.mark.parametrize(
    "module",
    ["setup.environment", "setup.strings", "cli.commands", "study.course_reader", "grader", "tomllib", "difflib"],
)
def test_ctrl_c_in_the_middle_of_an_import_is_no_traceback(desk, interrupted_import, module):
    interrupted_import(module)
    status, out, err = desk.program("path", "double")
    assert (status in ENDED, out, err) == (True, "", "")


def test_ctrl_c_before_the_first_screen_is_no_traceback(desk, interrupted_import):
    interrupted_import("tui.app")
    arguments = [str(ROOT / "tutor.py"), "--course", str(desk.course), "--workspace", str(desk.workspace)]
    program = pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=PATIENCE)
    assert program.expect(pexpect.EOF) == 0
    program.close()
    assert program.before.replace("^C", "").strip() == ""
    assert (program.exitstatus or -program.signalstatus) in ENDED


def test_ctrl_c_again_and_again_is_no_traceback(desk):
    desk.write("double", "def double(x):\n    return 2 * x\n")
    desk.write("halve", "def halve(x):\n    while True:\n        pass\n")
    process = desk.start("grade")
    assert process.stdout is not None
    try:
        assert "01_first/double" in process.stdout.readline()
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode in ENDED
        assert "Traceback" not in err
    finally:
        process.kill()
        process.wait()
