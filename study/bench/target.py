"""Which exercise of a course is measured, and a copy of its checks to measure with: the course stays as it is."""

from __future__ import annotations

import ast
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader import CheckFolder, CheckFolderError, read_checks
from grader.syntax import parse
from study.course import Exercise

if TYPE_CHECKING:
    from collections.abc import Container

    from study.course import Course


@dataclass(frozen=True, slots=True)
class Target:
    """An exercise, and those of its checks that run in `family`."""

    exercise: Exercise
    family: str
    checks: CheckFolder

    @property
    def names(self) -> tuple[str, ...]:
        """The checks, by name."""
        return tuple(check.name for check in self.checks.expected if check.family == self.family)

    def copy(self, place: Path, remark: str = "") -> CheckFolder:
        """Copy the checks into a folder below `place`. With another `remark`, the grader has never met them before."""
        folder = place / self.exercise.name
        shutil.copytree(self.checks.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        test = folder / self.checks.test.name
        source = _only(test.read_text(encoding="utf-8"), self.names)
        test.write_text(f"{source}\n# {remark}\n", encoding="utf-8")
        return read_checks(folder)


def small_fit() -> Target:
    """Return an exercise of the benchmark's own: one small ``fit`` of Keras on TensorFlow."""
    folder = Path(__file__).resolve().parent / "small_fit"
    title = {"en": "a small fit", "ko": "작은 fit"}
    exercise = Exercise("bench/small_fit", "bench", folder.name, "write", title, folder, folder, folder / "solution.py")
    return Target(exercise, "tensorflow", read_checks(folder))


def choose(course: Course, family: str) -> Target | None:
    """Return the first exercise with a solution all of whose checks run in `family`, else the first with some."""
    some: Target | None = None
    for exercise in course.exercises:
        try:
            checks = read_checks(exercise.checks)
        except CheckFolderError:
            continue
        if family not in checks.families or not checks.solution.is_file():
            continue
        if checks.families == (family,):
            return Target(exercise, family, checks)
        some = some or Target(exercise, family, checks)
    return some


def _only(source: str, names: Container[str]) -> str:
    """Return the source of checks without those that are not named."""
    lines = source.splitlines()
    for node in parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name not in names:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            lines[first - 1 : node.end_lineno] = [""] * ((node.end_lineno or first) - first + 1)
    return "\n".join(lines)
