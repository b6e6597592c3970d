"""A course of 300 lessons and 3,000 exercises: how long its list takes, and its first screen. No time fails."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from study.bench.program import Program
from study.course import Course
from study.course_reader import open_course

ROOT = Path(__file__).parents[2]
LESSONS, EACH, ROUNDS = 300, 10, 5
REMEMBERED = 5.0
TEXT = "# {title}\n\nThe task.\n\n## {hint} 1\n\nA.\n\n## {hint} 2\n\nB.\n\n## {hint} 3\n\nC.\n\n## {after}\n\nWhy.\n"
CHECKS = """from grader.vocabulary import check

FAMILY = "torch"


@check(en="twice two is four", ko="2의 두 배는 4예요")
def test_two(learner, expect):
    expect(learner.{name}(2)).equals(4)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("large")
    for number in range(1, LESSONS + 1):
        lesson = f"{number:03}_lesson"
        names = [f"exercise_{place}" for place in range(EACH)]
        tables = "".join(f'\n[[exercises]]\nname = "{name}"\nkind = "fill"\n' for name in names)
        write(
            root / "lessons" / lesson / "lesson.toml",
            f'title = {{ en = "Lesson {number}", ko = "레슨 {number}" }}\nsummary = {{ en = "Sum.", ko = "요약." }}\n'
            f'needs = []\npackages = ["torch"]\nminutes = 30\n{tables}',
        )
        for language, title in (("en", "Lesson"), ("ko", "레슨")):
            write(root / "lessons" / lesson / f"{language}.md", f"# {title} {number}\n\n## Page\n\nText.\n")
        for name in names:
            folder = root / "exercises" / lesson / name
            write(folder / "stub.py", f'def {name}(x):\n    raise NotImplementedError("return twice x")\n')
            write(folder / "en.md", TEXT.format(title=f"Do {name}", hint="Hint", after="Afterwards"))
            write(folder / "ko.md", TEXT.format(title=f"{name} 하기", hint="힌트", after="풀고 나서"))
            hidden = root / "grader" / "hidden" / lesson / name
            write(hidden / f"test_{name}.py", CHECKS.format(name=name))
            write(hidden / "solution.py", f"def {name}(x):\n    return 2 * x\n")
    return root


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def first_screen(course: Course, workspace: Path) -> float:
    with Program(course, workspace, "en") as program:
        return program.painted()[0]


def listed(course: Path, workspace: Path) -> tuple[float, str]:
    command = [sys.executable, str(ROOT / "tutor.py"), "list", "--course", str(course), "--workspace", str(workspace)]
    began = time.perf_counter()
    done = subprocess.run([*command, "--lang", "en"], capture_output=True, encoding="utf-8", check=True)
    return time.perf_counter() - began, done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the first screen is measured in a pseudo-terminal")
def test_a_course_of_three_thousand_exercises_opens_and_lists(large, tmp_path, capsys):
    workspace = tmp_path / "workspace"
    (workspace / ".tutor").mkdir(parents=True)  # as after the first exercise: nothing is written before that
    course = open_course(large)
    assert len(course.exercises) == LESSONS * EACH
    painted = [first_screen(course, workspace)]
    # What was written a moment ago is not remembered: its next change might not be seen.
    written = max(file.stat().st_ctime for file in large.rglob("*.md"))
    while time.time() < written + REMEMBERED:
        listed(large, workspace)
    painted += [first_screen(course, workspace) for _ in range(ROUNDS + 1)][1:]
    lists = [listed(large, workspace) for _ in range(ROUNDS)]
    assert all(text.count("Do exercise_0") == LESSONS for _, text in lists)
    first, *later = painted
    with capsys.disabled():
        print(
            f"\n{len(course.exercises)} exercises: first screen {statistics.median(later) * 1000:.0f} ms, "
            f"the very first time {first * 1000:.0f} ms; "
            f"list {statistics.median(seconds for seconds, _ in lists) * 1000:.0f} ms (medians of {ROUNDS})"
        )
