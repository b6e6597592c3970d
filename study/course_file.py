"""Read one file of a course, or say why it cannot be read. Whatever stands in its place, nothing waits for it."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study.course import Problem

if TYPE_CHECKING:
    from grader.text import Text

TEXT_MOST: Final = 2_000_000
TOML_MOST: Final = 1_000_000
_MISSING: Final = {"en": "this file is missing. Add it.", "ko": "이 파일이 없어요. 추가해 주세요."}
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_CONTROLS: Final = bytes(code for code in (*range(32), 127) if code not in b"\t\n\f\r")
_C1: Final = b"\xc2"
"""With what UTF-8 begins the control characters above ASCII."""
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SORTS: Final = (
    (stat.S_ISDIR, {"en": "a folder", "ko": "폴더"}),
    (stat.S_ISFIFO, {"en": "a named pipe (FIFO)", "ko": "이름 있는 파이프(FIFO)"}),
    (stat.S_ISSOCK, {"en": "a socket", "ko": "소켓"}),
)
_DEVICE: Final = {"en": "a device", "ko": "장치"}


def read_text(file: Path, problems: list[Problem], *, root: Path | None = None, most: int = TEXT_MOST) -> str | None:
    """Return the text of a course's file, without carriage returns or byte order mark; None after noting why not.

    root: the course's folder, out of which no link may lead. most: how many bytes the file may have.
    """
    raw = _read(file, problems, root, most)
    if raw is None:
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        sentence = {
            "en": f"byte {error.start + 1} is not UTF-8. Save the file with the encoding UTF-8.",
            "ko": f"{error.start + 1}번째 바이트가 UTF-8이 아니에요. 인코딩을 UTF-8로 바꿔 저장해 주세요.",
        }
        problems.append(Problem(file, "", sentence, raw.count(b"\n", 0, error.start) + 1))
        return None
    # The search takes ten times as long as the look at the bytes, which nearly every file passes.
    suspicious = len(raw.translate(None, _CONTROLS)) < len(raw) or _C1 in raw
    if suspicious and (odd := _UNPRINTABLE.search(text)) is not None:
        code = f"U+{ord(odd[0]):04X}"
        sentence = {
            "en": f"the control character {code} stands here. Remove it.",
            "ko": f"여기에 제어 문자({code})가 있어요. 지워 주세요.",
        }
        problems.append(Problem(file, "", sentence, text.count("\n", 0, odd.start()) + 1))
        return None
    return text


def is_there(file: Path, problems: list[Problem], root: Path, missing: Text) -> bool:
    """Whether a file that is not read now is there; what stands in its place is noted."""
    try:
        found = os.lstat(file)  # every start passes here for each exercise, and links are rare
        if stat.S_ISLNK(found.st_mode):
            found = os.stat(file)  # noqa: PTH116 - as above
            if (out := leads_out(file, root)) is not None:
                problems.append(out)
                return False
        if stat.S_ISREG(found.st_mode) and found.st_size <= TEXT_MOST:
            return True
        is_file = stat.S_ISREG(found.st_mode)
        problems.append(_too_large(file, found.st_size, TEXT_MOST) if is_file else _no_file(file, found.st_mode))
    except FileNotFoundError:
        problems.append(_dangling(file) if file.is_symlink() else Problem(file, "", missing))
    except OSError as error:
        problems.append(unreadable(file, error))
    return False


def leads_out(path: Path, root: Path) -> Problem | None:
    """Return the problem of a link that leads out of the course, or None."""
    if not os.path.islink(path):  # noqa: PTH114 - as above
        return None
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return None
    return Problem(
        path,
        "",
        {
            "en": "this link leads out of the course. Put the file itself here.",
            "ko": "코스 밖으로 이어지는 링크예요. 파일 자체를 여기에 넣어 주세요.",
        },
    )


def unreadable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file or folder that is there and cannot be read."""
    if error.errno == errno.ELOOP:
        return Problem(
            path,
            "",
            {
                "en": "this link leads back to itself. Put the file itself here.",
                "ko": "자기 자신으로 되돌아오는 링크예요. 파일 자체를 여기에 넣어 주세요.",
            },
        )
    reason = error.strerror or type(error).__name__
    return Problem(path, "", {"en": f"this cannot be read ({reason}).", "ko": f"읽을 수 없어요({reason})."})


def _read(file: Path, problems: list[Problem], root: Path | None, most: int) -> bytes | None:
    try:
        if root is not None and (out := leads_out(file, root)) is not None and file.exists():
            problems.append(out)
            return None
        opened = os.open(file, os.O_RDONLY | _NO_WAITING)
        try:
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                problems.append(_no_file(file, found.st_mode))
            elif found.st_size > most:
                problems.append(_too_large(file, found.st_size, most))
            else:
                return _content(opened, found.st_size)
        finally:
            os.close(opened)
    except FileNotFoundError:
        problems.append(_dangling(file) if file.is_symlink() else Problem(file, "", _MISSING))
    except IsADirectoryError:
        problems.append(_no_file(file, stat.S_IFDIR))
    except OSError as error:
        problems.append(unreadable(file, error))
    return None


def _content(opened: int, size: int) -> bytes:
    """Return what can be read from a descriptor, up to the size that its file had."""
    pieces: list[bytes] = []
    while size > 0 and (piece := os.read(opened, size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _no_file(file: Path, mode: int) -> Problem:
    sort = next((words for is_sort, words in _SORTS if is_sort(mode)), _DEVICE)
    return Problem(
        file,
        "",
        {
            "en": f"this is {sort['en']}, and a file is needed here.",
            "ko": f"파일이 있어야 할 자리에 다른 것이 있어요: {sort['ko']}.",
        },
    )


def _too_large(file: Path, size: int, most: int) -> Problem:
    return Problem(
        file,
        "",
        {
            "en": f"this file has {size:,} bytes, and {most:,} are allowed. Shorten it.",
            "ko": f"파일 크기가 {size:,}바이트예요. {most:,}바이트까지 쓸 수 있으니 줄여 주세요.",
        },
    )


def _dangling(file: Path) -> Problem:
    return Problem(
        file,
        "",
        {
            "en": "this link leads to nothing. Put the file itself here.",
            "ko": "아무 데로도 이어지지 않는 링크예요. 파일 자체를 여기에 넣어 주세요.",
        },
    )
