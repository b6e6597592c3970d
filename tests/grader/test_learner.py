"""The learner's module as checks see it."""

import pytest

from grader.vocabulary.unmet import Unmet
from grader.worker.learner import import_learner


@pytest.fixture
def learner(tmp_path):
    def make(source):
        file = tmp_path / "their_own_file.py"
        file.write_text(source, encoding="utf-8")
        return import_learner(file, source)

    return make


def test_functions_and_values_are_there(learner):
    made = learner("LIMIT = 3\ndef f(x, *, y=1):\n    '''doc'''\n    return x + y\n")
    assert made.f(2, y=5) == 7
    assert made.LIMIT == 3
    assert made.f.__doc__ == "doc"
    assert made.last_called == "f"


def test_a_missing_name_is_told_with_what_is_near(learner):
    with pytest.raises(Unmet) as caught:
        _ = learner("def duoble(x):\n    return x\n").double
    assert caught.value.failure == "learner.misspelt"
    assert "`duoble`" in caught.value.text["en"]


@pytest.mark.parametrize("source", ["", "doubl = 3\n", "import json as doubl\n"])
def test_only_what_can_be_called_is_offered_as_near(learner, source):
    with pytest.raises(Unmet) as caught:
        _ = learner(source).double
    assert caught.value.failure == "learner.missing"


def test_classes_are_handed_out_as_they_are(learner):
    made = learner("class Net:\n    pass\n")
    assert isinstance(made.Net, type)
    assert isinstance(made.Net(), made.Net)
