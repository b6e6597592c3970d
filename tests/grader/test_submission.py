"""What a submission can ask for beside its file: another seed, another time limit, a verdict without a diagnosis."""

from tests.grader.conftest import SQUARED, told

DRAWN = """
    import random

    import torch


    @check(en="a number is drawn", ko="수를 하나 뽑아요")
    def test_draw(learner, rng):
        print([learner.double(rng.normal(1)).item(), random.random(), torch.rand(1).item()])
"""
ENDLESS = "def double(x):\n    while True:\n        pass\n"


def test_all_random_numbers_follow_the_seed(make_bench):
    bench = make_bench(DRAWN, seconds=20)
    right = "def double(x):\n    return x + x\n"
    first, again, other = (bench.grade(right, seed=seed).output.strip() for seed in (0, 0, 1))
    assert first == again
    assert first
    assert not set(first.strip("[]").split(", ")) & set(other.strip("[]").split(", "))


def test_a_time_limit_of_its_own_takes_the_place_of_that_of_the_exercise(make_bench):
    bench = make_bench(DRAWN, seconds=300)
    verdict = bench.grade(ENDLESS, seconds=0.5)
    assert verdict.status == "timeout"
    assert "0.5" in told(verdict)


def test_without_a_diagnosis_a_failure_has_no_mistake(bench):
    assert bench.grade(SQUARED).mistake == "double.squared"
    verdict = bench.grade(SQUARED, diagnosed=False)
    assert verdict.status == "failed"
    assert verdict.mistake is None


def test_the_devices_of_a_folder_are_known_once_it_ran(bench):
    assert bench.grade("def double(x):\n    return x + x\n").passed
    assert bench.grader.devices(bench.folder)[-1] == "cpu"
    assert bench.grader.devices(bench.folder / "nowhere") == ()
