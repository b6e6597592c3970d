"""A small course that tests write themselves, and a configuration folder that is not the user's own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from study.course_reader import open_course
from study.progress import ProgressLog
from study.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from study.course import Course, Exercise

EXERCISE = """# {title}

The task.

## Hint 1

First.

## Hint 2

Second.

## Hint 3

Third.

## Afterwards

Why it works.
"""
STUB = '''"""{name}."""


def {name}(x):
    # TODO: return the answer.
    raise NotImplementedError("return the answer")
'''
CHECKS = '''"""Checks."""

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


@check(en="twice two is four", ko="2의 두 배는 4예요")
def test_two(learner, expect):
    expect(learner.{name}(2)).equals(4)
'''


@dataclass(frozen=True)
class CourseFolder:
    """A course in the making."""

    root: Path

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def lesson(self, name: str, *exercises: str, needs: tuple[str, ...] = (), text: str | None = None) -> None:
        tables = "".join(f'\n[[exercises]]\nname = "{exercise}"\nkind = "fill"\n' for exercise in exercises)
        self.write(
            f"lessons/{name}/lesson.toml",
            f'title = {{ en = "{name} title", ko = "{name} 제목" }}\nsummary = {{ en = "Sum.", ko = "요약." }}\n'
            f'needs = {list(needs)}\npackages = ["torch"]\nminutes = 10\n{tables}',
        )
        for language, title in (("en", "Title"), ("ko", "제목")):
            self.write(f"lessons/{name}/{language}.md", text or f"# {title}\n\n## Page\n\nText.\n")
        for exercise in exercises:
            self.exercise(name, exercise)

    def exercise(self, lesson: str, name: str) -> None:
        for language, title in (("en", f"Do {name}"), ("ko", f"{name} 하기")):
            self.write(f"exercises/{lesson}/{name}/{language}.md", EXERCISE.format(title=title))
        self.write(f"exercises/{lesson}/{name}/stub.py", STUB.format(name=name))
        self.write(f"grader/hidden/{lesson}/{name}/test_{name}.py", CHECKS.format(name=name))
        self.write(f"grader/hidden/{lesson}/{name}/solution.py", f"def {name}(x):\n    return 2 * x\n")

    def open(self) -> Course:
        return open_course(self.root)


@pytest.fixture
def folder(tmp_path: Path) -> CourseFolder:
    """An empty course folder."""
    return CourseFolder(tmp_path / "course")


@pytest.fixture
def course(folder: CourseFolder) -> Course:
    """Two lessons of two exercises each."""
    folder.lesson("01_first", "alpha", "beta")
    folder.lesson("02_second", "alphabet", "gamma", needs=("01_first",))
    return folder.open()


@pytest.fixture
def exercise(course: Course) -> Exercise:
    """The first exercise of the course."""
    return course.exercise("01_first/alpha")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace that is not there yet."""
    return Workspace(tmp_path / "내 작업 folder")


class Clock:
    """Each look at it is a minute later."""

    def __init__(self) -> None:
        self.now = datetime(2025, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def log(tmp_path: Path) -> ProgressLog:
    """An empty progress log."""
    return ProgressLog(tmp_path / "work", learner="한별", clock=Clock())


@pytest.fixture
def again(log: ProgressLog) -> Callable[[], ProgressLog]:
    """Gives the same log, as another process sees it."""
    return lambda: ProgressLog(log.folder.parents[1], learner=log.learner)


@pytest.fixture
def own_file(log: ProgressLog) -> Path:
    """The file into which this machine writes."""
    return log.folder / f"{log.device}.jsonl"


@pytest.fixture(autouse=True)
def _own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_CONFIG", str(tmp_path / "configuration"))
    os.umask(0o022)
