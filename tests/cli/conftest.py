"""A course of two small exercises, and the commands run on it in this process or in one of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cli import commands
from study.session import Session, open_session

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    "en": "# {title}\n\nThe task.\n\n## Hint 1\n\nFirst\nhint.\n\n## Hint 2\n\nSecond:\n\n```python\nx = 2 * x\n```\n\n"
    "## Hint 3\n\nThird.\n\n## Afterwards\n\nWhy.\n",
    "ko": "# {title}\n\n과제.\n\n## 힌트 1\n\n첫째\n힌트.\n\n## 힌트 2\n\n둘째:\n\n```python\nx = 2 * x\n```\n\n"
    "## 힌트 3\n\n셋째.\n\n## 풀고 나서\n\n이유.\n",
}
CHECKS = '''"""Checks."""

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


@check(en="{name} of two is right", ko="2의 {name}은 맞아요")
def test_two(learner, expect):
    expect(learner.{name}(2)).equals({want})
'''
MESSAGES = """
["{name}.not_at_all"]
en = "You gave back what you got."
ko = "받은 값을 그대로 돌려줬어요."
"""


@dataclass(frozen=True)
class Desk:
    """A learner's course and workspace."""

    course: Path
    workspace: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, command: str, *exercises: str, language: str = "en", **options: bool) -> tuple[int, str, str]:
        """Run a command in this process. Return exit code, stdout and stderr."""
        arguments = SimpleNamespace(
            command=command,
            course=self.course,
            beside=None,
            words=list(exercises),
            workspace=self.workspace,
            device="cpu",
            lang=language,
            json=False,
            yes=False,
            anyway=False,
            exercises=list(exercises),
            exercise=exercises[0] if exercises else None,
        )
        for name, value in options.items():
            setattr(arguments, name, value)
        status = commands.run(arguments, language)
        return status, *self.capsys.readouterr()

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the whole program on this course."""
        common = ["--course", str(self.course), "--workspace", str(self.workspace), "--device", "cpu"]
        return subprocess.Popen(
            [sys.executable, str(ROOT / "tutor.py"), *arguments, *common],
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def program(self, *arguments: str) -> tuple[int, str, str]:
        """Run the whole program on this course to its end."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def write(self, exercise: str, text: str) -> Path:
        """Save a learner's file."""
        file = self.workspace / "01_first" / f"{exercise}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def session(self) -> Session:
        return open_session(self.course, self.workspace)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in ("TUTOR_LANG", "TUTOR_WORKSPACE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUTOR_CONFIG", str(tmp_path / "configuration"))
    course = tmp_path / "코스 하나"
    _write(
        course / "lessons" / "01_first" / "lesson.toml",
        'title = { en = "Numbers", ko = "수" }\nsummary = { en = "Sums.", ko = "셈." }\nneeds = []\n'
        'packages = ["torch"]\nminutes = 10\n[[exercises]]\nname = "double"\nkind = "fill"\n'
        '[[exercises]]\nname = "halve"\nkind = "fill"\n',
    )
    for language, title in (("en", "Numbers"), ("ko", "수")):
        _write(course / "lessons" / "01_first" / f"{language}.md", f"# {title}\n\n## Page\n\nText.\n")
    for name, titles, want, right in (
        ("double", {"en": "Twice as much", "ko": "두 배"}, "4", "2 * x"),
        ("halve", {"en": "Half of it", "ko": "절반"}, "1", "x // 2"),
    ):
        folder = course / "exercises" / "01_first" / name
        hidden = course / "grader" / "hidden" / "01_first" / name
        for language, title in titles.items():
            _write(folder / f"{language}.md", TEXT[language].format(title=title))
        _write(folder / "stub.py", f'def {name}(x):\n    # TODO\n    raise NotImplementedError("return it")\n')
        _write(hidden / f"test_{name}.py", CHECKS.format(name=name, want=want))
        _write(hidden / "solution.py", f"def {name}(x):\n    return {right}\n")
        _write(hidden / "mistakes" / f"{name}.not_at_all.py", f"def {name}(x):\n    return x\n")
        _write(hidden / "messages.toml", MESSAGES.format(name=name))
    return Desk(course, tmp_path / "작업 폴더", capsys)


@pytest.fixture
def own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give git a name, none of the user's settings, and no proxy."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "a")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Callable[..., Path]:
    """Write another course with an id; return its folder."""

    def write(course_id: str = "algebra", title: str = "Algebra", folder: Path | None = None) -> Path:
        root = folder or tmp_path / f"made {course_id}"
        shutil.copytree(desk.course, root, dirs_exist_ok=True)
        head = f'id = "{course_id}"\ntitle = {{ en = "{title}", ko = "대수" }}\nversion = "1"\n'
        (root / "course.toml").write_text(head, encoding="utf-8")
        return root

    return write


@pytest.fixture
def repository(other: Callable[..., Path], own_git: None) -> Path:
    """A course in a git repository of its own."""
    root = other("algebra")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder and return what it prints."""
    return subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def commit(root: Path) -> str:
    """Commit everything in a folder and return the commit."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change")
    return git(root, "rev-parse", "HEAD")


def zipped(root: Path, file: Path) -> Path:
    """Make a zip file of a folder."""
    return Path(shutil.make_archive(str(file), "zip", root))


def ids(desk: Desk) -> list[str]:
    """Return the ids of the courses that are listed, the first one too."""
    return [one["id"] for one in json.loads(desk.run("course", "list", json=True)[1])]


def save(desk: Desk, course_id: str, text: str) -> Path:
    """Save a learner's file of another course."""
    file = desk.workspace / course_id / "01_first" / "double.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
