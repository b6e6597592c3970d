"""Trees of code are built in many threads at once: files are graded, checked and shown beside each other."""

import ast
import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grader import read_checks
from grader.syntax import parse, parse_expression

FOLDERS = [test.parent for test in Path("grader/hidden/07_training_loop").glob("*/test_*.py")]


@pytest.fixture
def _threads_that_take_turns_within_a_tree():
    """Threads change places while a tree is built when the garbage collector calls something: let it, often."""
    before, thresholds = sys.getswitchinterval(), gc.get_threshold()

    def called(phase, info):
        return [phase for _ in info]

    sys.setswitchinterval(1e-6)
    gc.set_threshold(50, 2, 2)
    gc.callbacks.append(called)
    yield
    gc.callbacks.remove(called)
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_threads_that_take_turns_within_a_tree")
def test_checks_are_read_in_many_threads_at_once():
    once = [read_checks(folder) for folder in FOLDERS]
    with ThreadPoolExecutor(8) as pool:
        again = [pool.submit(read_checks, folder) for folder in FOLDERS * 40]
    assert FOLDERS
    assert [found.result() for found in again] == once * 40


def test_the_tree_is_that_of_python():
    assert ast.dump(parse("x = 1\n")) == ast.dump(ast.parse("x = 1\n"))
    assert ast.dump(parse_expression("x + 1")) == ast.dump(ast.parse("x + 1", mode="eval").body)
    with pytest.raises(SyntaxError, match="never closed") as raised:
        parse("x = (", "lesson.py")
    assert raised.value.filename == "lesson.py"
    assert parse("x = 1").body  # whoever failed let the next one in
