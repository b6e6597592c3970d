"""Where a course comes from, as somebody types it: a folder, a git repository, or a zip file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from study.fetching.trouble import WrongSource, not_there

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_SCP: Final = re.compile(r"[\w.-]+@[\w.-]+:(?!//)[^\s]+")
_REF: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+-]*")


class SourceKind(StrEnum):
    """What a source is."""

    FOLDER = "folder"
    GIT = "git"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a course comes from.

    where: a whole path, or a URL. ref: of a git repository: a branch, a tag or a commit; empty for its default branch.
    """

    kind: SourceKind
    where: str
    ref: str = ""

    def __str__(self) -> str:
        return f"{self.where}#{self.ref}" if self.ref else self.where

    @property
    def is_url(self) -> bool:
        """Whether it lies on no path of this machine."""
        return "://" in self.where or _SCP.fullmatch(self.where) is not None


def read_source(typed: str) -> Source:
    """Return the source that was typed. Looks at paths, at nothing else. Raises WrongSource."""
    typed = typed.strip()
    if not typed or typed.startswith("-") or any(not mark.isprintable() for mark in typed):
        raise not_there(typed or "''")
    path = _path(typed)
    if path is not None:
        return _local(path, "")
    where, _, ref = typed.rpartition("#") if "#" in typed else (typed, "", "")
    if ref and (not _REF.fullmatch(ref) or ".." in ref or ref.endswith((".lock", "/", "."))):
        raise WrongSource(
            {
                "en": f"`{ref}` cannot be a branch, a tag or a commit.",
                "ko": f"`{ref}`: 브랜치, 태그, 커밋으로 쓸 수 없어요.",
            }
        )
    if _SCP.fullmatch(where):
        return Source(SourceKind.GIT, where, ref)
    if "://" in where:
        return _url(where, ref)
    path = _path(where)
    if path is None:
        raise not_there(where)
    return _local(path, ref)


def _path(typed: str) -> Path | None:
    try:
        path = Path(typed).expanduser().absolute()
        return path.resolve() if os.path.lexists(path) else None
    except (OSError, RuntimeError, ValueError):
        return None


def _local(path: Path, ref: str) -> Source:
    is_bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
    if is_bare or (ref and (path / ".git").exists()):
        return Source(SourceKind.GIT, str(path), ref)
    if path.is_dir():
        return Source(SourceKind.FOLDER, str(path))
    return Source(SourceKind.ZIP, str(path))


def _url(where: str, ref: str) -> Source:
    try:
        parts = urlsplit(where)
        host = parts.hostname or ""
    except ValueError:
        raise not_there(where) from None
    if parts.password:
        raise WrongSource(
            {
                "en": "A password in an address would be kept in plain text. Leave it out and use a key or a "
                "credential helper of git.",
                "ko": "주소에 비밀번호를 넣으면 그대로 저장돼요. "
                "비밀번호를 빼고 SSH 키나 git 자격 증명 도우미를 써 주세요.",
            }
        )
    is_zip = parts.path.casefold().endswith(".zip")
    allowed = ("https",) if is_zip else ("https", "ssh", "file")
    if parts.scheme not in allowed and not (parts.scheme == "http" and host in LOOPBACK):
        raise WrongSource(
            {
                "en": f"A course is not fetched by {parts.scheme}:// because anybody on the way could change it. "
                "Use https:// (or ssh:// for git).",
                "ko": f"{parts.scheme}:// 주소는 중간에서 내용이 바뀔 수 있어 받지 않아요. "
                "https://(git은 ssh://도)를 써 주세요.",
            }
        )
    if is_zip and ref:
        raise WrongSource(
            {
                "en": "A zip file has no branches: leave out what stands after #.",
                "ko": "zip 파일에는 브랜치가 없어요. # 뒤를 빼 주세요.",
            }
        )
    return Source(SourceKind.ZIP if is_zip else SourceKind.GIT, where, ref)
