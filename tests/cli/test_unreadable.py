"""Folders and files that may not be read are said in a sentence, whichever it is."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("permissions work another way there", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def bound_by_permissions() -> None:
    """Give up what lets the superuser read everything, from the next program on."""
    if sys.platform == "linux" and os.geteuid() == 0:
        for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def program(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], preexec_fn=bound_by_permissions, capture_output=True, encoding="utf-8"
    )


@pytest.fixture
def closed(desk):
    """Closes a file or folder of the course until the test ends."""
    shut: list[tuple[Path, int]] = []

    def close(path: Path) -> None:
        shut.append((path, path.stat().st_mode))
        path.chmod(0)
        if program("-c", "import os, sys; os.listdir(sys.argv[1])", path).returncode == 0:
            pytest.skip("permissions do not bind this user")

    yield close
    for path, mode in shut:
        path.chmod(mode)


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("..", ""),
        (".", "lessons"),
        ("lessons", "lessons"),
        ("lessons/01_first", "lessons/01_first/ko.md"),
        ("lessons/01_first/en.md", "lessons/01_first/en.md"),
        ("exercises/01_first/double", "exercises/01_first/double/stub.py"),
        ("grader", "grader/hidden/01_first/double/test_double.py"),
    ],
)
def test_what_cannot_be_read_is_named(desk, closed, tmp_path_factory, place, named):
    workspace = tmp_path_factory.mktemp("work")
    path = (desk.course / place).resolve()
    closed(path)
    common = ("--course", desk.course, "--workspace", workspace, "--lang", "ko")
    ended = program(ROOT / "tutor.py", "list", *common)
    said = " ".join(ended.stderr.split())
    assert ended.returncode in (2, 3)
    assert "Traceback" not in said
    assert str(desk.course) in said
    assert f"{named or desk.course}: " in said
    assert "읽을 수 없어요(Permission denied)." in said
