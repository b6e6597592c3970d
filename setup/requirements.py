"""What pyproject.toml asks for, and whether the running interpreter has it.

Reads the few forms that our own pyproject.toml uses: comparisons of releases joined by commas, and a marker on
`sys_platform`. pip does the rest.
"""

from __future__ import annotations

import operator
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Final

from setup.failure import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMPARE: Final[dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
LINE: Final = re.compile(r"\s*(?P<name>[\w.-]+)\s*(?P<ranges>[^;]*?)\s*(;\s*(?P<marker>.+?)\s*)?$")
MARKER: Final = re.compile(r"sys_platform\s*(?P<compare>==|!=)\s*['\"](?P<platform>\w+)['\"]$")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the dependencies, such as ``textual==8.2.8``. ranges: pairs of a comparison and a release."""

    line: str
    name: str
    ranges: tuple[tuple[str, str], ...] = ()

    def accepts(self, version: str) -> bool:
        """Return whether `version` lies in the ranges; a local part such as ``+cpu`` does not count."""
        return all(COMPARE[compare](*_aligned(version, release)) for compare, release in self.ranges)


def required(pyproject: Path, *, test: bool) -> tuple[Requirement, ...]:
    """Return the dependencies that apply on this platform, with those of the extra ``test`` when asked.

    Raises SetupError for a file that does not say them.
    """
    try:
        project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
        lines = [*project["dependencies"], *(project["optional-dependencies"]["test"] if test else ())]
        return tuple(requirement for line in lines if (requirement := parse(line)))
    except (KeyError, ValueError) as error:
        raise SetupError("damaged", file=str(pyproject)) from error


def parse(line: str) -> Requirement | None:
    """Return the requirement that a line states, or None when its marker excludes this platform.

    Raises ValueError for a form that is not read here.
    """
    match = LINE.match(line)
    if match is None:
        raise ValueError(line)
    if match["marker"]:
        marker = MARKER.match(match["marker"])
        if marker is None:
            raise ValueError(line)
        if (marker["platform"] == sys.platform) is not (marker["compare"] == "=="):
            return None
    ranges = tuple(_range(part) for part in match["ranges"].split(",") if part.strip())
    return Requirement(line, match["name"], ranges)


def canonical(name: str) -> str:
    """Return a package's name as indexes compare it: ``ml_dtypes`` is ``ml-dtypes``."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lacking(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Return what the running interpreter does not have, or has in a version out of range."""
    return tuple(requirement for requirement in requirements if not _is_here(requirement))


def _is_here(requirement: Requirement) -> bool:
    try:
        return requirement.accepts(metadata.version(requirement.name))
    except (metadata.PackageNotFoundError, TypeError):  # TypeError: a dist-info folder without a version
        return False


def _range(part: str) -> tuple[str, str]:
    match = re.match(r"\s*(==|!=|>=|<=|>|<)\s*([\w.]+)\s*$", part)
    if match is None:
        raise ValueError(part)
    return match[1], match[2]


def _aligned(left: str, right: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    releases = [tuple(int(digits) for digits in re.findall(r"\d+", _release(version))) for version in (left, right)]
    longest = max(map(len, releases))
    first, second = (release + (0,) * (longest - len(release)) for release in releases)
    return first, second


def _release(version: str) -> str:
    match = re.match(r"\d+(\.\d+)*", version)
    return match[0] if match else "0"
