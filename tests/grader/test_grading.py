"""A submission becomes a verdict, in real processes."""

import threading

import pytest

from grader import (
    CheckFinished,
    CheckStatus,
    Judged,
    MetricLogged,
    OutputPrinted,
    Started,
    Status,
    Submission,
    Verdict,
    Waiting,
)
from tests.grader.conftest import RIGHT, SQUARED, STUB, WRONG, told, write_checks

ENDLESS = "def double(x):\n    while True:\n        pass\n"


def test_a_right_answer_passes(bench):
    verdict = bench.grade(RIGHT, course_version="7")
    assert verdict.status is Status.PASSED
    assert [check.status for check in verdict.checks] == [CheckStatus.PASSED] * 2
    assert [check.title["ko"] for check in verdict.checks] == ["1의 두 배는 2예요", "모든 수가 두 배가 돼요"]
    assert (verdict.exercise, verdict.device, verdict.course_version) == ("made/double", "cpu", "7")
    assert verdict.seconds > 0
    assert (verdict.message, verdict.mistake, verdict.output, verdict.truncated) == (None, None, "", False)


def test_a_wrong_answer_fails_with_evidence(bench):
    verdict = bench.grade(WRONG)
    first = verdict.first_failed
    assert verdict.status is Status.FAILED
    assert (first.name, first.actual["values"], first.expected["values"]) == ("test_one", "2.5", "2")
    assert (first.where.line, first.where.code) == (2, "return x + 1.5")
    assert first.message["ko"]
    assert verdict.mistake is None


def test_a_known_mistake_is_named_in_both_languages(bench):
    verdict = bench.grade("def double(y):\n    return y**2\n")
    assert verdict.status is Status.FAILED
    assert verdict.mistake == "double.squared"
    assert verdict.first_failed.mistake_message == {"en": "You multiplied x by itself.", "ko": "x에 x를 곱했어요."}
    assert Verdict.from_json(verdict.to_json()) == verdict


def test_the_stub_itself_is_not_started(bench):
    verdict = bench.grade(STUB, stub=bench.folder / "stub.py")
    assert (verdict.status, verdict.not_started) == (Status.FAILED, True)
    assert not verdict.counts_as_attempt
    assert all(check.status is CheckStatus.NOT_RUN for check in verdict.checks)


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text + "\n\n"])
def test_an_editor_s_line_endings_do_not_start_an_exercise(bench, change):
    assert bench.grade(change(STUB), stub=bench.folder / "stub.py").not_started


def test_a_stub_that_someone_began_is_an_attempt_and_says_what_is_left(bench):
    verdict = bench.grade(STUB + "\n# hm\n", stub=bench.folder / "stub.py")
    assert verdict.counts_as_attempt
    assert "still to be written: return twice x" in told(verdict)


@pytest.mark.parametrize("change", ["\r\n", "\r"])
def test_any_line_ending_and_a_byte_order_mark_are_fine(bench, change):
    assert bench.grade("\ufeff" + RIGHT.replace("\n", change)).passed


def test_a_file_is_graded_as_it_was_when_grading_began(bench):
    submission = bench.submission(RIGHT)

    def spoil(event):
        submission.file.write_text(WRONG, encoding="utf-8")

    assert bench.grader.grade(submission, spoil).passed


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        ("# 안녕\n".encode("euc-kr"), "not UTF-8"),
        (b"def double(x:\n", "Line 1 cannot be read"),
    ],
)
def test_a_file_that_cannot_be_graded_is_invalid(bench, content, sentence):
    submission = bench.submission(RIGHT)
    submission.file.unlink()
    if content is not None:
        submission.file.write_bytes(content)
    verdict = bench.grader.grade(submission)
    assert verdict.status is Status.INVALID
    assert sentence in told(verdict)
    assert told(verdict, "ko") != told(verdict)
    assert [check.status for check in verdict.checks] == [CheckStatus.NOT_RUN] * 2


def test_an_error_points_to_the_learner_s_line_and_frames(bench):
    verdict = bench.grade("def inner(x):\n    return x @ x\n\n\ndef double(x):\n    y = inner(x)\n    return y\n")
    first = verdict.first_failed
    assert (first.where.line, first.where.code) == (2, "return x @ x")
    assert [frame.line for frame in first.traceback] == [6, 2]
    assert first.error.startswith("RuntimeError")


def test_events_come_in_order_and_the_verdict_is_the_last(bench):
    heard = []
    returned = bench.grade(RIGHT, listen=heard.append)
    kinds = [type(event) for event in heard if not isinstance(event, Waiting)]
    assert kinds == [Started, CheckFinished, CheckFinished, Judged]
    assert heard[-1].verdict == returned


def test_a_failed_verdict_stands_before_its_mistake_is_named(bench):
    heard = []
    returned = bench.grade(SQUARED, listen=heard.append)
    assert heard[-1].verdict.mistake is None
    assert returned.mistake == "double.squared"


def test_checks_are_told_one_by_one_as_they_end(make_bench):
    bench = make_bench(
        """
        @check(en="first", ko="첫째")
        def test_first(learner):
            learner.double(1)

        @check(en="second", ko="둘째")
        def test_second(learner):
            learner.double(2)
        """
    )
    told_of = threading.Event()
    heard = []

    def listen(event):
        heard.append(event)
        if isinstance(event, CheckFinished):
            told_of.set()

    endless = "def double(x):\n    while x == 2:\n        pass\n"
    verdict = bench.grade(endless, listen=listen)
    assert verdict.status is Status.TIMEOUT
    assert told_of.is_set()
    assert [check.status for check in verdict.checks] == [CheckStatus.PASSED, CheckStatus.NOT_RUN]


def test_metrics_are_curves_and_what_is_no_number_leaves_a_gap(make_bench):
    bench = make_bench(
        """
        @check(en="a curve", ko="곡선")
        def test_curve(learner, metrics):
            for value in (1.0, float("nan"), float("inf"), 0.25):
                metrics.log("loss", value)
            metrics.log("accuracy", 1)
        """
    )
    heard = []
    assert bench.grade(RIGHT, listen=heard.append).passed
    assert [event for event in heard if isinstance(event, MetricLogged)] == [
        MetricLogged("loss", 0, 1.0),
        MetricLogged("loss", 3, 0.25),
        MetricLogged("accuracy", 0, 1.0),
    ]


def test_what_is_printed_is_kept_and_never_mixed_with_frames(bench):
    loud = """
import os
import sys

print("import 가나다", flush=True)


def double(x):
    print("called")
    sys.stderr.write("to stderr\\n")
    os.write(1, b"raw \\xff bytes\\n")
    os.system("echo from a child")
    return x + x
"""
    heard = []
    verdict = bench.grade(loud, listen=heard.append)
    assert verdict.passed
    once = "called\nto stderr\nraw \ufffd bytes\nfrom a child\n"
    assert verdict.output == "import 가나다\n" + once * 2
    assert "".join(event.text for event in heard if isinstance(event, OutputPrinted)) == verdict.output
    assert not verdict.truncated


def test_what_nobody_flushed_is_kept_too(bench):
    assert bench.grade("import sys\nsys.stdout.write('no newline')\n" + RIGHT).output == "no newline"


def test_a_run_leaves_nothing_for_the_next_one(bench):
    marks = "import builtins, os, torch\nbuiltins.mark = os.environ['MARK'] = '1'\ntorch.mark = 1\n"
    assert bench.grade(marks + RIGHT).passed
    looks = "import builtins, os, torch\nassert not hasattr(builtins, 'mark') and not hasattr(torch, 'mark')\n"
    assert bench.grade(looks + "assert 'MARK' not in os.environ\n" + RIGHT).passed


def test_random_numbers_are_the_same_at_every_run(bench):
    prints = "import random\nimport torch\nprint(random.random(), torch.rand(1).item())\n" + RIGHT
    assert bench.grade(prints).output == bench.grade(prints).output != ""


def test_a_time_limit_holds(bench):
    verdict = bench.grade(ENDLESS)
    assert verdict.status is Status.TIMEOUT
    assert "Stopped after 1 seconds" in told(verdict)


def test_a_check_of_one_run_fails_alone(make_bench):
    bench = make_bench(
        """
        @check(en="a", ko="가")
        def test_a(learner, expect):
            expect(learner.double(1)).equals(3)

        @check(en="b", ko="나")
        def test_b(learner, expect):
            expect(learner.double(1)).equals(2)

        @check(en="c", ko="다")
        def test_c(learner, expect):
            raise AssertionError("a bare assert works too")
        """
    )
    verdict = bench.grade(RIGHT)
    assert [check.status.value for check in verdict.checks] == ["failed", "passed", "failed"]


def test_what_one_check_leaves_switched_off_is_on_for_the_next(make_bench):
    bench = make_bench(
        """
        import torch
        from grader.vocabulary import check

        @check(en='a', ko='가')
        def test_a(learner):
            assert learner.double(1) == 2

        @check(en='b', ko='나')
        def test_b(expect):
            assert torch.is_grad_enabled()
        """
    )
    leaves_it_off = "import torch\n\n\ndef double(x):\n    torch.set_grad_enabled(False)\n    return 2 * x\n"
    assert bench.grade(leaves_it_off).passed


def test_what_a_check_means_is_told_without_running_the_mistakes(make_bench):
    bench = make_bench(
        """
        @check(en="a", ko="가")
        def test_a(learner, expect):
            expect(learner.double(1)).equals(3, means="double.same")
        """
    )
    heard = []
    assert bench.grade(RIGHT, listen=heard.append).mistake == "double.same"
    assert heard[-1].verdict.mistake == "double.same"


def test_the_reference_is_there_for_checks(make_bench):
    bench = make_bench(
        """
        @check(en="as the reference", ko="풀이와 같아요")
        def test_reference(learner, reference, rng, data, device, expect):
            x = rng.array(3)
            expect(learner.double(x)).close_to(reference.double(x))
            expect(data.digits()[0]).shape(1797, 8, 8)
            expect(str(device)).equals("cpu")
            expect(rng.integer(0, 1)).equals(0)
            expect(rng.labels(5, 2)).dtype("int64").shape(5)
        """
    )
    assert bench.grade(RIGHT).passed


def test_a_folder_with_spaces_and_korean_in_its_path(tmp_path, grader):
    folder = write_checks(tmp_path / "과정 1 [a]" / "double")
    (folder / "mine 답.py").write_text(RIGHT, encoding="utf-8")
    assert grader.grade(Submission("x/double", folder / "mine 답.py", folder, device="cpu")).passed
