"""Bytes and ends of pipes arrive as one stream, whichever way a platform waits for them."""

import os

import pytest

from grader.worker.inbox import SelectorInbox, ThreadInbox


@pytest.fixture(params=[SelectorInbox, ThreadInbox])
def inbox(request):
    return request.param()


@pytest.fixture
def pipe():
    """Make pipes that are closed after the test."""
    made = []

    def make():
        made.extend(os.pipe())
        return made[-2], made[-1]

    yield make
    for descriptor in made:
        try:
            os.close(descriptor)
        except OSError:
            continue


def test_bytes_and_then_the_end_arrive_from_their_source(inbox, pipe):
    reading, writing = pipe()
    inbox.watch(reading, "a pipe")
    os.write(writing, b"hello")
    assert [(one.source, one.piece) for one in inbox.next(10)] == [("a pipe", b"hello")]
    os.close(writing)
    assert [(one.source, one.piece) for one in inbox.next(10)] == [("a pipe", b"")]


def test_waiting_for_nothing_ends(inbox, pipe):
    inbox.watch(pipe()[0], "a pipe")
    assert inbox.next(0.01) == []


def test_what_is_forgotten_is_not_told(inbox, pipe):
    forgotten, (watched, other_writing) = pipe()[0], pipe()
    inbox.watch(forgotten, "forgotten")
    inbox.watch(watched, "watched")
    inbox.forget(forgotten)
    os.write(other_writing, b"x")
    assert [one.source for one in inbox.next(10)] == ["watched"]


def test_a_thread_never_reads_what_came_to_stand_at_its_number(pipe):
    inbox = ThreadInbox()
    reading, writing = pipe()
    inbox.watch(reading, "old")
    os.close(reading)
    new, new_writing = os.pipe()
    try:
        assert new == reading
        os.write(writing, b"for the old one")
        assert [(one.source, one.piece) for one in inbox.next(10)] == [("old", b"for the old one")]
        os.write(new_writing, b"for the new one")
        assert inbox.next(0.05) == []
        assert os.read(new, 100) == b"for the new one"
    finally:
        os.close(new_writing)
