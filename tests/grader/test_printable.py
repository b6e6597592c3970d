"""What comes from a learner's code cannot move the cursor or clear the screen."""

import pytest

from grader.printable import harmless, on_paper
from grader.worker.output import KEPT, Printed


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("\x1b[2Jred \x1b[31mtext\x1b[0m", "red text"),
        ("\x1b]0;a title\x07still here", "still here"),
        ("10%\r50%\r100%", "100%"),
        ("a\x00b\x9bc", "abc"),
        ("한글 🙂\n", "한글 🙂\n"),
    ],
)
def test_printed_text_is_what_a_printer_would_leave(printed, shown):
    assert on_paper(printed) == shown


def test_control_characters_in_any_string_are_written_out():
    assert harmless({"error": "a \x1b[2J b", "lines": ["one\ntwo\r\n"], "line": 3}) == {
        "error": "a \\x1b[2J b",
        "lines": ["one\ntwo\n"],
        "line": 3,
    }


def test_short_output_is_kept_whole_however_it_is_cut():
    text = "가나다 abc\n" * 4000
    printed, shown = Printed(), ""
    for place in range(0, len(text.encode()), 1001):
        shown += printed.take(text.encode()[place : place + 1001])
    assert shown + printed.end() == text
    assert not printed.truncated


def test_long_output_keeps_its_beginning_and_its_end():
    printed, shown = Printed(), ""
    for number in range(100_000):
        shown += printed.take(f"spam {number}\n".encode())
    shown += printed.end()
    assert printed.truncated
    assert shown.startswith("spam 0\n")
    assert shown.endswith("spam 99999\n")
    assert len(shown) < KEPT + 100
