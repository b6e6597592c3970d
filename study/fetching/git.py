"""Fetch one commit of a git repository and write its files out, as data.

Nothing of the repository is checked out: its files are read as objects, so that no hook, filter, attribute, link or
submodule of it has any effect.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from grader.printable import harmless
from study.fetching.git_process import ended, start
from study.fetching.trouble import FetchFailed, WrongSource, locked_up, no_answer, not_there
from study.fetching.unpacking import MEGABYTE, MOST_BYTES, Unpacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from study.fetching.source import Source

PIECE: Final = 1 << 16
MOST_OBJECTS: Final = 2 * MOST_BYTES
_PERCENT: Final = re.compile(r"\d+%")
_NO_NETWORK: Final = re.compile(
    r"could not resolve|failed to connect|couldn't connect|connection (timed out|refused|reset|closed)|"
    r"network is unreachable|operation too slow|timed out|no route to host|ssl|early eof|unexpected disconnect",
    re.IGNORECASE,
)
_PASSWORD: Final = re.compile(
    r"could not read (username|password)|authentication failed|permission denied \(|terminal prompts disabled|"
    r"host key verification failed|returned error: 40[13]",
    re.IGNORECASE,
)
_NOT_THERE: Final = re.compile(
    r"not found|does not exist|does not appear to be a git repository|no such file|not a git repository", re.IGNORECASE
)
_NO_REF: Final = re.compile(r"couldn't find remote ref|not our ref|unadvertised object|invalid refspec", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a commit. sha: the object that is its content."""

    sha: str
    name: str


def fetch_git(source: Source, scratch: Path, into: Path, tell: Callable[[str], None]) -> str:
    """Fetch the commit that `source` means and write its files into the empty folder `into`. Return the commit.

    scratch: a folder for what git itself needs. tell: how far it is. Raises WrongSource or FetchFailed; then both
    folders may hold something, which is of no use. Its links are written as files that say where they lead.
    """
    repository = scratch / "repository"
    _run(["init", "--quiet", "--bare", "--template=", str(repository)], source)
    _fetch(source, repository, tell)
    commit = _run(["-C", str(repository), "rev-parse", "--verify", "FETCH_HEAD^{commit}"], source).decode().strip()
    entries = list(_entries(_run(["-C", str(repository), "ls-tree", "-r", "-z", "--full-tree", commit], source)))
    _write(repository, entries, into)
    return commit


def _fetch(source: Source, repository: Path, tell: Callable[[str], None]) -> None:
    options = ["--depth=1", "--no-tags", "--no-recurse-submodules", "--progress"]
    process = start(["-C", str(repository), "fetch", *options, "--", source.where, source.ref or "HEAD"])
    assert process.stderr is not None
    said = b""
    with ended(process):
        while piece := os.read(process.stderr.fileno(), 4096):
            said = (said + piece)[-8192:]
            last = re.split(rb"[\r\n]", said.rstrip())[-1].decode(errors="replace")
            if found := _PERCENT.search(last):
                tell(found[0])
            if _size(repository) > MOST_OBJECTS:
                raise WrongSource(
                    {
                        "en": f"{source} is larger than {MOST_OBJECTS // MEGABYTE} MB, too much for a course.",
                        "ko": f"{source}: {MOST_OBJECTS // MEGABYTE} MB보다 커서 코스로 받을 수 없어요.",
                    }
                )
        if process.wait():
            raise _failed(source, said.decode(errors="replace"))


def _entries(tree: bytes) -> Iterator[_Entry]:
    for line in tree.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if about:
            _mode, kind, sha = about.decode().split(" ")
            if kind == "blob":  # what is left is a submodule, which stays out
                yield _Entry(sha, name.decode("utf-8", "surrogateescape"))


def _write(repository: Path, entries: list[_Entry], into: Path) -> None:
    process = start(["-C", str(repository), "cat-file", "--batch"], subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    unpacking = Unpacking(into)
    with ended(process):
        try:
            for entry in entries:
                process.stdin.write(f"{entry.sha}\n".encode())
                process.stdin.flush()
                size = int(process.stdout.readline().split()[2])
                unpacking.add(entry.name, _pieces(process.stdout, size))
                process.stdout.read(1)
        except (OSError, ValueError, IndexError) as error:
            said = getattr(error, "strerror", None) or type(error).__name__
            raise FetchFailed(
                {
                    "en": f"What git fetched could not be written out ({said}). Make room, then try again.",
                    "ko": f"git이 받은 파일을 쓸 수 없어요({said}). 공간을 만든 뒤 다시 해 보세요.",
                }
            ) from error


def _pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size and (piece := stream.read(min(PIECE, size))):
        size -= len(piece)
        yield piece


def _run(arguments: list[str], source: Source) -> bytes:
    process = start(arguments)
    with ended(process):
        out, said = process.communicate()
        if process.returncode:
            raise _failed(source, said.decode(errors="replace"))
    return out


def _size(repository: Path) -> int:
    total = 0
    for folder in (repository / "objects").rglob("*"):
        with contextlib.suppress(OSError):
            total += folder.stat().st_size
    return total


def _failed(source: Source, said: str) -> WrongSource | FetchFailed:
    lines = [line.strip() for line in re.split(r"[\r\n]", said) if line.strip()]
    told = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:", "ssh:"))] or lines[-1:]
    last = str(harmless(told[0] if told else "?"))[:200]
    where = str(source)
    if _PASSWORD.search(said):
        return locked_up(where)
    if _NO_REF.search(said):
        name = source.ref or "HEAD"
        return WrongSource(
            {
                "en": f"{source.where} has no branch, tag or commit `{name}` (a commit needs all of its 40 digits).",
                "ko": f"{source.where}: `{name}`이라는 브랜치나 태그, 커밋이 없어요(커밋은 40자리를 모두 써야 해요).",
            }
        )
    if _NO_NETWORK.search(said):
        return no_answer(where, last)
    if _NOT_THERE.search(said):
        return not_there(where)
    return FetchFailed({"en": f"git could not fetch {where}: {last}", "ko": f"{where}: git이 받지 못했어요: {last}"})
