"""Several exercises judged at once. The judge is a stand-in: what is asked is when it is called, and for what."""

import threading
from contextlib import closing

import pytest

from grader import Started, Status, Verdict
from study import several
from study.several import ON_ACCELERATOR, cores, judge_all

PATIENCE = 60


class Watcher:
    def __init__(self):
        self.begun, self.heard, self.ended = [], [], []

    def begin(self, exercise):
        self.begun.append(exercise.id)
        return self.heard.append

    def end(self, exercise, verdict):
        self.ended.append((exercise.id, verdict.status))


class Judge:
    """Computes on `device`, and lets nobody finish before `together` are at work (all of them, as the last ones)."""

    def __init__(self, device, total, together):
        self.prepared = []
        self.most = 0
        self._device, self._left, self._together = device, total, together
        self._busy = 0
        self._changed = threading.Condition()

    def start_all(self, exercises):
        self.prepared += [exercise.id for exercise in exercises]

    def judge(self, exercise, listen, cancelled):
        if self._device:
            listen(Started(self._device))
        with self._changed:
            self._busy += 1
            self.most = max(self.most, self._busy)
            self._changed.notify_all()
            assert self._changed.wait_for(lambda: self._busy >= min(self._together, self._left), PATIENCE)
            self._left -= 1
            self._busy -= 1
            self._changed.notify_all()
        return Verdict(exercise.id, Status.PASSED)


@pytest.fixture
def exercises(folder):
    folder.lesson("01_first", *(f"exercise_{number}" for number in range(9)))
    return folder.open().exercises


def judged(judge, exercises, watcher=None):
    with closing(judge_all(judge, exercises, watcher or Watcher(), lambda: None)) as verdicts:
        return [verdict.exercise for verdict in verdicts]


def test_every_core_judges_and_the_verdicts_come_in_the_order_of_the_exercises(exercises, monkeypatch):
    monkeypatch.setattr(several, "cores", lambda: 4)
    judge, watcher = Judge("cpu", len(exercises), 4), Watcher()
    ids = [exercise.id for exercise in exercises]
    assert judged(judge, exercises, watcher) == ids == judge.prepared
    assert sorted(watcher.begun) == sorted(name for name, _ in watcher.ended) == ids
    assert judge.most == 4


def test_on_an_accelerator_only_a_few_compute_at_once(exercises, monkeypatch):
    monkeypatch.setattr(several, "cores", lambda: 8)
    judge = Judge("cuda:0", len(exercises), 1)
    assert len(judged(judge, exercises)) == len(exercises)
    assert judge.most <= ON_ACCELERATOR


def test_exercises_that_never_compute_hold_up_nobody(exercises, monkeypatch):
    monkeypatch.setattr(several, "cores", lambda: 4)
    assert len(judged(Judge("", len(exercises), 1), exercises)) == len(exercises)


def test_no_exercises_are_no_verdicts():
    assert judged(Judge("cpu", 0, 1), ()) == []


def test_there_is_at_least_one_core():
    assert cores() >= 1
