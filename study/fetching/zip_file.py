"""Unpack a zip file of a stranger: what its directory says is checked first, what comes out is counted as it comes."""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from study.fetching.trouble import FetchFailed, WrongSource, not_there
from study.fetching.unpacking import MOST_BYTES, MOST_FILES, Unpacking, check_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE: Final = 1 << 16
MOST_RATIO: Final = 200
FREE_OF_RATIO: Final = 10**6
"""Bytes that may come out of any zip file, however small it is."""
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LEFT_OUT: Final = ("__MACOSX", ".DS_Store", ".git")


def unpack_zip(file: Path, into: Path) -> None:
    """Unpack `file` into the empty folder `into`; one folder that holds all else is left out.

    Raises WrongSource for what is no zip file or an unsafe one, FetchFailed when the disk refuses. Then `into` may
    hold something, which is of no use.
    """
    try:
        size = file.stat().st_size
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if _is_wanted(member)]
            names = _names(members)
            unpacking = Unpacking(into, most_bytes=min(MOST_BYTES, size * MOST_RATIO + FREE_OF_RATIO))
            for member, name in zip(members, names, strict=True):
                if not member.is_dir():
                    unpacking.add(name, _pieces(archive, member))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        raise _no_zip(file, str(error) or type(error).__name__) from error
    except FileNotFoundError:
        raise not_there(str(file)) from None
    except OSError as error:
        raise FetchFailed(
            {
                "en": f"{file} could not be unpacked ({error.strerror or error}).",
                "ko": f"{file}: 압축을 풀 수 없어요({error.strerror or error}).",
            }
        ) from error


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal. Raises WrongSource for what cannot be read as one."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            raise _no_zip(file, "not a file")
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise _no_zip(file, error.strerror or type(error).__name__) from error


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    return not any(part in _LEFT_OUT for part in parts)


def _names(members: list[zipfile.ZipInfo]) -> list[str]:
    """Return where each member goes. Every name was looked at as it stands in the file, folders too."""
    if len(members) > MOST_FILES:
        raise _unsafe(f"more than {MOST_FILES:,} files", f"{MOST_FILES:,}개가 넘는 파일")
    for member in members:
        check_name(member.orig_filename.removesuffix("/"))
        mode = member.external_attr >> 16
        kind = stat.S_IFMT(mode)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (kind == stat.S_IFDIR) > member.is_dir():
            raise _unsafe(f"a link or a special file ({member.filename})", f"링크나 특수 파일({member.filename})")
        if member.flag_bits & 0x1:
            raise _unsafe("files under a password", "비밀번호가 걸린 파일")
        if member.compress_type not in _METHODS:
            raise _unsafe("an unusual compression", "흔하지 않은 압축 방식")
    names = [member.filename.rstrip("/") for member in members]
    tops = {name.partition("/")[0] for name in names}
    is_wrapped = len(tops) == 1 and all(
        "/" in name or member.is_dir() for name, member in zip(names, members, strict=True)
    )
    if not is_wrapped or tops & {"lessons", "exercises", "grader"}:
        return names
    return [name.partition("/")[2] for name in names]


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as opened:
        while piece := opened.read(PIECE):
            yield piece


def _no_zip(file: Path, why: str) -> WrongSource:
    return WrongSource(
        {
            "en": f"{file} is neither a folder, a git repository nor a whole zip file ({why}).",
            "ko": f"{file}: 폴더도 git 저장소도 온전한 zip 파일도 아니에요({why}).",
        }
    )


def _unsafe(en: str, ko: str) -> WrongSource:
    return WrongSource(
        {
            "en": f"The zip file holds {en}. It was not unpacked.",
            "ko": f"zip 파일에 들어 있으면 안 되는 것이 있어서 풀지 않았어요: {ko}.",
        }
    )
