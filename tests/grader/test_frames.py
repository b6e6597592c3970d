import json
import struct

import pytest

from grader.frames import LONGEST, BrokenFrame, Decoder, encode

FRAMES = [{"kind": "check", "name": "기울기"}, {}, {"deep": [{"a": [1, 2.5, None, True, "\ud800"]}]}]


def framed(body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + body


def test_frames_arrive_as_they_were_sent():
    assert list(Decoder().feed(b"".join(map(encode, FRAMES)))) == FRAMES


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_frames_that_arrive_in_pieces_are_put_together(size):
    stream = b"".join(map(encode, FRAMES))
    decoder = Decoder()
    got = [frame for start in range(0, len(stream), size) for frame in decoder.feed(stream[start : start + size])]
    assert got == FRAMES


def test_a_torn_frame_is_not_given_out():
    whole = encode({"kind": "finished"})
    decoder = Decoder()
    assert list(decoder.feed(whole[:-1])) == []
    assert list(decoder.feed(whole[-1:])) == [{"kind": "finished"}]


def test_a_frame_that_claims_to_be_huge_is_broken_before_it_arrives():
    with pytest.raises(BrokenFrame):
        list(Decoder().feed(struct.pack(">I", LONGEST + 1)))


def test_what_came_before_a_broken_frame_is_given_out():
    stream = Decoder().feed(encode({"kind": "started"}) + framed(b"nonsense"))
    assert next(stream) == {"kind": "started"}
    with pytest.raises(BrokenFrame):
        next(stream)


@pytest.mark.parametrize(
    "body",
    [b"", b"nonsense", b"[1, 2]", b'"text"', b"3", b"null", b"\xff\xfe", b'{"a": ', b"[" * 200_000, b"9" * 10_000],
    ids=lambda body: body[:8].decode("latin-1"),
)
def test_a_body_that_is_no_object_is_broken(body):
    with pytest.raises(BrokenFrame):
        list(Decoder().feed(framed(body)))


def test_a_frame_too_long_to_send_is_refused():
    with pytest.raises(ValueError, match="longer"):
        encode({"text": "x" * LONGEST})


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_no_frame_holds_what_json_does_not_know(number):
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode({"value": number})


def test_a_frame_is_readable_json_after_its_length():
    assert json.loads(encode({"ko": "손실"})[4:]) == {"ko": "손실"}
