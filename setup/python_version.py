"""Refuse a Python that the pinned packages do not run on, in a sentence. Runs on any Python since 3.6.

Every start passes here, so what only a refusal needs is imported there.
"""

import sys

OLDEST = (3, 11)
NEWEST = (3, 13)

SENTENCES = {
    "en": {
        "old": "This is Python {found}, which is too old: the tutorial needs Python 3.11, 3.12 or 3.13.",
        "new": "This is Python {found}, which PyTorch and TensorFlow do not support yet: "
        "the tutorial needs Python 3.11, 3.12 or 3.13.",
        "other": "This is {found}: the tutorial needs 64-bit CPython 3.11, 3.12 or 3.13.",
        "here": "One is installed here. Run: {command}",
        "get": "Get one from https://www.python.org/downloads/ and run tutor.py with it.",
    },
    "ko": {
        "old": "지금 쓰는 파이썬({found})은 너무 오래됐어요. 파이썬 3.11, 3.12, 3.13 중 하나가 필요해요.",
        "new": "지금 쓰는 파이썬({found})은 PyTorch와 TensorFlow가 아직 지원하지 않아요. "
        "파이썬 3.11, 3.12, 3.13 중 하나가 필요해요.",
        "other": "지금 쓰는 파이썬({found})으로는 실행할 수 없어요. "
        "64비트 CPython 3.11, 3.12, 3.13 중 하나가 필요해요.",
        "here": "맞는 파이썬이 이미 설치되어 있어요. 이렇게 실행하세요: {command}",
        "get": "https://www.python.org/downloads/ 에서 받아 그 파이썬으로 tutor.py를 실행하세요.",
    },
}


def problem() -> str:
    """Return what is wrong with the running interpreter (``old``, ``new`` or ``other``), or an empty string."""
    if sys.version_info[:2] < OLDEST:
        return "old"
    if sys.version_info[:2] > NEWEST:
        return "new"
    if sys.implementation.name != "cpython" or sys.maxsize < 2**32:
        return "other"
    return ""


def refuse(language: str) -> int:
    """Say on stderr what is wrong and which Python to take; return the exit code for it."""
    import platform

    sentences = SENTENCES[language]
    found = platform.python_version()
    if problem() == "other":
        found = f"{platform.python_implementation()} {found} ({platform.architecture()[0]})"
    command = other_python()
    advice = sentences["here"].format(command=command) if command else sentences["get"]
    sys.stderr.write(sentences[problem()].format(found=found) + "\n" + advice + "\n")
    return 3


def other_python() -> str:
    """Return a command that starts a supported Python of this machine, or an empty string."""
    import shutil

    for minor in range(OLDEST[1], NEWEST[1] + 1):
        name = f"python3.{minor}"
        found = shutil.which(name)
        if found and answers(found):
            return name + " tutor.py"
    return ""


def answers(python: str) -> bool:
    """Return whether the program runs: a version manager may leave one that only says that it is switched off."""
    import subprocess

    try:
        return subprocess.call([python, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False
