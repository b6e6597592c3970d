"""The bytes of a learner's file: only a regular UTF-8 file of a sensible size, kept in the learner's own style."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from study.workspace_trouble import WorkspaceError, cannot

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 1_000_000
"""Bytes of the largest file that is read as a learner's work."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file says, with the digest of exactly that."""

    text: str
    digest: str


class NotOrdinary(WorkspaceError):
    """A folder, a link or a special file stands where a learner's file should be."""


def read_bytes(file: Path) -> bytes:
    """Return a file's bytes. Raises WorkspaceError for anything but a regular file of a sensible size; never blocks."""
    try:
        mode = file.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise _not_regular(file, mode)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(file, flags), "rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise _not_regular(file, mode)
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        raise cannot("read", file, error) from error
    if len(raw) > LARGEST:
        raise WorkspaceError(
            file,
            {
                "en": f"{file} is larger than {LARGEST // 1000} KB, too large for an exercise. "
                "Move what does not belong to it elsewhere, or reset the exercise: the old file is kept.",
                "ko": f"{file}: {LARGEST // 1000}KB보다 커서 연습 파일로 쓸 수 없어요. "
                "필요 없는 내용을 다른 곳으로 옮기거나 연습 문제를 처음부터 다시 시작하세요. 이전 파일은 남겨 둬요.",
            },
        )
    return raw


def decode(raw: bytes, file: Path) -> str:
    """Return what bytes say, without carriage returns or byte order mark. Raises WorkspaceError when not UTF-8."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise WorkspaceError(
            file,
            {
                "en": f"{file} is not UTF-8 text (line {line}). Save it with the encoding UTF-8 in your editor, "
                "or reset the exercise: the old file is kept.",
                "ko": f"{file}: UTF-8로 저장된 글이 아니에요({line}번째 줄). "
                "쓰던 편집기에서 인코딩을 UTF-8로 바꿔 저장하거나 연습 문제를 처음부터 다시 시작하세요. "
                "이전 파일은 남겨 둬요.",
            },
        ) from None


def encode(text: str, before: bytes, file: Path) -> bytes:
    """Return the bytes of a text, with the line ends and the byte order mark of the file that was there before."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if before.count(b"\r\n") * 2 > before.count(b"\n"):
        text = text.replace("\n", "\r\n")
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise WorkspaceError(
            file,
            {
                "en": f"Line {line} holds a character that cannot be saved. Type it again.",
                "ko": f"{line}번째 줄에 저장할 수 없는 글자가 있어요. 그 글자를 다시 입력해 주세요.",
            },
        ) from None
    return _BYTE_ORDER_MARK + raw if before.startswith(_BYTE_ORDER_MARK) else raw


def _not_regular(file: Path, mode: int) -> NotOrdinary:
    if stat.S_ISDIR(mode):
        en, ko = "a folder", "폴더예요"
    elif stat.S_ISLNK(mode):
        en, ko = "a link to another file", "다른 파일로 가는 링크예요"
    else:
        en, ko = "a special file", "특수 파일이에요"
    return NotOrdinary(
        file,
        {
            "en": f"{file} is {en}, not an ordinary file. "
            "Move it away or reset the exercise, which keeps it beside under a new name.",
            "ko": f"{file}: 보통 파일이 아니라 {ko}. "
            "다른 곳으로 옮기거나 연습 문제를 처음부터 다시 시작하세요. 다시 시작하면 새 이름으로 옆에 남겨 둬요.",
        },
    )
