import random
from datetime import UTC, datetime, timedelta

import pytest

from study.event import Event, Kind
from study.standing import AnswerStanding, Progress, Standing, Visit, fold, lesson_progress, next_exercise

START = datetime(2025, 1, 1, tzinfo=UTC)
A = "01_first/alpha"


def at(minute):
    return START + timedelta(minutes=minute)


def events(*what):
    """Events a minute apart, each given as (kind, data)."""
    return [Event("me", "here", seq, at(seq), kind, data) for seq, (kind, data) in enumerate(what)]


def verdict(status, exercise=A, **more):
    return (Kind.VERDICT, {"exercise": exercise, "status": status, **more})


def test_nothing_done_is_nothing():
    assert fold([]) == Progress()
    assert fold([]).exercise(A) == Standing()
    assert fold([]).question("01_first", "Q1") == AnswerStanding()


def test_attempts_are_counted_and_the_last_one_is_remembered():
    standing = fold(events(verdict("failed", mistake="grad.accumulates"), verdict("timeout"))).exercise(A)
    assert (standing.attempts, standing.last_status, standing.last_mistake) == (2, "timeout", "")
    assert not standing.passed


def test_one_save_that_two_programs_judge_is_one_attempt():
    both = events(verdict("failed", digest="a"), verdict("failed", digest="a"), verdict("failed", digest="b"))
    assert fold(both).exercise(A).attempts == 2
    beside = [Event("me", "elsewhere", event.seq, event.time, event.kind, event.data) for event in both]
    assert fold([*both, *beside]).exercise(A).attempts == 2


def test_what_could_not_be_read_is_an_attempt_each_time():
    assert fold(events(verdict("invalid", digest=""), verdict("invalid", digest=""))).exercise(A).attempts == 2


def test_the_same_contents_may_pass_later():
    standing = fold(events(verdict("timeout", digest="a"), verdict("passed", digest="a"))).exercise(A)
    assert (standing.attempts, standing.passed_at, standing.last_status) == (1, at(1), "passed")


def test_what_is_unavailable_is_no_attempt():
    assert fold(events(verdict("unavailable"))).exercise(A).attempts == 0


def test_what_has_passed_stays_passed_since_the_first_time():
    standing = fold(
        events(
            verdict("failed"), verdict("passed"), verdict("passed"), verdict("failed"), (Kind.RESET, {"exercise": A})
        )
    ).exercise(A)
    assert standing.passed_at == at(1)
    assert (standing.attempts, standing.last_status, standing.resets) == (4, "failed", 1)


def test_hints_are_as_many_as_the_highest_that_was_shown():
    shown = [(Kind.HINT_SHOWN, {"exercise": A, "number": number}) for number in (1, 2, 2, 1)]
    assert fold(events(*shown)).exercise(A).hints == 2


def test_a_solution_seen_early_is_told_apart():
    late = fold(events((Kind.SOLUTION_SHOWN, {"exercise": A}))).exercise(A)
    early = fold(events((Kind.SOLUTION_REVEALED_EARLY, {"exercise": A}), (Kind.SOLUTION_SHOWN, {"exercise": A})))
    assert (late.solution_seen, late.solution_early) == (True, False)
    assert (early.exercise(A).solution_seen, early.exercise(A).solution_early) == (True, True)


def test_an_answer_that_was_once_right_stays_right():
    answers = [
        (Kind.QUESTION_ANSWERED, {"lesson": "01_first", "question": "Q1", "right": right})
        for right in (False, True, False)
    ]
    assert fold(events(*answers)).questions == {"01_first/Q1": AnswerStanding(3, right=True, last_right=False)}


def test_the_last_visit_and_the_pages_read_are_known():
    progress = fold(
        events(
            (Kind.VISITED, {"screen": "lesson", "lesson": "01_first", "exercise": "", "page": 2}),
            (Kind.VISITED, {"screen": "exercise", "lesson": "01_first", "exercise": A, "page": 0}),
            (Kind.PAGE_READ, {"lesson": "01_first", "page": 0}),
            (Kind.PAGE_READ, {"lesson": "01_first", "page": 2}),
        )
    )
    assert progress.last_visit == Visit("exercise", "01_first", A, 0)
    assert progress.pages == {"01_first": frozenset({0, 2})}


def test_order_and_duplicates_do_not_matter():
    draw = random.Random(1)
    done = []
    for seq in range(200):
        kind = draw.choice([*Kind, "danced"])
        data = {
            "exercise": draw.choice([A, "01_first/beta"]),
            "status": draw.choice(["passed", "failed", "crashed"]),
            "lesson": draw.choice(["01_first", "02_second"]),
            "question": draw.choice(["Q1", "Q2"]),
            "right": draw.random() < 0.5,
            "number": draw.randrange(4),
            "page": draw.randrange(5),
            "screen": draw.choice(["home", "lesson"]),
        }
        # Several events of one moment, from two devices.
        done.append(Event("me", draw.choice("xy"), seq, at(seq // 7), kind, data))
    expected = fold(done)
    assert expected.exercises
    for _ in range(20):
        mixed = [*done, *draw.choices(done, k=50)]
        draw.shuffle(mixed)
        assert fold(mixed) == expected


@pytest.mark.parametrize("value", [None, 3, [], {}, True, ""])
def test_odd_data_counts_for_nothing(value):
    odd = [
        (kind, {"exercise": value, "lesson": value, "question": value, "page": "x", "screen": value}) for kind in Kind
    ]
    assert fold(events(*odd)) == Progress()


def test_odd_details_do_not_hide_an_event():
    shown = (Kind.HINT_SHOWN, {"exercise": A, "number": "two"})
    assert fold(events(shown, verdict(None))).exercise(A) == Standing()


def test_a_lesson_is_started_by_reading_and_done_when_all_has_passed(course):
    lesson = course.lesson("01_first")
    assert not lesson_progress(fold([]), lesson).started
    read = fold(events((Kind.PAGE_READ, {"lesson": "01_first", "page": 0})))
    assert lesson_progress(read, lesson).started
    half = lesson_progress(fold(events(verdict("passed"))), lesson)
    assert (half.passed, half.total, half.done) == (1, 2, False)
    whole = fold(events(verdict("passed"), verdict("passed", "01_first/beta")))
    assert lesson_progress(whole, lesson).done
    assert not lesson_progress(whole, course.lesson("02_second")).started


def test_a_lesson_without_exercises_is_done_when_its_questions_are(folder):
    folder.lesson("01_first", text='# T\n\n```question\nid = "Q1"\n```\n')
    course = folder.open()
    lesson = course.lesson("01_first")
    answered = fold(events((Kind.QUESTION_ANSWERED, {"lesson": "01_first", "question": "Q1", "right": True})))
    standing = lesson_progress(answered, lesson)
    assert (standing.questions_right, standing.questions_total, standing.done) == (1, 1, True)
    assert not lesson_progress(fold([]), lesson).done


def test_a_new_learner_goes_on_with_the_first_exercise(course):
    assert next_exercise(course, fold([])).id == A


def test_a_learner_stays_with_an_exercise_until_it_has_passed(course):
    tried = fold(events(verdict("failed", "02_second/alphabet")))
    assert next_exercise(course, tried).id == "02_second/alphabet"
    passed = fold(events(verdict("passed", "02_second/alphabet")))
    assert next_exercise(course, passed).id == "02_second/gamma"


def test_after_the_last_exercise_what_was_left_out_comes_next(course):
    assert next_exercise(course, fold(events(verdict("passed", "02_second/gamma")))).id == A


def test_when_all_has_passed_there_is_no_next_exercise(course):
    done = fold(events(*(verdict("passed", exercise.id) for exercise in course.exercises)))
    assert next_exercise(course, done) is None


def test_an_exercise_that_left_the_course_does_not_lose_the_way(course):
    assert next_exercise(course, fold(events(verdict("failed", "00_old/gone")))).id == A
