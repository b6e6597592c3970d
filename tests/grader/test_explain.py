"""Exceptions that frameworks really raise become sentences for a beginner."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import pytest

from grader.vocabulary.phrases import TABLE, sentence_for
from grader.worker.explain import explain
from tests.grader.raised import by_keras, by_tensorflow, by_torch

ROOT = Path(__file__).parents[2]
BY_TORCH = [(key, number, run) for key, runs in by_torch.RAISED.items() for number, run in enumerate(runs)]
PROCESSES = {
    "Keras on PyTorch": (by_keras, "torch"),
    "Keras on TensorFlow": (by_keras, "tensorflow"),
    "TensorFlow": (by_tensorflow, "tensorflow"),
}
ELSEWHERE = [
    (process, key, number)
    for process, (module, _) in PROCESSES.items()
    for key, runs in module.RAISED.items()
    for number in range(len(runs))
]
WITHOUT_A_LIBRARY_HERE = {
    "error.tensorflow_blocked": "raised by an import in a host that halts it",
    "dev.hardcoded": "raised where torch finds no GPU",
    "dev.numpy_device": "raised on a GPU alone",
    "keras.state_in_call": "raised on JAX alone",
    "loss.constructed": "told apart by the learner's line",
    "error.unpack": "needs a frame of the learner",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("key", "number", "run"), BY_TORCH, ids=[f"{key}-{number}" for key, number, _ in BY_TORCH])
def test_an_exception_of_python_numpy_or_torch_has_its_sentence(key, number, run):
    with pytest.raises(BaseException) as caught:
        run()
    explained = explain(caught.value, Path(by_torch.__file__))
    assert explained.key == key, caught.value
    assert type(caught.value).__name__ in explained.error
    assert "{" not in "".join(explained.text.values()) or "{" in str(caught.value)


@pytest.fixture(scope="module")
def told_by():
    """What each process said of the errors that it made happen. A process is started when it is first asked for."""
    told = {}

    def ask(process):
        if process not in told:
            module, backend = PROCESSES[process]
            name = module.__name__.rpartition(".")[2]
            command = [sys.executable, "-m", "tests.grader.raised.explain_all", name, backend]
            surroundings = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
            ran = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
            assert ran.returncode == 0, ran.stderr[-2000:]
            told[process] = json.loads(ran.stdout.splitlines()[-1])
        return told[process]

    return ask


@pytest.mark.slow
@pytest.mark.parametrize(("process", "key", "number"), ELSEWHERE, ids=lambda value: str(value).replace(" ", "-"))
def test_an_exception_of_keras_or_tensorflow_has_its_sentence(told_by, process, key, number):
    assert told_by(process)[f"{key} {number}"][0] == key, told_by(process)[f"{key} {number}"][1]


@pytest.mark.slow
@pytest.mark.parametrize("process", PROCESSES)
def test_the_original_text_has_no_colours(told_by, process):
    assert not any("\x1b" in original or "[1m" in original for _, original in told_by(process).values())


@pytest.mark.parametrize(("key", "run"), by_torch.WARNED.items(), ids=by_torch.WARNED)
def test_a_warning_that_means_a_mistake_has_its_sentence(key, run):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        run()
    assert caught
    assert sentence_for(f"{caught[0].category.__name__}: {caught[0].message}")[0] == key


def test_every_sentence_of_the_table_is_tried_on_a_real_error():
    tried = {*by_torch.RAISED, *by_torch.WARNED, *by_keras.RAISED, *by_tensorflow.RAISED, *WITHOUT_A_LIBRARY_HERE}
    assert sorted({phrase.key for phrase in TABLE} - tried) == []


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("ImportError: import of tensorflow halted; None in sys.modules", "error.tensorflow_blocked"),
        ("AssertionError: Torch not compiled with CUDA enabled", "dev.hardcoded"),
        ("RuntimeError: Expected all tensors to be on the same device, but found cuda:0 and cpu!", "dev.factory_cpu"),
        ("TypeError: can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu()", "dev.numpy_device"),
        (
            "ValueError: You cannot add new elements of state (variables or sub-layers) to a layer",
            "keras.state_in_call",
        ),
        ("ValueError: too many values to unpack (expected 2)", "error.unpack"),
    ],
)
def test_an_error_that_cannot_happen_here_has_its_sentence_too(said, key):
    assert sentence_for(said)[0] == key


@pytest.fixture
def raised(tmp_path):
    """What a learner's file raises when its `f` is called, explained."""

    def run(source):
        file = tmp_path / "theirs.py"
        file.write_text(textwrap.dedent(source).lstrip("\n"), encoding="utf-8")
        spec = importlib.util.spec_from_file_location("theirs", file)
        module = importlib.util.module_from_spec(spec)
        with pytest.raises(BaseException) as caught:  # noqa: PT012
            spec.loader.exec_module(module)
            module.f()
        return explain(caught.value, file)

    return run


def test_a_misspelt_name_is_guessed(raised):
    explained = raised("def f():\n    total = 1\n    return totl\n")
    assert explained.key == "error.name_close"
    assert "`total`" in explained.text["en"]
    assert (explained.where.line, explained.where.code) == (3, "return totl")


def test_an_unknown_name_is_named(raised):
    assert "`qqqqqq`" in raised("def f():\n    return qqqqqq\n").text["ko"]


def test_a_misspelt_attribute_is_guessed(raised):
    assert "`.append`" in raised("def f():\n    return [].appnd\n").text["en"]


def test_none_has_no_attributes(raised):
    explained = raised("def f():\n    return None.grad\n")
    assert explained.key == "error.none_attribute"
    assert "`.grad`" in explained.text["en"]


def test_an_ellipsis_that_was_left(raised):
    assert raised("x = ...\ndef f():\n    return x.sum()\n").key == "value.ellipsis"


def test_a_stub_that_is_still_open_is_no_error(raised):
    explained = raised('def f():\n    raise NotImplementedError("return twice x")\n')
    assert explained.key == "stub.unfinished"
    assert "return twice x" in explained.text["ko"]


def test_a_method_that_a_framework_did_not_write_is_no_open_stub(raised):
    assert raised("import torch\ndef f():\n    torch.ones(2, dtype=torch.int64).softmax(0)\n").key == "dtype.int_tensor"


def test_a_framework_that_lacks_something_is_no_open_stub(raised):
    explained = raised(
        """
        import torch
        def f():
            return torch.nn.functional.log_softmax(torch.ones(2, dtype=torch.int64), 0)
        """
    )
    assert explained.key != "stub.unfinished"


def test_any_other_exception_is_told_as_it_is(raised):
    explained = raised("def f():\n    raise ValueError('seven {type}')\n")
    assert explained.key == "error.raised"
    assert explained.text["en"] == "Your code stopped with ValueError: seven {type}"


def test_only_the_learner_s_frames_are_told(raised):
    explained = raised("import json\ndef g():\n    json.loads('{')\ndef f():\n    g()\n")
    assert [(frame.line, frame.code) for frame in explained.frames] == [(5, "g()"), (3, "json.loads('{')")]


def test_a_long_way_down_is_told_in_short(raised):
    explained = raised("def f():\n    return f()\n")
    assert [(frame.line, frame.code) for frame in explained.frames] == [(2, "return f()")]
    assert re.search(r"\d+ more calls lie on the way", explained.text["en"])
    assert explained.key == "error.recursion"


def test_many_different_lines_on_the_way_are_bounded(raised):
    source = "def f0():\n    return 1 / 0\n" + "".join(
        f"def f{number}():\n    return f{number - 1}()\n" for number in range(1, 12)
    )
    explained = raised(source + "def f():\n    return f11()\n")
    assert len(explained.frames) == 6
    assert explained.where.code == "return 1 / 0"
    assert "7 more calls" in explained.text["en"]


def test_the_line_of_an_error_that_the_check_caught_is_found(raised):
    explained = raised(
        """
        def g():
            return [][1]
        def f():
            try:
                g()
            except IndexError:
                raise KeyError("a") from None
        """
    )
    assert explained.where.line == 7


MISSPELT = {
    "torch.arrange(3)": ("error.attribute_close", "`.arange`"),
    "nn.Liner(1, 1)": ("error.attribute_close", "`.Linear`"),
    "nn.relu(1)": ("error.attribute_close", "`.ReLU`"),
    "F.softmx(torch.ones(1))": ("error.attribute_close", "`.softmax`"),
    "torch.optim.sgd2": ("error.attribute_close", "`.SGD`"),
    "nn.Linear(1, 1).forwrd(1)": ("error.attribute_close", "`.forward`"),
    "torch.optim.SGD([torch.ones(1)], lr=1).zero_grads()": ("error.attribute_close", "`.zero_grad`"),
    "nn.Linear(1, 1).zerograd()": ("error.attribute_close", "`.zero_grad`"),
    "torch.ones(1).requires_gard_()": ("error.attribute_close", "`.requires_grad_`"),
    "torch.CrossEntropyLoss()": ("error.attribute_elsewhere", "`torch.nn`"),
    "nn.qqqqqq": ("error.module_attribute", "`torch.nn`"),
    "torch.ones(1).iloc": ("error.attribute", "Tensor has no `.iloc`"),
    "[1].shape": ("error.attribute", "list has no `.shape`"),
}


@pytest.mark.parametrize(("code", "told"), MISSPELT.items(), ids=MISSPELT)
def test_a_misspelt_name_of_a_framework_is_guessed(raised, code, told):
    explained = raised(
        f"import torch\nfrom torch import nn\nfrom torch.nn import functional as F\ndef f():\n    {code}\n"
    )
    assert explained.key == told[0]
    assert told[1] in explained.text["en"]


def test_a_misspelt_import_is_guessed(raised):
    assert "`arange`" in raised("from torch import arrange\n").text["en"]
    assert "`torch.nn`" in raised("from torch import CrossEntropyLoss\n").text["ko"]


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    total += 1\n",
        "def f():\n    if False:\n        total = 1\n    return total\n",
        "def f():\n    def g():\n        return total\n    if False:\n        total = 1\n    return g()\n",
    ],
)
def test_a_local_name_that_is_read_too_early_is_no_riddle(raised, source):
    explained = raised(source)
    assert explained.key in ("error.unbound", "error.name_close", "error.name")
    assert "`total`" in explained.text["ko"]


def test_a_loss_that_is_made_of_tensors_is_told_by_its_line(raised):
    source = "import torch\ndef f():\n    return torch.nn.MSELoss(torch.ones(2), torch.ones(2))\n"
    assert raised(source).key == "loss.constructed"


def test_a_whole_model_for_an_optimizer_is_told_by_its_line(raised):
    source = "import torch\ndef f():\n    return torch.optim.SGD(torch.nn.Linear(1, 1), lr=1)\n"
    assert raised(source).key == "opt.params"


def test_too_many_values_in_the_learner_s_own_code_are_no_wrong_number_of_results(raised):
    assert raised("def f():\n    a, b = 1, 2, 3\n").key == "error.unpack"


RESULTS = {
    "None": (None, "value.none"),
    "too many": ((1, 2, 3), "value.more_results"),
    "too few": ((1,), "value.count"),
    "one number": (3, "value.one_result"),
}


@pytest.mark.parametrize(("result", "key"), RESULTS.values(), ids=RESULTS)
def test_a_check_that_stumbles_over_the_results_tells_how_many_there_are(tmp_path, result, key):
    with pytest.raises((TypeError, ValueError)) as caught:
        _, _ = result
    assert explain(caught.value, tmp_path / "nothing.py").key == key


@pytest.mark.parametrize("method", ["raise ValueError", "return 3", "raise SystemExit", "return chr(0xD800)"])
def test_an_exception_that_cannot_say_what_it_is_does_no_harm(raised, method):
    explained = raised(
        f"""
        class Odd(Exception):
            def __str__(self):
                {method}
        def f():
            raise Odd
        """
    )
    assert explained.text["en"].startswith("Your code stopped with Odd")
    json.dumps([explained.seen, explained.error], ensure_ascii=False).encode("utf-8")


def test_what_mistakes_are_recognised_by_does_not_depend_on_numbers_and_addresses(raised):
    one = raised("def f():\n    raise ValueError('at 0x7f00 size 3')\n")
    other = raised("def f():\n    raise ValueError('at 0x8f01 size 4')\n")
    assert one.seen == other.seen
