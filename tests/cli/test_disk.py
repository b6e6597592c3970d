"""The whole program on a disk that is full, and on one that is read-only: said plainly, and nothing is lost.

Such a disk is played by a `sitecustomize` that refuses, in the program's own process, what the disk would refuse.
"""

from __future__ import annotations

import pytest

FULL = """
import errno, os, stat, tempfile

tempfile.gettempdir()  # temporary files lie on another disk, which is found by writing on it

def refusing(real):
    def call(descriptor, *rest):
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, *rest)
    return call

os.write, os.fsync = refusing(os.write), refusing(os.fsync)
"""
READ_ONLY = """
import errno, os, sys

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
CHANGES = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.truncate")

def refuse(event, arguments):
    if event == "open":
        path, _, flags = arguments
        writes = flags & WRITES
    elif event in CHANGES:
        path, writes = arguments[0], True
    else:
        return
    if writes and not isinstance(path, int) and os.fsdecode(path).startswith(os.environ["READ_ONLY"]):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

sys.addaudithook(refuse)
"""
MINE = "def double(x):\n    return 2 * x  # mine\n"
SAID = {
    "full": {"en": "The disk is full. Make room, then try again.", "ko": "디스크가 가득 찼어요."},
    "read_only": {"en": "The disk is read-only. Choose another folder", "ko": "읽기 전용 디스크예요."},
}


@pytest.fixture(params=["full", "read_only"])
def disk(request, desk, tmp_path, monkeypatch):
    """A workspace with a file and two events, on a disk on which nothing can be written from now on."""
    desk.write("double", MINE)
    desk.run("hint", "double")
    desk.run("hint", "double")
    (tmp_path / "site").mkdir()
    program = {"full": FULL, "read_only": READ_ONLY}[request.param]
    (tmp_path / "site" / "sitecustomize.py").write_text(program, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    monkeypatch.setenv("READ_ONLY", str(desk.workspace))
    return request.param


def contents(desk):
    """Every file of the workspace with its bytes."""
    return {path: path.read_bytes() for path in desk.workspace.rglob("*") if path.is_file() and path.name != ".lock"}


def one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_command_does_its_work_and_says_that_progress_cannot_be_saved(desk, disk, language):
    before = contents(desk)
    status, out, err = desk.program("hint", "double", "--lang", language)
    assert (status, "Traceback" in err) == (0, False)
    assert {"en": "Hint 3/3", "ko": "힌트 3/3"}[language] in out
    assert {"en": "Progress cannot be saved", "ko": "진도를 저장할 수 없어요."}[language] in one_line(err)
    assert SAID[disk][language] in one_line(err)
    assert contents(desk) == before


@pytest.mark.slow
def test_a_verdict_is_told_all_the_same(desk, disk):
    before = contents(desk)
    status, out, err = desk.program("grade", "double", "--lang", "ko")
    assert (status, "Traceback" in err) == (0, False)
    assert "✓ 01_first/double  통과" in out
    assert SAID[disk]["ko"] in one_line(err)
    assert contents(desk) == before


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("command", [("path", "halve"), ("reset", "double", "--yes")])
def test_what_cannot_be_done_is_said_and_the_files_stay_as_they_were(desk, disk, command, language):
    before = contents(desk)
    status, out, err = desk.program(*command, "--lang", language)
    assert (status, out, "Traceback" in err) == (3, "", False)
    assert SAID[disk][language] in one_line(err)
    assert contents(desk) == before


def test_afterwards_everything_is_there_and_goes_on(desk, disk, monkeypatch):
    desk.program("hint", "double")
    monkeypatch.delenv("PYTHONPATH")
    assert desk.program("path", "double")[0] == 0
    standing = desk.session().progress().exercise("01_first/double")
    assert (standing.hints, standing.opened_at is not None) == (2, True)
