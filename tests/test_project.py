"""What holds for the project as a whole: style, types, and which room may import which."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = {
    "ruff finds nothing": ["-m", "ruff", "check", "--output-format", "concise", "."],
    "ruff would format nothing": ["-m", "ruff", "format", "--check", "."],
    "mypy finds nothing": ["-m", "mypy"],
    "import-linter finds every arrow kept": [
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tools_are_content(tool: str) -> None:
    done = subprocess.run(
        [sys.executable, *TOOLS[tool]], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_front_door_and_set_up_need_the_standard_library_only() -> None:
    """With no site-packages at all, `tutor.py` and `setup` can be imported."""
    probe = (
        "import tutor, pkgutil, importlib, setup;"
        "[importlib.import_module(found.name) for found in pkgutil.iter_modules(setup.__path__, 'setup.')]"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {probe}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", ["lessons", "exercises"])
def test_every_text_has_its_other_language(folder: str) -> None:
    english = {file.parent for file in (ROOT / folder).rglob("en.md")}
    korean = {file.parent for file in (ROOT / folder).rglob("ko.md")}
    assert english == korean
    assert english
