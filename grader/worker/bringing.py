"""Bring a submission in: import the learner's file, and say what is wrong when it cannot be."""

from __future__ import annotations

import linecache
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grader.messages import message
from grader.syntax import NestedTooDeeply
from grader.verdict import Where
from grader.worker.curves import Curves
from grader.worker.explain import explain
from grader.worker.learner import Learner, import_learner
from grader.worker.seal import Seal
from grader.worker.seeds import seed_all


def bring_in(
    file: Path,
    source: str,
    send: Callable[..., None],
    seal: Seal,
    curves: Curves,
    seed: int = 0,
    *,
    is_hidden: bool = False,
) -> Learner | None:
    """Write `source` to `file` and import it, from a fresh `seed`. When that fails, report it and return None.

    is_hidden: no submission may see it, so it is not written: other runs can read this folder.
    """
    # The source is remembered as it was: the file may be gone when a line of it is to be shown.
    linecache.cache[str(file)] = (len(source), None, source.splitlines(keepends=True), str(file))
    os.chdir(file.parent)
    if not is_hidden:
        file.write_text(source, encoding="utf-8", newline="")
    seed_all(seed)
    try:
        learner = import_learner(file, source, seal.mend, curves)
    except BaseException as error:  # the learner's top level may raise anything at all
        seal.mend()
        if isinstance(error, SyntaxError) and error.filename == str(file):
            send("invalid", **_unreadable(error, source))
            return None
        explained = explain(error, file)
        text = (
            explained.text if explained.key != "error.raised" else message("invalid.raised", type=type(error).__name__)
        )
        send(
            "invalid",
            message=text,
            where=asdict(explained.where) if explained.where else None,
            error=explained.error,
            traceback=[asdict(frame) for frame in explained.frames],
        )
        return None
    seal.mend()
    return learner


def _unreadable(error: SyntaxError, source: str) -> dict[str, Any]:
    if isinstance(error, NestedTooDeeply):
        return {
            "message": message("invalid.nested"),
            "where": None,
            "error": f"SyntaxError: {error.msg}",
            "traceback": [],
        }
    line = error.lineno or 1
    lines = source.splitlines()
    code = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    key = {"IndentationError": "invalid.indent", "TabError": "invalid.tabs"}.get(type(error).__name__, "invalid.syntax")
    return {
        "message": message(key, line=line),
        "where": asdict(Where(line, code)),
        "error": f"{type(error).__name__}: {error.msg}",
        "traceback": [],
    }
