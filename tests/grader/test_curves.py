"""Curves: what a check logs, and what a learner's loop prints or collects."""

import pytest
import torch

from grader import MetricLogged
from grader.worker.curves import MOST, Curves, named_numbers
from grader.worker.learner import import_learner
from tests.grader.conftest import RIGHT

CHECK = """
@check(en="a", ko="가")
def test_a(learner):
    learner.train(2)


@check(en="b", ko="나")
def test_b(learner):
    learner.train(3)
"""


@pytest.fixture
def sent():
    return []


@pytest.fixture
def curves(sent):
    return Curves(lambda kind, **point: sent.append((point["name"], point["step"], point["value"])))


@pytest.fixture
def learner(tmp_path, curves):
    def make(source):
        file = tmp_path / "their_own_file.py"
        file.write_text(source, encoding="utf-8")
        return import_learner(file, source, curves=curves)

    return make


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("epoch 3 loss: 0.52", [("loss", 0.52)]),
        ("Epoch 3/10 - train loss 0.5, val loss 6e-1", [("train loss", 0.5), ("val loss", 0.6)]),
        ("에폭 1: 손실 = 1.25", [("손실", 1.25)]),
        ("0.25", [("", 0.25)]),
        ("step 12 of 300", []),
        ("torch 2.13.0 on cpu", []),
        ("loss: nan", []),
    ],
)
def test_numbers_of_a_printed_line_go_by_the_words_before_them(line, points):
    assert list(named_numbers(line)) == points


@pytest.mark.parametrize(
    ("statement", "points"),
    [
        ("losses.append(loss.item())", [("losses", 0, 1.0), ("losses", 1, 0.5)]),
        ("losses.append(loss)", [("losses", 0, 1.0), ("losses", 1, 0.5)]),
        ("history['loss'].append(loss.item())", [("loss", 0, 1.0), ("loss", 1, 0.5)]),
        ("print(loss.item())", [("loss", 0, 1.0), ("loss", 1, 0.5)]),
        ("print(i, 'train', loss)", [("train", 0, 1.0), ("train", 1, 0.5)]),
        ("print(f'epoch {i} loss {loss.item():.2f}')", [("loss", 0, 1.0), ("loss", 1, 0.5)]),
        ("losses.append(i)", []),
        ("losses.append([0.5])", []),
        ("print(*[loss.item()])", []),
        ("losses.extend([0.5])", []),
    ],
)
def test_a_loop_s_numbers_become_points(learner, sent, statement, points):
    made = learner(
        "import torch\n\n\ndef train():\n    losses, history = [], {'loss': []}\n    for i in range(2):\n"
        "        loss = torch.tensor(1.0 / (i + 1), requires_grad=True)\n"
        f"        {statement}\n    return losses, history\n"
    )
    made.train()
    assert sent == points


def test_outside_of_a_loop_nothing_is_a_curve(learner, sent):
    made = learner("numbers = []\nnumbers.append(0.5)\nfor i in range(2):\n    def f():\n        print(0.5)\n    f()\n")
    assert made.numbers == [0.5]
    assert sent == []


def test_calls_do_what_they_did(learner, capsys):
    made = learner(
        "class Shout:\n    def __init__(self):\n        self.kept = []\n    def append(self, text):\n"
        "        self.kept.append(text.upper())\n\n\nshout = Shout()\n"
        "for word in ('a', 'b'):\n    shout.append(word)\n    print(word, 0.5, sep='-', end='!')\n"
    )
    assert made.shout.kept == ["A", "B"]
    assert capsys.readouterr().out == "a-0.5!b-0.5!"


def test_an_error_in_a_loop_names_the_learner_s_line(learner):
    with pytest.raises(ZeroDivisionError) as caught:
        learner("kept = []\nfor i in range(2):\n    kept.append(1 / i)\n")
    assert caught.traceback[-1].lineno == 2


def test_the_longest_run_is_shown(curves, sent):
    for length in (2, 1, 3):
        curves.begin()
        for _ in range(length):
            curves.noticed("loss", float(length))
    assert [point[2] for point in sent] == [2.0, 2.0, 3.0, 3.0, 3.0]
    assert [point[1] for point in sent] == [0, 1, 0, 1, 2]


def test_what_a_check_logs_is_not_mixed_with_what_the_loop_prints(curves, sent):
    curves.log("loss", 1.0)
    curves.printed(("",), ("loss 0.5",))
    curves.log("loss", torch.tensor(0.25))
    assert sent == [("loss", 0, 1.0), ("loss", 1, 0.25)]


def test_no_number_leaves_a_gap(curves, sent):
    for value in (1.0, float("nan"), 0.5):
        curves.noticed("loss", value)
    assert sent == [("loss", 0, 1.0), ("loss", 2, 0.5)]


def test_a_very_long_loop_does_not_drown_the_rest(curves, sent):
    for _ in range(MOST + 50):
        curves.noticed("loss", 0.5)
    assert len(sent) == MOST


def test_a_learner_s_loop_is_drawn_while_it_runs(make_bench):
    heard = []
    bench = make_bench(CHECK)
    text = "def train(n):\n    losses = []\n    for i in range(n):\n        losses.append(1.0 / (i + 1))\n"
    assert bench.grade(text, listen=heard.append).passed
    points = [(event.name, event.step) for event in heard if isinstance(event, MetricLogged)]
    assert points == [("losses", 0), ("losses", 1), ("losses", 0), ("losses", 1), ("losses", 2)]
    assert not bench.grade(RIGHT).passed
