"""What every exercise recognises without a line of its own, from a plain check to what a learner reads."""

import textwrap
from dataclasses import dataclass

import pytest

from grader import say

CHECK = """
import numpy as np
import torch

@check(en="it is right", ko="맞아요")
def test_it(learner, rng, expect):
    x = rng.normal(8, 3)
    {body}
"""


@dataclass(frozen=True)
class Case:
    """`body` of a check, and a wrong answer: what is said of it, what it often comes from, and the line to look at."""

    body: str
    answer: str
    said: str
    often: str = ""
    line: str = ""


MEAN = "expect(learner.f(x)).close_to(x.mean(0))"
CASES = {
    "forgot to return": Case(
        MEAN,
        """
        def f(x):
            mean = x.mean(0)
        """,
        "Your function returned None.",
        "no `return` with a value in `f`",
        "mean = x.mean(0)",
    ),
    "a way without return": Case(
        MEAN,
        """
        def f(x):
            if len(x) > 100:
                return x.mean(0)
        """,
        "returned None",
        "The `return` on line 3 was not reached",
        "return x.mean(0)",
    ),
    "the result of backward": Case(
        MEAN,
        """
        def f(x):
            x.requires_grad_()
            return x.sum().backward()
        """,
        "returned None",
        "Line 3 returns what `backward()` gives",
        "return x.sum().backward()",
    ),
    "a value that is None": Case(
        MEAN,
        """
        def f(x):
            return x.grad
        """,
        "returned None",
        "Line 2 returns something that is None",
        "return x.grad",
    ),
    "nothing at all": Case(
        MEAN,
        """
        def f(x):
            pass
        """,
        "returned None",
        "`f` has no code of its own yet",
        "def f(x):",
    ),
    "None taken apart by the check": Case(
        "mean, std = learner.f(x)",
        """
        def f(x):
            x.mean(0), x.std(0)
        """,
        "returned None",
        "no `return` with a value",
        "x.mean(0), x.std(0)",
    ),
    "something left unset": Case(
        "learner.f(x.requires_grad_()); expect(x.grad.sum()).finite()",
        """
        def f(x):
            x.sum()
        """,
        "such as a .grad, is still empty",
    ),
    "still the stub": Case(
        MEAN,
        """
        def f(x):
            # changed a little
            raise NotImplementedError("return the mean")
        """,
        "still to be written: return the mean",
        "",
        'raise NotImplementedError("return the mean")',
    ),
    "an ellipsis in a computation": Case(
        MEAN,
        """
        def f(x):
            total = ...
            return total / len(x)
        """,
        "still to be written",
        "",
        "return total / len(x)",
    ),
    "an ellipsis returned": Case(
        MEAN,
        """
        def f(x):
            mean = ...
            return mean
        """,
        "still to be written",
        "",
        "mean = ...",
    ),
    "too many results": Case(
        "mean, std = learner.f(x)",
        """
        def f(x):
            return x.mean(0), x.std(0), x
        """,
        "more than the 2 results",
        "",
        "return x.mean(0), x.std(0), x",
    ),
    "too few results": Case(
        "expect(learner.f(x)).close_to((x.mean(0), x.std(0)))",
        """
        def f(x):
            return (x.mean(0),)
        """,
        "1 results; 2 are expected",
    ),
    "one result for several": Case(
        "mean, std = learner.f(x.sum())",
        """
        def f(x):
            return x
        """,
        "one value where several are expected",
    ),
    "transposed": Case("expect(learner.f(x)).close_to(x.T)", "def f(x):\n    return x", "the transpose"),
    "axes in another order": Case(
        "x = rng.normal(2, 3, 4); expect(learner.f(x)).close_to(x.permute(2, 0, 1))",
        "def f(x):\n    return x.permute(1, 2, 0)",
        "axes are in another order",
        "what each axis stands for",
    ),
    "cut anew instead of transposed": Case(
        "expect(learner.f(x)).close_to(x.T)",
        "def f(x):\n    return x.reshape(3, 8)",
        "the right numbers in other places",
        "never swap axes",
    ),
    "broadcast": Case(
        "expect(learner.f(x)).close_to(x[:, 0] * 2)",
        "def f(x):\n    return x[:, :1] + x[:, 0]",
        "stand on the diagonal",
        "broadcast to (N, N)",
    ),
    "a constant factor": Case(
        MEAN, "def f(x):\n    return x.mean(0) * 2.5", "Every number is 2.5 times", "constant is missing"
    ),
    "summed": Case(MEAN, "def f(x):\n    return x.sum(0)", "8 times what is expected", "A sum grows"),
    "summed to one number": Case(
        "expect(learner.f(x)).close_to(x.mean())", "def f(x):\n    return x.sum()", "24 times as much", "A sum grows"
    ),
    "averaged": Case(
        "expect(learner.f(x)).close_to(x.sum(0))", "def f(x):\n    return x.mean(0)", "divided by 8", "A mean divides"
    ),
    "detached": Case(
        "expect(learner.f(x.requires_grad_())).in_graph()",
        """
        def f(x):
            y = x * 2
            z = y.detach()
            return z.sum()
        """,
        "carries no history",
        "cut the link",
        "z = y.detach()",
    ),
    "on another device": Case(
        "expect.follows_device(learner.f, x)",
        """
        def f(x):
            ones = torch.ones(3, 3)
            return x @ ones
        """,
        "stays on a fixed device (cpu)",
        "lands on the CPU",
        "return x @ ones",
    ),
    "of another dtype": Case(
        MEAN, "def f(x):\n    return x.double().mean(0)", "dtype is float64, expected float32", "float64 is what NumPy"
    ),
    "of one dtype only": Case(
        "expect.follows_dtype(learner.f, x)",
        """
        def f(x):
            ones = torch.ones(3, 3)
            return x @ ones
        """,
        "works with one dtype only",
        "Take the dtype from the data",
        "return x @ ones",
    ),
    "integer division": Case(
        "n = torch.tensor([7, 8, 9]); expect(learner.f(n)).close_to(n / 2)",
        "def f(n):\n    return n // 2",
        "fractions are cut off",
        "// divides and drops",
    ),
    "a mutated input": Case(
        "with expect.untouched(x): learner.f(x)",
        """
        def f(x):
            y = x
            y -= x.mean(0)
            return y
        """,
        "changed what it was given",
        "write into the tensor itself",
        "y -= x.mean(0)",
    ),
    "a loop over elements": Case(
        "expect.vectorised(lambda n: learner.f(torch.ones(n)))",
        """
        def f(x):
            total = 0
            for number in x:
                total += number
            return total
        """,
        "",
        "",
        "for number in x:",
    ),
    "NaN": Case(
        "y = torch.tensor([1.0, 2.0, 0.0, 3.0]); expect(learner.f(y)).close_to(torch.ones(4))",
        """
        def f(x):
            half = x / 2
            ratio = half / half
            return ratio * 1.0
        """,
        "1 of 4 numbers are NaN or Inf. The first is at [2]: nan",
        "division by zero",
        "ratio = half / half",
    ),
    "NaN in NumPy": Case(
        "y = np.array([1.0, 0.0]); expect(learner.f(y)).finite()",
        """
        def f(x):
            doubled = x * 2
            logs = np.log(doubled)
            return logs * 1.0
        """,
        "NaN or Inf",
        "log of zero",
        "logs = np.log(doubled)",
    ),
    "NaN in one number, from a random draw": Case(
        "expect(learner.f(rng.normal(4))).between(0, 1); expect(learner.f(rng.normal(4))).finite()",
        """
        def f(x):
            return ((x - x) / (x - x)).sum()
        """,
        "nan",
    ),
    "a misspelt name": Case(MEAN, "def f(x):\n    return x.maen(0)", "Did you mean `.mean`?", "", "return x.maen(0)"),
    "a tuple of autograd": Case(
        "expect(learner.f(x)).close_to(2 * x)",
        """
        def f(x):
            x = x.clone().requires_grad_()
            return torch.autograd.grad((x * x).sum(), x)
        """,
        "a tuple with 1 part",
        "a tuple even for one",
    ),
    "values and indices": Case(
        "expect(learner.f(x)).close_to(x.amax(1))",
        "def f(x):\n    return x.max(1)",
        "a torch.return_types.max with 2 parts",
        "values and indices",
    ),
    "a warning": Case(
        "with expect.no_warnings(): learner.f(x[:, :1], x[:, 0])",
        """
        def f(x, y):
            loss = torch.nn.functional.mse_loss(x, y)
            return loss
        """,
        "Give predictions and targets the same shape",
        "",
        "loss = torch.nn.functional.mse_loss(x, y)",
    ),
    "an error that the check caught": Case(
        """try:
        learner.f(x)
    except Exception:
        expect.that(False, en="no", ko="아니요")""",
        """
        def g(x):
            return x.reshape(7)
        def f(x):
            return g(x)
        """,
        "no",
        "",
        "return x.reshape(7)",
    ),
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory, grader):
    """Grade one answer against one check."""
    from tests.grader.conftest import Bench, write_checks

    def grade(case):
        head = 'from grader.vocabulary import check\nFAMILY = "torch"\nSECONDS = 20\n'
        folder = write_checks(tmp_path_factory.mktemp("made") / "double", head + CHECK.format(body=case.body))
        for file in (folder / "mistakes").iterdir():
            file.unlink()
        answer = textwrap.dedent(case.answer).lstrip("\n")
        return Bench(folder, grader).grade(f"{answer}\nimport numpy as np\nimport torch\n")

    return grade


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_usual_mistake_is_told_in_words_with_its_line(bench, case):
    verdict = bench(case)
    check = verdict.first_failed
    assert check is not None, verdict
    assert case.said in say(check.message, "en"), check
    assert case.often in say(check.mistake_message or {}, "en"), check
    assert not case.line or check.where.code == case.line, check
    assert say(check.message, "ko") != say(check.message, "en")


def test_a_recognised_mistake_takes_the_place_of_a_guess(make_bench):
    bench = make_bench(CHECK.format(body="expect(learner.double(x)).close_to(2 * x)"), seconds=20)
    (bench.folder / "mistakes" / "double.same.py").write_text("def double(x):\n    return x * 1\n", encoding="utf-8")
    recognised = bench.grade("def double(x):\n    return x.clone()\n").first_failed
    assert recognised.mistake == "double.same"
    assert say(recognised.mistake_message, "en") == "You returned x as it was."
    assert say(recognised.message, "en").startswith("Every number is 0.5 times what is expected. At [0, 0]:")
    guessed = bench.grade("def double(x):\n    return x * 3\n").first_failed
    assert guessed.mistake is None
    assert say(guessed.mistake_message, "en").startswith("A constant is missing")


def test_looking_for_nan_prints_and_draws_nothing_twice(make_bench):
    bench = make_bench(
        """
        import torch
        @check(en="finite", ko="유한해요")
        def test_it(learner, metrics, expect):
            metrics.log("loss", 1.0)  # the name of a curve that a check draws is taken
            expect(learner.double(torch.zeros(2))).finite()
        """,
        seconds=20,
    )
    points = []
    verdict = bench.grade(
        "def double(x):\n    for _ in range(1):\n        print('loss', 0.5)\n    return x / x\n",
        listen=lambda event: points.append(event) if type(event).__name__ == "MetricLogged" else None,
    )
    assert verdict.output.count("0.5") == 1
    assert [point.value for point in points] == [1.0]
    assert verdict.first_failed.where.line == 4


def test_looking_for_nan_leaves_the_curve_of_the_learner_s_loop_as_it_was(make_bench):
    bench = make_bench(
        """
        import torch
        @check(en="finite", ko="유한해요")
        def test_it(learner, expect):
            expect(learner.double(torch.zeros(2))).finite()
        """,
        seconds=20,
    )
    points = []
    bench.grade(
        "def double(x):\n    for _ in range(3):\n        print('loss', 0.5)\n    return x / x\n",
        listen=lambda event: points.append(event) if type(event).__name__ == "MetricLogged" else None,
    )
    assert [point.step for point in points] == [0, 1, 2]
