"""Checks for one_hot."""

import ast
from contextlib import contextmanager

import torch
import torch.nn.functional as F

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


def labels(rng, count, classes):
    """Labels on the CPU, so that a check sees one mistake alone; the last one looks at other devices."""
    return rng.labels(count, classes).cpu()


def loops(tree, name):
    """The kinds of Python loops in the learner's function."""
    bodies = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    kinds = (ast.For, ast.While, ast.comprehension)
    return [type(node).__name__ for body in bodies for node in ast.walk(body) if isinstance(node, kinds)]


def imported_parts(tree):
    """The statements of the file but those below `if __name__ == "__main__":`, where learners try things out."""
    return [part for part in tree.body if not (isinstance(part, ast.If) and "__name__" in ast.dump(part.test))]


def borrows(node):
    """Whether the node reaches for a ready-made one_hot: as an attribute, by an import, or by getattr."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
        return any(isinstance(word, ast.Constant) and word.value == "one_hot" for word in node.args)
    if isinstance(node, ast.ImportFrom):
        return any(name.name == "one_hot" for name in node.names)
    return isinstance(node, ast.Attribute) and node.attr == "one_hot"


@contextmanager
def memory_full_of_nan():
    """Let torch fill memory that nobody has written to with NaN, in place of what happens to lie there."""
    torch.use_deterministic_algorithms(True, warn_only=True)
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(False)


@check(en="N labels and C classes give the shape (N, C)", ko="라벨 N개와 클래스 C개로 모양 (N, C)가 나와요")
def test_shape(learner, rng, expect):
    for count, classes in ((5, 3), (1, 4), (6, 1), (4, 4), (rng.integer(2, 20), rng.integer(5, 12))):
        expect(learner.one_hot(labels(rng, count, classes), classes)).is_a(torch.Tensor).shape(count, classes)


@check(en="classes that no label names have a column too", ko="라벨에 나오지 않은 클래스도 열이 있어요")
def test_absent_classes(learner, expect):
    y = torch.tensor([0, 1, 1])
    expect(learner.one_hot(y, 5)).shape(3, 5)


@check(en="the rows are float32", ko="결과가 float32예요")
def test_dtype(learner, rng, expect):
    expect(learner.one_hot(labels(rng, 7, 5), 5)).dtype("float32")


@check(en="each row has its one in the column of its label", ko="행마다 자기 라벨의 열에만 1이 있어요")
def test_values(learner, rng, expect):
    y = torch.tensor([2, 0, 2, 1])
    expect(learner.one_hot(y, 4)).close_to(F.one_hot(y, 4).float())
    for count, classes in ((1, 4), (6, 6), (6, 1), (rng.integer(2, 20), rng.integer(2, 12))):
        y = labels(rng, count, classes)
        expect(learner.one_hot(y, classes)).close_to(F.one_hot(y, classes).float())
    with memory_full_of_nan():
        rows = learner.one_hot(y, classes)
    expect(rows).close_to(F.one_hot(y, classes).float())


@check(en="the labels of the caller stay as they are", ko="넘겨준 라벨은 바뀌지 않아요")
def test_untouched(learner, rng, expect):
    y = labels(rng, 6, 4)
    with expect.untouched(y, means="alias.mutation"):
        learner.one_hot(y, 4)


@check(en="it is your own, without PyTorch's one_hot", ko="PyTorch의 one_hot을 쓰지 않고 직접 만들어요")
def test_own_work(learner, expect):
    borrowed = [node.lineno for part in imported_parts(learner.tree) for node in ast.walk(part) if borrows(node)]
    expect.that(
        not borrowed,
        en="Your file uses a ready-made one_hot. Build the rows yourself here.",
        ko="이미 만들어진 one_hot을 썼어요. 여기서는 직접 만들어 보세요.",
        got=len(borrowed),
        means="one_hot.ready_made",
    )


@check(en="more labels need no more operations", ko="라벨이 늘어도 연산 횟수는 그대로예요")
def test_vectorised(learner, rng, expect):
    found = loops(learner.tree, "one_hot")
    expect.that(
        not found,
        en="There is a Python loop in one_hot.",
        ko="one_hot 안에 파이썬 반복문이 있어요.",
        got=len(found),
        means="perf.python_loop",
    )
    expect.vectorised(lambda n: learner.one_hot(labels(rng, n, n + 1), n + 1), means="perf.python_loop")


@check(en="the rows are where the labels are, on any device", ko="결과는 어느 장치에서든 라벨과 같은 곳에 있어요")
def test_portable(learner, rng, expect):
    expect.follows_device(lambda y: learner.one_hot(y, 4), labels(rng, 6, 4), means="dev.factory_cpu")
