"""Choose the learner's language before anything else is known: `--lang`, then TUTOR_LANG, then the locale.

Runs on any Python since 3.6, since it also serves the sentence that says that a Python is too old.
"""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "ko")
WINDOWS_KOREAN = 0x12  # primary language identifier, winnt.h: LANG_KOREAN


def choose(arguments: "Sequence[str]", environ: "Mapping[str, str]" = os.environ) -> str:
    """Return ``en`` or ``ko``. What names no language of ours is passed over."""
    for candidate in (asked(arguments), environ.get("TUTOR_LANG", ""), of_locale(environ)):
        code = known(candidate)
        if code:
            return code
    return "en"


def asked(arguments: "Sequence[str]") -> str:
    """Return what follows the last `--lang`, or an empty string."""
    found = ""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            found = argument[len("--lang=") :]
        elif argument == "--lang":
            found = "".join(arguments[position + 1 : position + 2])
    return found


def of_locale(environ: "Mapping[str, str]") -> str:
    """Return the locale's name, such as ``ko_KR.UTF-8``; on Windows without one, the display language."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return environ[variable]
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == WINDOWS_KOREAN:
            return "ko"
    return ""


def known(name: str) -> str:
    """Return our code for a language or locale name (``ko_KR.UTF-8`` is ``ko``), or an empty string."""
    code = name.lower().replace("-", "_").replace(".", "_").split("_")[0]
    return code if code in LANGUAGES else ""


def tolerate_consoles() -> None:
    """See to it that neither a closed stream nor a letter which the console's encoding lacks ends anything."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
