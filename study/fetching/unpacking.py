"""Write the files of somebody else's archive into a folder, within limits that hold whatever it says of itself."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from study.fetching.trouble import WrongSource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MEGABYTE: Final = 10**6
MOST_FILES: Final = 20_000
MOST_BYTES: Final = 500 * MEGABYTE
LONGEST_PART: Final = 200
LONGEST_NAME: Final = 400
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(\..*)?", re.IGNORECASE)


class Unpacking:
    """Writes into `folder`, which is there and empty. A name that no system could misread is the only kind it takes.

    most_files, most_bytes: what is written at most. Raises WrongSource as soon as a limit is passed.
    """

    def __init__(self, folder: Path, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_files, self._most_bytes = most_files, most_bytes
        self._files = self._bytes = 0
        self._spelling: dict[str, str] = {}
        self._holds: dict[str, bool] = {}

    @property
    def written(self) -> int:
        """Bytes so far."""
        return self._bytes

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file. name: its path with forward slashes. pieces: its content, read only as far as it is allowed."""
        self._files += 1
        if self._files > self._most_files:
            raise _too_much(f"more than {self._most_files:,} files", f"파일이 {self._most_files:,}개가 넘어요")
        self._claim(name)
        file = self._folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            for piece in pieces:
                self._bytes += len(piece)
                if self._bytes > self._most_bytes:
                    most = self._most_bytes / MEGABYTE
                    raise _too_much(f"more than {most:.0f} MB", f"크기가 {most:.0f} MB를 넘어요")
                opened.write(piece)

    def _claim(self, name: str) -> None:
        """Refuse a name that is unsafe, or that some system takes for one that is there already."""
        check_name(name)
        parts = name.split("/")
        for end in range(1, len(parts) + 1):
            path = "/".join(parts[:end])
            key, is_file = unicodedata.normalize("NFKC", path).casefold(), end == len(parts)
            known = self._spelling.setdefault(key, path)
            clashes = known != path or (key in self._holds and (is_file or self._holds[key] is not is_file))
            if clashes:
                raise WrongSource(
                    {
                        "en": f"Two of its names are one on some systems: {known} and {path}. Nothing was kept.",
                        "ko": f"어떤 시스템에서는 같은 이름이 되는 파일이 있어요: {known}, {path}. "
                        "아무것도 남기지 않았어요.",
                    }
                )
            self._holds[key] = is_file


def check_name(name: str) -> None:
    """Raise WrongSource for a path that leads outside, or that some system cannot hold or would misread."""
    parts = name.split("/")
    bad = len(name) > LONGEST_NAME or _UNSAFE.search(name) is not None
    for part in parts:
        bad = bad or not part or part in (".", "..") or part[-1] in ". " or part[0] == " "
        bad = bad or len(part.encode("utf-8", "surrogatepass")) > LONGEST_PART
        bad = bad or _DEVICE.fullmatch(part) is not None or any("\ud800" <= mark <= "\udfff" for mark in part)
        bad = bad or part.casefold() == ".git"
    if bad:
        shown = ascii(name[:80])
        raise WrongSource(
            {
                "en": f"It holds a file with an unsafe name ({shown}). Nothing was kept.",
                "ko": f"이름이 안전하지 않은 파일이 들어 있어요({shown}). 아무것도 남기지 않았어요.",
            }
        )


def _too_much(en: str, ko: str) -> WrongSource:
    return WrongSource(
        {
            "en": f"It holds {en}, too much for a course. Nothing was kept.",
            "ko": f"{ko}. 코스로 받기에 너무 커요. 아무것도 남기지 않았어요.",
        }
    )
