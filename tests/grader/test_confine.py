"""A worker is shut in before it meets a learner's code."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from grader.worker import confine

ROOT = Path(__file__).parents[2]
needs_landlock = pytest.mark.skipif(not confine.landlock_works(), reason="this kernel has no Landlock")
posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


def run(program, *arguments):
    """Run `program` in a process of its own, which may shut itself in for good."""
    command = [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else [str(done.returncode), done.stderr]


@posix
def test_limits_are_set_and_the_one_on_time_says_what_it_is():
    limits = run(
        """
        import resource
        from grader.worker import confine
        confine.limit(1.5)
        for name in ("CPU", "CORE", "FSIZE", "NOFILE"):
            print(*resource.getrlimit(getattr(resource, f"RLIMIT_{name}")))
        """
    )
    assert limits == [
        "8 9",
        "0 0",
        f"{confine.FILE_SIZE} {confine.FILE_SIZE}",
        f"{confine.OPEN_FILES} {confine.OPEN_FILES}",
    ]


@posix
def test_limits_are_never_raised_above_those_that_were_there():
    limits = run(
        """
        import resource
        from grader.worker import confine
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
        resource.setrlimit(resource.RLIMIT_CPU, (4, 4))
        confine.limit(60)
        print(*resource.getrlimit(resource.RLIMIT_NOFILE))
        print(*resource.getrlimit(resource.RLIMIT_CPU))
        """
    )
    assert limits == ["64 64", "4 4"]


@needs_landlock
def test_only_the_scratch_folder_can_be_written(tmp_path):
    scratch, outside = tmp_path / "scratch", tmp_path / "outside"
    scratch.mkdir()
    outside.write_text("kept", encoding="utf-8")
    told = run(
        """
        import os, sys
        from pathlib import Path
        from grader.worker import confine
        scratch, outside = Path(sys.argv[1]), Path(sys.argv[2])
        print(confine.landlock(scratch))
        (scratch / "inside").write_text("x")
        print(outside.read_text())
        for attempt in (
            lambda: outside.write_text("changed"),
            lambda: outside.unlink(),
            lambda: outside.with_name("new").mkdir(),
            lambda: os.link(outside, scratch / "link"),
            lambda: os.rename(scratch / "inside", outside.with_name("moved")),
            lambda: os.truncate(outside, 0),
        ):
            try:
                attempt()
                print("done")
            except OSError:
                print("refused")
        """,
        scratch,
        outside,
    )
    assert told == ["True", "kept"] + ["refused"] * 6
    assert outside.read_text("utf-8") == "kept"
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["inside", "outside", "scratch"]


@needs_landlock
def test_no_connection_goes_out_and_none_comes_in(tmp_path):
    told = run(
        """
        import socket, sys
        from pathlib import Path
        from grader.worker import confine
        with socket.create_server(("127.0.0.1", 0)) as server:
            confine.landlock(Path(sys.argv[1]))
            for attempt in (socket.create_connection, socket.create_server):
                try:
                    attempt(server.getsockname() if attempt is socket.create_connection else ("127.0.0.1", 0))
                    print("open")
                except PermissionError:
                    print("refused")
        """,
        tmp_path,
    )
    assert told == ["refused", "refused"]
