from __future__ import annotations

import ast
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

from setup import python_version
from setup.failure import SetupError
from setup.pins import pinned
from setup.requirements import Requirement, canonical, lacking, parse, required

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("line", "version", "accepted"),
    [
        ("torch>=2.10,<3", "2.13.0+cpu", True),
        ("torch>=2.10,<3", "2.9.1", False),
        ("torch>=2.10,<3", "3.0", False),
        ("textual==8.2.8", "8.2.8", True),
        ("textual==8.2", "8.2.0", True),
        ("textual==8.2.8", "8.2.9", False),
        ("anything", "0.0.1", True),
        ("lightning!=2.6.2,>2.5", "2.6.2", False),
        ("lightning!=2.6.2,>2.5", "2.6.6", True),
    ],
)
def test_ranges_are_compared_number_by_number(line, version, accepted):
    requirement = parse(line)
    assert requirement is not None
    assert requirement.accepts(version) is accepted


def test_a_marker_for_another_platform_excludes_a_line():
    assert parse("landlockpy>=0.2; sys_platform == 'amiga'") is None
    assert parse("landlockpy>=0.2; sys_platform != 'amiga'") is not None


def test_a_form_that_is_not_read_is_refused_and_not_passed_over():
    with pytest.raises(ValueError, match="python_version"):
        parse("tomli>=2; python_version < '3.11'")


@pytest.mark.parametrize("end", ["alpha", "alpha==", "alpha; sys_platform"])
def test_pins_that_were_cut_off_are_damaged(tmp_path, end):
    file = tmp_path / "constraints.txt"
    file.write_text(f"torch==2.13.0\n{end}", encoding="utf-8")
    with pytest.raises(SetupError) as caught:
        pinned(file, test=False)
    assert (caught.value.key, caught.value.values) == ("damaged", {"file": str(file)})


def test_dependencies_of_a_form_that_is_not_read_are_damaged(tmp_path):
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\ndependencies = ["torch~=2.13"]\n', encoding="utf-8")
    with pytest.raises(SetupError) as caught:
        required(file, test=False)
    assert caught.value.key == "damaged"


def test_what_is_missing_is_told_from_what_is_there():
    there = Requirement("pytest>=1", "pytest", ((">=", "1"),))
    old = Requirement("pytest<1", "pytest", (("<", "1"),))
    missing = Requirement("no-such-package", "no-such-package")
    assert lacking((there, old, missing)) == (old, missing)


def test_the_python_versions_of_the_front_door_are_those_of_pyproject():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (oldest, above) = re.findall(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', text)[0]
    assert (3, int(oldest)) == python_version.OLDEST
    assert (3, int(above) - 1) == python_version.NEWEST


@pytest.mark.parametrize("file", ["tutor.py", "setup/__init__.py", "setup/language.py", "setup/python_version.py"])
def test_what_runs_before_the_version_is_known_can_be_read_by_python_3_6(file):
    ast.parse((ROOT / file).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_every_direct_dependency_is_pinned_within_its_range():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {pin.name: pin for line in lines if line.strip() and line[0] != "#" and (pin := parse(line))}
    for requirement in required(ROOT / "pyproject.toml", test=True):
        [(compare, version)] = pins[requirement.name].ranges
        assert compare == "=="
        assert requirement.accepts(version), requirement.line


@pytest.mark.parametrize("test", [False, True])
def test_what_the_dependencies_need_is_pinned_too(test):
    pins = pinned(ROOT / "constraints.txt", test=test)
    todo = [requirement.name for requirement in required(ROOT / "pyproject.toml", test=test)]
    seen: set[str] = set()
    while todo:
        name = canonical(todo.pop())
        if name in seen or name.startswith(("nvidia-", "triton", "cuda-")):
            continue
        seen.add(name)
        assert name in pins
        for line in metadata.requires(name) or ():
            needed, _, marker = line.partition(";")
            if "extra ==" not in marker and _applies(marker):
                todo.append(re.match(r"[\w.-]+", needed)[0])  # type: ignore[index]


def test_each_direct_dependency_has_a_line_that_says_why():
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for requirement in required(ROOT / "pyproject.toml", test=True):
        assert re.search(rf"^\| `{requirement.name}` \| \S.+\|$", text, re.MULTILINE), requirement.name


def _applies(marker: str) -> bool:
    from packaging.markers import Marker

    return not marker.strip() or Marker(marker.strip()).evaluate({"sys_platform": sys.platform, "extra": ""})
