"""Checks for confusion and recall."""

import sys

import numpy as np
import torch

from grader.vocabulary import check

FAMILY = "torch"
SECONDS = 20


def draw(rng, samples, classes):
    """Return true and predicted labels, on the CPU on every machine: the task says nothing of devices."""
    return tuple(torch.from_numpy(rng.numpy.integers(0, classes, size=samples)) for _ in range(2))


def table(y_true, y_pred, classes):
    """Return the confusion matrix, counted in NumPy."""
    matrix = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(matrix, (y_true.numpy(), y_pred.numpy()), 1)
    return torch.from_numpy(matrix)


def share(matrix):
    """Return the recall of each class, 0 for a class that does not occur."""
    counts = matrix.sum(1)
    return torch.where(counts > 0, matrix.diagonal() / counts.clamp(min=1), 0.0).float()


def python_steps(learner, run):
    """Return how many lines of the learner's file are executed."""
    steps = 0

    def trace(frame, event, _):
        nonlocal steps
        if frame.f_code.co_filename != learner.__file__:
            return None
        steps += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return steps


@check(en="the matrix is (C, C) and counts in int64", ko="행렬은 (C, C) 모양이고 개수는 int64예요")
def test_shape(learner, rng, expect):
    for samples, classes in [(20, 4), (1, 3), (5, 5), (7, 1)]:
        y_true, y_pred = draw(rng, samples, classes)
        result = learner.confusion(y_true, y_pred, classes)
        expect(result, en="the confusion matrix", ko="혼동 행렬").shape(classes, classes).dtype("int64")


@check(
    en="row t, column p counts the samples of class t that were read as p",
    ko="t행 p열은 정답이 t인데 p로 읽은 샘플의 수예요",
)
def test_values(learner, rng, expect):
    y_true = torch.tensor([0, 0, 0, 1, 2, 2])
    y_pred = torch.tensor([0, 1, 1, 1, 2, 0])
    expect(learner.confusion(y_true, y_pred, 3)).close_to(torch.tensor([[1, 2, 0], [0, 1, 0], [1, 0, 1]]))
    for samples, classes in [(40, 3), (12, 12), (30, 2)]:
        y_true, y_pred = draw(rng, samples, classes)
        want = table(y_true, y_pred, classes)
        expect(learner.confusion(y_true, y_pred, classes)).close_to(want)


@check(en="the labels stay as they were", ko="라벨을 바꾸지 않아요")
def test_labels_untouched(learner, rng, expect):
    y_true, y_pred = draw(rng, 9, 4)
    with expect.untouched(y_true, y_pred, means="alias.mutation"):
        learner.confusion(y_true, y_pred, 4)


@check(en="classes that do not occur keep their row and column", ko="나오지 않은 클래스도 행과 열을 그대로 차지해요")
def test_absent_classes(learner, rng, expect):
    for samples, present, classes in [(6, 2, 5), (9, 3, 10), (1, 1, 4)]:
        y_true, y_pred = draw(rng, samples, present)
        want = table(y_true, y_pred, classes)
        expect(learner.confusion(y_true, y_pred, classes)).close_to(want)


@check(
    en="the recall of a class is the share of its samples that were found",
    ko="재현율은 그 클래스의 샘플 가운데 찾아낸 비율이에요",
)
def test_recall(learner, rng, expect):
    matrix = torch.tensor([[8, 2, 0], [1, 3, 0], [5, 0, 5]])
    expect(learner.recall(matrix)).shape(3).close_to(torch.tensor([0.8, 0.75, 0.5]))
    for classes in (2, 5, 10):
        matrix = torch.from_numpy(rng.numpy.integers(1, 30, size=(classes, classes)))
        want = share(matrix)
        expect(learner.recall(matrix)).close_to(want)


@check(en="a class without samples has recall 0", ko="샘플이 없는 클래스의 재현율은 0이에요")
def test_recall_of_absent(learner, expect):
    matrix = torch.tensor([[4, 0, 0], [0, 0, 0], [3, 0, 1]])
    expect(learner.recall(matrix)).close_to(torch.tensor([1.0, 0.0, 0.25]))
    expect(learner.recall(torch.zeros(2, 2, dtype=torch.int64))).close_to(torch.zeros(2))
    single = torch.tensor([[1, 0, 0], [0, 0, 1], [2, 0, 0]])
    expect(learner.recall(single), en="classes with one sample", ko="샘플이 하나뿐인 클래스들").close_to(
        torch.tensor([1.0, 0.0, 0.0])
    )


@check(en="the matrix stays as it was", ko="행렬을 바꾸지 않아요")
def test_matrix_untouched(learner, rng, expect):
    matrix = table(*draw(rng, 9, 3), 4)
    with expect.untouched(matrix, means="alias.mutation"):
        learner.recall(matrix)


@check(
    en="ten times the samples take no more steps of Python", ko="샘플이 열 배가 되어도 파이썬이 하는 일은 늘지 않아요"
)
def test_vectorised(learner, rng, expect):
    drawn = {size: draw(rng, size, 4) for size in (10, 30, 100)}
    expect.vectorised(lambda size: learner.confusion(*drawn[size], 4), sizes=(10, 30, 100))
    steps = {size: python_steps(learner, lambda pair=pair: learner.confusion(*pair, 4)) for size, pair in drawn.items()}
    expect.that(
        len(set(steps.values())) == 1,
        en="The number of Python lines that ran grows with the number of samples:",
        ko="샘플이 늘면 실행되는 파이썬 줄 수도 늘어나요:",
        got={f"n = {size}": count for size, count in steps.items()},
        want={f"n = {size}": steps[10] for size in steps},
        means="perf.python_loop",
    )


@check(
    en="on real digits it shows which ones are mistaken for which",
    ko="진짜 손글씨에서 무엇을 무엇으로 잘못 읽는지 보여 줘요",
)
def test_digits(learner, data, expect):
    images, labels = data.digits()
    pixels = images.reshape(-1, 64)
    means = np.stack([pixels[:1000][labels[:1000] == digit].mean(0) for digit in range(10)])
    read = ((pixels[1000:, None] - means) ** 2).sum(-1).argmin(1)
    y_true, y_pred = torch.tensor(labels[1000:]), torch.tensor(read)
    want = table(y_true, y_pred, 10)
    expect(learner.confusion(y_true, y_pred, 10), en="797 digits", ko="숫자 797개").close_to(want)
    expect(learner.recall(want), en="recall of each digit", ko="숫자별 재현율").close_to(share(want))
