"""The client's side of the grader is small: no framework comes in with it, not even while it grades."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "tensorflow", "keras", "numpy", "sklearn", "pytest", "textual", "landlockpy")
CLIENT = sorted(file.stem for file in (ROOT / "grader").glob("*.py") if file.stem != "__init__")


def run(program):
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout.split()


def test_the_client_s_modules_import_no_framework():
    program = f"import sys, {', '.join(f'grader.{name}' for name in CLIENT)}\n"
    loaded = run(program + "print(*{name.partition('.')[0] for name in sys.modules})")
    assert "grader" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_importing_the_grader_starts_nothing():
    loaded = run("import sys, grader\ngrader.Grader()\nimport threading\nprint(threading.active_count())")
    assert loaded == ["1"]


@pytest.mark.parametrize("name", ["torch", "numpy"])
def test_looking_for_a_package_does_not_import_it(name):
    program = "import sys, grader\n[family.missing() for family in grader.FAMILIES.values()]\nprint(*sys.modules)"
    assert name not in run(program)


def test_a_verdict_does_not_bring_a_framework_into_the_client(double):
    program = f"""
import sys
from pathlib import Path
from grader import Grader, Submission
folder = Path({str(double)!r})
with Grader() as grader:
    print(grader.grade(Submission("x", folder / "solution.py", folder, device="cpu")).status)
print(*{{name.partition(".")[0] for name in sys.modules}})
"""
    status, *loaded = run(program)
    assert status == "passed"
    assert [name for name in HEAVY if name in loaded] == []
