import threading
from contextlib import closing

import pytest

from study.in_order import in_order

PATIENCE = 60


def test_results_come_in_the_order_of_the_items_whichever_is_ready_first():
    last = threading.Event()

    def work(item, stop):
        if item == 3:
            last.set()
        else:
            assert last.wait(PATIENCE)
        return item * 10

    assert list(in_order([1, 2, 3], work, at_once=3)) == [10, 20, 30]


def test_as_many_are_at_work_as_may_be_and_never_more():
    together = threading.Barrier(3, timeout=PATIENCE)
    lock = threading.Lock()
    busy, most = 0, 0

    def work(item, stop):
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        together.wait()
        with lock:
            busy -= 1
        together.wait()

    list(in_order(range(9), work, at_once=3))
    assert most == 3


def test_a_result_is_given_while_later_ones_are_still_at_work():
    first_was_seen = threading.Event()

    def work(item, stop):
        return item if item == 0 else first_was_seen.wait(PATIENCE)

    with closing(in_order([0, 1], work, at_once=2)) as results:
        assert next(results) == 0
        first_was_seen.set()
        assert next(results) is True


def test_the_caller_hears_ticks_in_its_own_thread_while_it_waits():
    ticked = threading.Event()
    threads = set()

    def tick():
        threads.add(threading.current_thread())
        ticked.set()

    assert list(in_order([0], lambda item, stop: ticked.wait(PATIENCE), at_once=1, tick=tick)) == [True]
    assert threads == {threading.current_thread()}


def test_closed_early_it_tells_what_is_at_work_begins_nothing_more_and_waits():
    begun, ended = [], []
    second_began = threading.Event()

    def work(item, stop):
        begun.append(item)
        if item == 0:
            assert second_began.wait(PATIENCE)
            return item
        second_began.set()
        assert stop.wait(PATIENCE)
        ended.append(item)
        return item

    with closing(in_order(range(50), work, at_once=2)) as results:
        next(results)
    assert sorted(begun) == [0, *sorted(ended)]
    assert len(ended) in (1, 2)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, BrokenPipeError])
def test_an_interruption_while_it_waits_stops_what_is_at_work(interruption):
    stopped = threading.Event()

    def work(item, stop):
        if stop.wait(PATIENCE):
            stopped.set()

    def tick():
        raise interruption

    with pytest.raises(interruption):
        next(in_order(range(50), work, at_once=1, tick=tick))
    assert stopped.is_set()


def test_what_a_piece_of_work_raises_comes_in_its_place_and_ends_the_rest():
    def work(item, stop):
        if item == 1:
            raise ValueError(item)
        return item if item == 0 else stop.wait(PATIENCE)

    results = in_order([0, 1, 2], work, at_once=3)
    assert next(results) == 0
    with pytest.raises(ValueError, match="1"):
        next(results)


def test_no_items_are_no_results():
    assert list(in_order([], lambda item, stop: item, at_once=4)) == []
