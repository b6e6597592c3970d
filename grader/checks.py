"""What a folder of checks promises, read from its source without running a line of it.

The grader must know which checks have to report before a learner's code runs: a verdict passes only when all of them
did.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.families import FAMILIES
from grader.syntax import parse
from grader.text import LANGUAGES, Text

DEFAULT_SECONDS: Final = 20.0


class CheckFolderError(ValueError):
    """A folder of checks that cannot be used; the sentence names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ExpectedCheck:
    """A check that has to report. `family` is the set of frameworks it runs in."""

    name: str
    title: Text
    family: str


@dataclass(frozen=True, slots=True)
class CheckFolder:
    """A folder under ``grader/hidden``. `seconds` is the wall-clock limit of one run, in each family."""

    folder: Path
    test: Path
    seconds: float
    expected: tuple[ExpectedCheck, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """Names of the families it needs, in order of first use."""
        return tuple(dict.fromkeys(check.family for check in self.expected))

    @property
    def solution(self) -> Path:
        """The reference answer."""
        return self.folder / "solution.py"

    @property
    def accepted(self) -> tuple[Path, ...]:
        """Other right answers."""
        return tuple(sorted((self.folder / "accepted").glob("*.py")))

    @property
    def mistakes(self) -> tuple[Path, ...]:
        """Known wrong answers; `mistake_key` gives the message of each."""
        return tuple(sorted((self.folder / "mistakes").glob("*.py")))


def mistake_key(file: Path) -> str:
    """Return the message key of a mistake's file: ``grad.accumulates~2.py`` is ``grad.accumulates``."""
    return file.name.removesuffix(".py").partition("~")[0]


def read_checks(folder: Path) -> CheckFolder:
    """Read ``test_<exercise>.py`` of `folder`. Raises CheckFolderError."""
    test = folder / f"test_{folder.name}.py"
    try:
        tree = parse(test.read_text(encoding="utf-8"), str(test))
    except (OSError, ValueError, SyntaxError) as error:
        raise CheckFolderError(f"{test}: {error}") from error
    constants = _literals(tree)
    family = constants.get("FAMILY", "torch")
    seconds = constants.get("SECONDS", DEFAULT_SECONDS)
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not seconds > 0:
        raise CheckFolderError(f"{test}: SECONDS is {seconds!r}; it must be a number above 0")
    expected = tuple(
        _expected(test, node, family)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
    if not expected:
        raise CheckFolderError(f"{test}: there is no check in it; write one as a function test_...")
    names = [check.name for check in expected]
    if len(set(names)) < len(names):
        raise CheckFolderError(f"{test}: two checks have the same name; only the last one would run")
    return CheckFolder(folder, test, float(seconds), expected)


def _literals(tree: ast.Module) -> dict[str, object]:
    found: dict[str, object] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def _expected(test: Path, node: ast.FunctionDef, family: object) -> ExpectedCheck:
    at = f"{test}:{node.lineno}"
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "check":
            try:
                given = {word.arg: ast.literal_eval(word.value) for word in decorator.keywords if word.arg}
            except ValueError as error:
                raise CheckFolderError(f"{at}: the title and family of a check must be literals") from error
            missing = [
                language for language in LANGUAGES if not isinstance(given.get(language), str) or not given[language]
            ]
            if missing:
                raise CheckFolderError(f"{at}: {node.name} has no title in {' and '.join(missing)}")
            family = given.get("family", family)
            if not isinstance(family, str) or family not in FAMILIES:
                raise CheckFolderError(f"{at}: unknown family {family!r}; known are {', '.join(FAMILIES)}")
            return ExpectedCheck(node.name, {language: given[language] for language in LANGUAGES}, family)
    raise CheckFolderError(f"{at}: {node.name} has no @check(en=..., ko=...)")
