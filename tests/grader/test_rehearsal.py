"""The worker that waits has run the solution before; of that nothing is left but speed."""

import sys
import textwrap
import time

import pytest

from grader import Status
from tests.grader.conftest import RIGHT, Bench, write_checks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a worker waits for any checks")

PATIENCE = 60.0
SOLUTION = """
import os
import warnings

import torch

torch.was_rehearsed = True
torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)
warnings.warn_explicit("old", UserWarning, "lib.py", 1, registry=vars(torch).setdefault("registry", {}))
os.write(1, b"SECRET")
print("SECRET")
open("secret.txt", "w").write("SECRET")
os.environ["SECRET"] = "SECRET"
os.umask(0o777)
torch.set_printoptions(precision=1)


class Secret(torch.nn.Module):
    pass


def double(x):
    print("SECRET")
    return x + x


SECRET = double
"""
LOOKS = """
import gc
import linecache
import os
import sys
import warnings

import torch

if hasattr(torch, "was_rehearsed"):
    print("REHEARSED")
print(torch.get_default_dtype(), torch.is_grad_enabled(), torch.initial_seed(), torch.tensor(0.12345), os.umask(0o22))
warnings.warn_explicit("old", UserWarning, "lib.py", 1, registry=vars(torch).setdefault("registry", {}))
found = [name for name, module in list(sys.modules.items()) if hasattr(module, "SECRET")]
found += [file for file in linecache.cache if "SECRET" in "".join(linecache.getlines(file)) and file != __file__]
codes = [getattr(one, "__code__", None) for one in gc.get_objects()]
found += [code for code in codes if hasattr(code, "co_filename") and "rehearsal" in code.co_filename]
found += [one for one in gc.get_objects() if type(one).__module__ == "grader.worker.channel"]
found += [one for one in torch.nn.Module.__subclasses__() if one.__name__ == "Secret"]
found += [name for name in os.environ if name == "SECRET"]
found += [name for name in os.listdir() if name != os.path.basename(__file__)]
for folder, _, names in os.walk(".."):
    found += [name for name in names if name in ("secret.txt", "rehearsal.py")]
print("FOUND", found)


def double(x):
    return x + x
"""


@pytest.fixture
def rehearsing(tmp_path, grader) -> Bench:
    folder = write_checks(tmp_path / "grader" / "hidden" / "made" / "double")
    (folder / "solution.py").write_text(SOLUTION, encoding="utf-8")
    grader.prepare(folder, "cpu")
    return Bench(folder, grader)


def graded_by_one_that_rehearsed(bench: Bench, text: str):
    """Grade until the worker that ran the solution took the submission, and return its verdict."""
    given_up = time.monotonic() + PATIENCE
    while time.monotonic() < given_up:
        verdict = bench.grade(text)
        if "REHEARSED" in verdict.output:
            return verdict
    pytest.fail("no worker rehearsed")


def test_a_submission_meets_a_worker_that_ran_the_solution_and_finds_nothing_of_it(rehearsing):
    verdict = graded_by_one_that_rehearsed(rehearsing, LOOKS)
    assert verdict.status is Status.PASSED, verdict
    assert "FOUND []" in verdict.output
    assert "SECRET" not in verdict.output


def test_defaults_seeds_and_warnings_are_as_in_a_worker_that_did_not_rehearse(rehearsing):
    rehearsed = graded_by_one_that_rehearsed(rehearsing, LOOKS).output.replace("REHEARSED\n", "")
    rehearsing.grader.prepare(write_checks(rehearsing.folder.parent / "other"), "cpu")
    fresh = rehearsing.grade(LOOKS).output
    assert rehearsed == fresh
    assert "torch.float32 True 0 tensor(0.1235) 18" in fresh
    assert "UserWarning: old" in fresh


def test_what_the_solution_wrote_answers_for_no_submission(tmp_path, grader):
    folder = write_checks(tmp_path / "double", textwrap.dedent(CHECKS_OF_A_FILE))
    (folder / "solution.py").write_text(SAVES, encoding="utf-8")
    bench = Bench(folder, grader)
    grader.prepare(folder, "cpu")
    assert graded_by_one_that_rehearsed(bench, SAVES).passed
    for _ in range(3):
        verdict = graded_by_one_that_rehearsed(bench, SAVES_NOTHING)
        assert verdict.status is Status.FAILED, verdict


@pytest.mark.parametrize(
    "solution",
    ["while True:\n    pass\n", "import os\nos._exit(1)\n", "def double(:\n", "raise SystemExit\n", ""],
    ids=["endless", "exits", "no Python", "raises", "empty"],
)
def test_a_solution_that_cannot_be_rehearsed_keeps_nobody_waiting(tmp_path, grader, solution):
    folder = write_checks(tmp_path / "double", textwrap.dedent(CHECKS_WITHOUT_REFERENCE))
    (folder / "solution.py").write_text(solution, encoding="utf-8")
    bench = Bench(folder, grader)
    for _ in range(3):
        grader.prepare(folder, "cpu")
        assert bench.grade(RIGHT).status is Status.PASSED
    grader.prepare(write_checks(tmp_path / "next" / "double"), "cpu")
    assert bench.grade(RIGHT).status is Status.PASSED


CHECKS_OF_A_FILE = """
    from pathlib import Path
    from grader.vocabulary import check
    FAMILY = "torch"
    SECONDS = 5


    @check(en="saved", ko="저장")
    def test_saved(learner, expect):
        learner.save()
        expect(Path("model.txt").read_text()).equals("1")
"""
SAVES_NOTHING = """
import torch

print("REHEARSED" if hasattr(torch, "was_rehearsed") else "")
torch.was_rehearsed = True


def save():
    pass
"""
SAVES = SAVES_NOTHING.replace("pass", "open('model.txt', 'w').write('1')")
CHECKS_WITHOUT_REFERENCE = """
    from grader.vocabulary import check
    FAMILY = "torch"
    SECONDS = 5


    @check(en="twice", ko="두 배")
    def test_twice(learner, expect):
        expect(learner.double(2.0)).equals(4.0)
"""
