"""Going on goes where the learner was, or to what comes next."""

import pytest

from study.standing import fold
from tui.place import Going, answers, last_page, next_place


@pytest.fixture
def log(session):
    return session.log


def place_after(course, log):
    return next_place(course, fold(log.events()))


def test_a_learner_without_events_begins_at_the_first_lesson(course, log):
    place = place_after(course, log)
    assert (place.kind, place.lesson.id, place.page) == (Going.START, "01_first", 0)


def test_a_reader_goes_on_at_their_page(course, log):
    log.append("visited", screen="lesson", lesson="02_second", page=1)
    place = place_after(course, log)
    assert (place.kind, place.lesson.id, place.page) == (Going.LESSON, "02_second", 1)


def test_an_exercise_that_has_not_passed_goes_on(course, log):
    log.append("visited", screen="exercise", lesson="01_first", exercise="01_first/add_up")
    assert place_after(course, log).exercise.id == "01_first/add_up"


def test_after_an_exercise_that_passed_comes_the_next_one(course, log):
    log.append("visited", screen="exercise", lesson="01_first", exercise="01_first/double")
    log.append("verdict", exercise="01_first/double", status="passed")
    assert place_after(course, log).exercise.id == "01_first/add_up"


def test_after_the_last_exercise_of_a_lesson_comes_the_next_lesson(course, log):
    for exercise in course.lessons[0].exercises:
        log.append("verdict", exercise=exercise.id, status="passed")
    place = place_after(course, log)
    assert (place.kind, place.lesson.id, place.exercise) == (Going.LESSON, "02_second", None)


def test_work_done_by_commands_alone_counts(course, log):
    log.append("verdict", exercise="01_first/double", status="passed")
    assert place_after(course, log).exercise.id == "01_first/add_up"


def test_when_all_has_passed_nothing_is_left(course, log):
    for exercise in course.exercises:
        log.append("verdict", exercise=exercise.id, status="passed")
    assert place_after(course, log).kind is Going.FINISHED


def test_a_place_that_is_gone_from_the_course_is_no_place(course, log):
    log.append("visited", screen="lesson", lesson="99_gone", page=3)
    assert place_after(course, log).kind is Going.START


def test_a_lesson_opens_where_it_was_left(course, log):
    first, second = course.lessons[:2]
    log.append("visited", screen="lesson", lesson=first.id, page=2)
    log.append("visited", screen="lesson", lesson=second.id, page=1)
    assert last_page(log.events(), first) == 2
    assert last_page(log.events(), course.lessons[2]) == 0


def test_the_latest_answer_counts_and_odd_ones_do_not(course, log):
    for answer in ([0], [1], "27", 27, None, ["a"]):
        question = "typed" if isinstance(answer, str) else "picked" if answer in ([0], [1]) else "odd"
        log.append("question_answered", lesson="01_first", question=question, right=False, answer=answer)
    assert answers(log.events(), course.lessons[0]) == {"picked": frozenset({1}), "typed": "27"}
