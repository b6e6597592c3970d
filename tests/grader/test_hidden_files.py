"""Checks, solutions and known mistakes cannot be read by the code that they judge."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from grader.worker.confine import landlock_works
from tests.grader.conftest import RIGHT, Bench, write_checks

ROOT = Path(__file__).parents[2]
READS = {
    "open": "open(FOLDER / 'solution.py').read()",
    "os.open": "os.read(os.open(FOLDER / 'mistakes' / 'double.squared.py', os.O_RDONLY), 9)",
    "a link": "(os.symlink(FOLDER / 'solution.py', 'link'), open('link').read())",
    "an import": "(sys.path.insert(0, str(FOLDER)), __import__('solution'))",
    "an import by name": "__import__('test_double')",
    "an import of what was imported": "importlib.import_module('reference_solution')",
    "a loader": "importlib.machinery.SourceFileLoader('s', str(SOLUTION)).get_data(str(SOLUTION))",
    "runpy": "runpy.run_path(str(FOLDER / 'solution.py'))",
    "inspect": "[inspect.getsource(frame) for frame in frames() if 'test_double' in frame.f_code.co_filename][0]",
    "linecache": "linecache.getlines(str(FOLDER / 'test_double.py'))[0]",
    "NumPy": "numpy.fromfile(str(FOLDER / 'solution.py'), dtype='uint8')",
    "a copy": "shutil.copyfile(FOLDER / 'solution.py', 'copy')",
    "a shell": "subprocess.run(['cat', str(FOLDER / 'solution.py')], check=True)",
}
PROGRAM = """
import importlib.machinery, inspect, linecache, numpy, os, runpy, shutil, subprocess, sys
from pathlib import Path

FOLDER = Path({folder!r})
SOLUTION = FOLDER / "solution.py"


def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


def double(x):
    try:
        got = {reading}
    except (OSError, ImportError, IndexError, subprocess.CalledProcessError) as refused:
        print("REFUSED", type(refused).__name__)
        raise
    print("GOT", got)
    return x + x
"""


@pytest.fixture
def hidden_bench(tmp_path, grader) -> Bench:
    """Checks that stand where a course has them, so that all of the folder `hidden` is out of reach."""
    return Bench(write_checks(tmp_path / "grader" / "hidden" / "made" / "double"), grader)


@pytest.mark.skipif(not landlock_works(), reason="this kernel has no Landlock")
@pytest.mark.parametrize("way", READS)
def test_hidden_files_cannot_be_read_by(hidden_bench, way):
    assert hidden_bench.grade(RIGHT).passed
    verdict = hidden_bench.grade(PROGRAM.format(folder=str(hidden_bench.folder), reading=READS[way]))
    assert "REFUSED" in verdict.output, verdict
    assert verdict.status == "failed"


def test_another_exercise_s_solution_is_out_of_reach_too(hidden_bench):
    other = write_checks(hidden_bench.folder.parent.parent / "other" / "double")
    verdict = hidden_bench.grade(PROGRAM.format(folder=str(other), reading=READS["open"]))
    assert "REFUSED PermissionError" in verdict.output


def test_what_stands_beside_the_hidden_folder_can_be_read(hidden_bench, tmp_path):
    (tmp_path / "numbers.txt").write_text("42", encoding="utf-8")
    reading = f"open({str(tmp_path / 'numbers.txt')!r}).read()"
    verdict = hidden_bench.grade(PROGRAM.format(folder=str(hidden_bench.folder), reading=reading))
    assert verdict.passed
    assert "GOT 42" in verdict.output


def test_a_check_that_changed_is_collected_anew(hidden_bench):
    hidden_bench.grader.prepare(hidden_bench.folder, "cpu")
    assert hidden_bench.grade(RIGHT).passed
    test = hidden_bench.folder / "test_double.py"
    test.write_text(test.read_text("utf-8").replace("2 * x", "3 * x"), encoding="utf-8")
    assert hidden_bench.grade(RIGHT).first_failed.name == "test_many"


@pytest.mark.parametrize(
    "reading", ["open(SECRET)", "os.open(SECRET, os.O_RDONLY)", "os.listdir(HIDDEN)", "runpy.run_path(SECRET)"]
)
def test_where_the_kernel_does_not_guard_them_python_does(tmp_path, reading):
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "solution.py").write_text("print('READ')", encoding="utf-8")
    (tmp_path / "beside.txt").write_text("beside", encoding="utf-8")
    program = textwrap.dedent(f"""
        import os, runpy
        from pathlib import Path
        from grader.worker.hidden import Hidden
        HIDDEN, SECRET = {str(tmp_path / "hidden")!r}, {str(tmp_path / "hidden" / "solution.py")!r}
        Hidden(Path(HIDDEN)).guard()
        print(open({str(tmp_path / "beside.txt")!r}).read())
        try:
            {reading}
        except PermissionError:
            print("refused")
    """)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "beside\nrefused\n"
