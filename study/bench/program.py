"""The program in a terminal that nobody looks at: what it draws, and when."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from grader import say
from study.bench.part import NotHere, NotMeasured
from study.bench.plain import PROJECT, ordinary

if TYPE_CHECKING:
    from pathlib import Path

    from study.course import Course

ROWS, COLUMNS = 24, 80
TALL: Final = 60
PATIENCE: Final = 60.0
QUIET: Final = 0.5
"""Seconds without another byte after which a screen is complete."""
PAUSE: Final = 0.1
"""Seconds without another byte after which it is looked at what was drawn."""
QUIT: Final = b"\x11"
SEEN: Final = 12
"""Letters of the first lesson's title that are looked for: a long title is cut on the screen."""
ESCAPES: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[@-Z\\-_])")


class Program:
    """The program in a pseudo-terminal of 80 columns. A context manager. Raises NotHere where there is none."""

    def __init__(self, course: Course, workspace: Path, language: str, device: str = "auto", rows: int = ROWS) -> None:
        if sys.platform == "win32":
            raise NotHere(
                {
                    "en": "The first screen is measured where there are pseudo-terminals: not on Windows.",
                    "ko": "첫 화면은 의사 터미널(pty)이 있는 곳에서만 재요. 윈도우에서는 잴 수 없어요.",
                }
            )
        import fcntl
        import pty
        import struct
        import termios

        self._wanted = say(course.lessons[0].title, language)[:SEEN].rstrip().encode()
        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, COLUMNS, 0, 0))
        options = ["--course", str(course.root), "--workspace", str(workspace), "--lang", language, "--device", device]
        environment = {**ordinary(), "TERM": "xterm-256color", "TUTOR_CONFIG": str(workspace / "configuration")}
        self._rows = rows
        self._screen: Any = None
        self._stream: Any = None
        self._unseen = b""
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, str(PROJECT / "tutor.py"), *options],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env=environment,
            start_new_session=True,
        )
        os.close(inside)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            os.write(self._terminal, QUIT)
        given_up = time.monotonic() + 10
        while self._process.poll() is None and time.monotonic() < given_up:
            self._read(0.1)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._terminal)

    @property
    def number(self) -> int:
        """The number of its process."""
        return self._process.pid

    def painted(self) -> tuple[float, float]:
        """Return the seconds until the first lesson stood on the screen, and until nothing more was drawn."""
        drawn = b""
        first = last = 0.0
        while True:
            piece = self._read(QUIET if first else PATIENCE)
            if not piece:
                break
            last = time.perf_counter() - self._began
            drawn += piece
            if not first and self._wanted in ESCAPES.sub(b"", drawn):
                first = last
        if not first:
            words = ESCAPES.sub(b"", drawn).decode("utf-8", "replace").split()
            said = " ".join(words)[-200:]
            raise NotMeasured(
                {
                    "en": f"The first screen did not come. The program said: {said}",
                    "ko": f"첫 화면이 나오지 않았어요. 프로그램이 한 말: {said}",
                }
            )
        return first, last

    def press(self, keys: bytes) -> None:
        """Type something."""
        os.write(self._terminal, keys)

    def rest(self, seconds: float) -> None:
        """Wait until nothing was drawn for so long."""
        while piece := self._read(seconds):
            self._draw(piece)

    def shows(self, sign: str, times: int, since: float) -> float:
        """Return the seconds from the moment `since` until `sign` stood on the screen so many times.

        A terminal in Python is slow: what comes is drawn once nothing more comes, and counts from when it came.
        Raises NotMeasured when that does not come, NotHere without the package that knows what a terminal shows.
        """
        try:
            import pyte
        except ImportError as error:
            raise NotHere(
                {
                    "en": "pyte is not installed; `python tutor.py test --co -q` brings it.",
                    "ko": "pyte가 설치되지 않았어요. `python tutor.py test --co -q`를 실행하면 설치돼요.",
                }
            ) from error
        if self._screen is None:
            self._screen = pyte.Screen(COLUMNS, self._rows)
            self._stream = pyte.ByteStream(self._screen)
            self._stream.feed(self._unseen)
        came: list[tuple[float, bytes]] = []
        while True:
            piece = self._read(PAUSE if came else PATIENCE)
            if piece:
                came.append((time.perf_counter(), piece))
                continue
            if not came:
                raise NotMeasured({"en": "The verdict was not drawn.", "ko": "채점 결과가 화면에 나오지 않았어요."})
            stood = None
            for moment, piece in came:
                self._draw(piece)
                if stood is None and "".join(self._screen.display).count(sign) >= times:
                    stood = moment
            if stood is not None:
                return stood - since
            came = []

    def _draw(self, piece: bytes) -> None:
        if self._stream is None:
            self._unseen += piece
        else:
            self._stream.feed(piece)

    def _read(self, patience: float) -> bytes:
        import select

        with suppress(OSError):  # the other end of the terminal is closed
            if select.select([self._terminal], [], [], patience)[0]:
                return os.read(self._terminal, 65536)
        return b""
