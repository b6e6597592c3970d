"""Lay out a broken course: the course of broken/base.toml, and what a case changes in it."""

import os
import shutil
import tomllib
from pathlib import Path

BROKEN = Path(__file__).with_name("broken")
BASE = tomllib.loads((BROKEN / "base.toml").read_text("utf-8"))["files"]


def lay_out(root, changes):
    """Write the course into `root`, then make one change after the other.

    A change names a `file` and what becomes of it: `old` and `new` replace a piece of text, `write` and `hex` give the
    whole contents (`times` copies of `each` and an `end` may follow), `remove`, `folder`, `fifo` and `link` put
    something else, or nothing, in its place.
    """
    for path, text in BASE.items():
        write(root / path, text.encode())
    for change in changes:
        apply(root / change["file"], change)


def apply(file, change):
    if "old" in change:
        text = file.read_bytes().decode()
        assert text.count(change["old"]) == 1, change
        write(file, text.replace(change["old"], change["new"]).encode())
        return
    clear(file)
    if "write" in change:
        more = change.get("each", "") * change.get("times", 0) + change.get("end", "")
        write(file, (change["write"] + more).encode())
    elif "hex" in change:
        write(file, bytes.fromhex(change["hex"]))
    elif "folder" in change:
        file.mkdir()
    elif "fifo" in change:
        os.mkfifo(file)
    elif "link" in change:
        file.symlink_to(change["link"])
    else:
        assert change.get("remove"), change


def clear(file):
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
