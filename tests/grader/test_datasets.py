"""The data that checks get is scikit-learn's own, without scikit-learn."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn import datasets

from grader.vocabulary.datasets import NAMES, Datasets

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_are_those_of_scikit_learn(name):
    theirs = getattr(datasets, f"load_{name}")()
    x, y = getattr(Datasets(), name)()
    wanted = theirs.images if name == "digits" else theirs.data
    assert (x.shape, x.dtype, y.dtype) == (wanted.shape, wanted.dtype, theirs.target.dtype)
    np.testing.assert_allclose(x, wanted, rtol=0, atol=1e-15)
    np.testing.assert_array_equal(y, theirs.target)


def test_what_a_check_changes_is_not_changed_for_the_next_one():
    x, _ = Datasets().iris()
    x[:] = 0
    assert Datasets().iris()[0].any()


def test_scikit_learn_itself_is_not_imported():
    program = (
        "import sys; from grader.vocabulary.datasets import Datasets; Datasets().wine();print('sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
