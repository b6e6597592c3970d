"""Verdicts on paper, from verdicts that are written down here."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pytest

from cli import verdict as verdict_text
from cli.cells import cells, cut, pad, wrap
from cli.markdown import paragraphs
from cli.page import Page
from cli.strings import FOLDER
from grader import CheckResult, CheckStatus, Status, Verdict, Where
from study.course import Course, Exercise, Lesson, LessonPage

PAGES = (
    LessonPage({"en": "A slope", "ko": "기울기 재기"}, ("grad_of",)),
    LessonPage({"en": "backward() adds", "ko": "backward()는 더해요"}, ("grad.accumulates",)),
)
NOWHERE = Path("nowhere")
GRAD_OF = Exercise("02_autograd/grad_of", "02_autograd", "grad_of", "fill", {}, NOWHERE, NOWHERE, NOWHERE)
LESSON = Lesson("02_autograd", {}, {}, (), (), 1, NOWHERE, (GRAD_OF,), (), PAGES)
COURSE = Course(NOWHERE, {}, "", (LESSON,))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(verdict: Verdict, language: str = "en", stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    verdict_text.show(verdict, Page(language, stream), COURSE)
    return stream.getvalue()


def check(status: CheckStatus, title: str = "holds", **rest: object) -> CheckResult:
    return CheckResult("test_it", {"en": title, "ko": f"{title}해요"}, status, **rest)  # type: ignore[arg-type]


FAILED = Verdict(
    GRAD_OF.id,
    Status.FAILED,
    checks=(
        check(CheckStatus.PASSED, "the shape is right"),
        check(
            CheckStatus.FAILED,
            "the value is right",
            message={"en": "2 of 3 numbers differ.", "ko": "수 3개 가운데 2개가 달라요."},
            expected={"shape": "(3,)", "values": " ".join(["0.123456"] * 12)},
            actual={"shape": "(3,)", "values": "[1.0]"},
            mistake="grad.accumulates",
            mistake_message={"en": "Your gradients are a sum.", "ko": "기울기가 더해졌어요."},
            where=Where(12, "return x.grad"),
        ),
        check(CheckStatus.NOT_RUN, "and more"),
    ),
    device="cpu",
    seconds=0.0625,
    output="step 1\nstep 2\n",
)


def test_the_first_failure_is_told_mistake_first_then_message_facts_line_and_output():
    text = printed(FAILED)
    order = (
        "✗ 02_autograd/grad_of  Not yet right · 1 of 3 checks hold · cpu, 0.06 s",
        "✓ the shape is right",
        "✗ the value is right",
        "A mistake that many make",
        "Your gradients are a sum.",
        "2 of 3 numbers differ.",
        "expected  shape: (3,)",
        "yours     shape: (3,)",
        "line 12  return x.grad",
        'See: lesson 02, page 2, "backward() adds"',
        "– and more (did not run)",
        "│ step 2",
    )
    places = [text.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_line_is_wider_than_80_cells(language):
    assert all(cells(line) <= 80 for line in printed(FAILED, language).splitlines())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_ending_has_a_glyph_and_a_word_of_its_own(language):
    endings = [Verdict(GRAD_OF.id, status) for status in Status] + [
        Verdict(GRAD_OF.id, Status.FAILED, not_started=True)
    ]
    heads = [printed(ending, language).splitlines()[0] for ending in endings]
    glyphs = {head.split()[0] for head in heads}
    words = {head.split("grad_of  ")[1].split(" · ")[0] for head in heads}
    assert len(glyphs) == len(words) == len(endings)


def test_a_failure_without_a_known_mistake_leads_to_the_page_of_its_exercise():
    crashed = Verdict(GRAD_OF.id, Status.CRASHED, message={"en": "It died.", "ko": "죽었어요."})
    assert '다시 볼 곳: 레슨 02, 1쪽 "기울기 재기"' in printed(crashed, "ko")


@pytest.mark.parametrize("status", [Status.PASSED, Status.INVALID, Status.UNAVAILABLE])
def test_where_there_is_nothing_to_read_up_no_page_is_named(status):
    assert "See:" not in printed(Verdict(GRAD_OF.id, status))
    assert "See:" not in printed(Verdict(GRAD_OF.id, Status.FAILED, not_started=True))


def test_what_there_is_to_know_beside_a_verdict_is_said():
    notice = {"en": "The GPU failed.", "ko": "GPU에 문제가 생겼어요."}
    assert "\n    GPU에 문제가 생겼어요.\n" in printed(Verdict(GRAD_OF.id, Status.PASSED, notice=notice), "ko")


def test_colour_is_for_terminals_and_not_with_no_color(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in printed(FAILED)
    assert "\x1b[33m" in printed(FAILED, stream=Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in printed(FAILED, stream=Terminal())


def test_long_output_is_shown_by_its_end():
    text = printed(Verdict(GRAD_OF.id, Status.CRASHED, output="\n".join(f"line {n}" for n in range(100))))
    assert "│ line 99" in text
    assert "│ line 79\n" not in text
    assert "(only the last 20 lines)" in text


def test_when_nothing_ran_the_checks_are_counted_and_not_listed():
    checks = (check(CheckStatus.NOT_RUN), check(CheckStatus.NOT_RUN))
    invalid = Verdict(GRAD_OF.id, Status.INVALID, checks=checks)
    assert "none of its 2 checks ran" in printed(invalid)
    assert "holds" not in printed(invalid)


def test_both_languages_say_the_same_things_with_the_same_values():
    en, ko = (tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")) for code in ("en", "ko"))
    for section in en.keys() | ko.keys():
        assert en[section].keys() == ko[section].keys()
        for name in en[section]:
            assert _values(en[section][name]) == _values(ko[section][name]), name


def test_widths_are_counted_in_cells():
    assert cells("텐서 a") == 6
    assert pad("텐서", 6) == "텐서  "
    assert cut("텐서와 배치", 6) == "텐서…"
    assert wrap("  텐서와 배치와 에폭", 10) == ["  텐서와", "  배치와", "  에폭"]


def test_markdown_paragraphs_are_joined_and_code_and_lists_are_not():
    text = "One\ntwo.\n\n- first\n- second\n  goes on\n\n```python\nx = 1\n\ny = 2\n```\nEnd."
    joined = ["One two.", "", "- first", "- second goes on", "", "    x = 1", "", "    y = 2", "End."]
    assert paragraphs(text) == joined


def _values(text: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_code_in_a_message_is_shown_without_its_marks_and_painted_where_there_is_colour(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    message = {"en": "Give `x ** 2` a **name**; 2 ** 3 ** 4 stays.", "ko": "`x ** 2`에 이름을 주세요."}
    verdict = Verdict(GRAD_OF.id, Status.FAILED, (check(CheckStatus.FAILED, "`f(x)` holds", message=message),))
    assert "      Give x ** 2 a name; 2 ** 3 ** 4 stays.\n" in printed(verdict)
    assert "✗ f(x) holds\n" in printed(verdict)
    assert "      x ** 2에 이름을 주세요.\n" in printed(verdict, "ko")
    assert "Give \x1b[33mx ** 2\x1b[0m a \x1b[1mname\x1b[0m;" in printed(verdict, stream=Terminal())


def test_code_is_not_broken_over_two_lines():
    code = "torch.zeros(2, 3, requires_grad=True)"
    message = {"en": f"{'word ' * 11}`{code}` and more.", "ko": "-"}
    verdict = Verdict(GRAD_OF.id, Status.FAILED, (check(CheckStatus.FAILED, message=message),))
    assert f"      {code} and more.\n" in printed(verdict)
