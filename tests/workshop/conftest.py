"""A course that the workshop itself began, to be checked as it is and after something in it was broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from study.course_reader import open_course
from workshop.checking import Wanted, check_course
from workshop.skeleton import begin_exercise, begin_lesson

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.report import Report

LESSON = "01_first"
EXERCISE = f"{LESSON}/twice"


@dataclass(frozen=True)
class Workshop:
    """A course with one lesson and one exercise."""

    root: Path

    @property
    def lesson(self) -> Path:
        return self.root / "lessons" / LESSON

    @property
    def exercise(self) -> Path:
        return self.root / "exercises" / EXERCISE

    @property
    def checks(self) -> Path:
        return self.root / "grader" / "hidden" / EXERCISE

    def change(self, file: Path, old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def write(self, file: Path, text: str) -> None:
        file.write_text(text, encoding="utf-8")

    def check(self, *, quick: bool = False) -> Report:
        course = open_course(self.root)
        wanted = Wanted(course, course.lessons, course.exercises, quick, "cpu")
        return check_course(wanted, None, lambda *_: None)


def make_workshop(root: Path) -> Workshop:
    begin_lesson(root, LESSON)
    begin_exercise(root, LESSON, "twice")
    return Workshop(root)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return make_workshop(tmp_path)


@pytest.fixture(scope="module")
def shared_workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """One for a whole file of tests: to check it takes seconds."""
    return make_workshop(tmp_path_factory.mktemp("코스"))
