"""Fold progress events into what a learner has done. Pure: no files, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from study.event import Event, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from study.course import Course, Exercise, Lesson

_NO_ATTEMPTS: Final = ("", "unavailable", "not_started")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands in one exercise.

    opened_at: when it was first opened, or None.
    attempts: verdicts so far, unavailable ones not counted. The same contents judged again, here or by a program
    beside this one, are no other attempt.
    passed_at: when it first passed, or None. It never goes back to None.
    hints: how many were shown. last_status, last_mistake: of the latest attempt, or empty.
    solution_seen: the solution was shown; solution_early: that was before it had passed.
    resets: how often it was begun again. judged: digests of the contents that were judged.
    """

    opened_at: datetime | None = None
    attempts: int = 0
    passed_at: datetime | None = None
    hints: int = 0
    last_status: str = ""
    last_mistake: str = ""
    solution_seen: bool = False
    solution_early: bool = False
    resets: int = 0
    judged: frozenset[str] = frozenset()

    @property
    def passed(self) -> bool:
        """Whether it has ever passed."""
        return self.passed_at is not None

    @property
    def started(self) -> bool:
        """Whether it was opened or tried."""
        return self.opened_at is not None or self.attempts > 0


@dataclass(frozen=True, slots=True)
class AnswerStanding:
    """Where a learner stands in one question. right: ever answered right; last_right: the latest answer was."""

    attempts: int = 0
    right: bool = False
    last_right: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """A place in the tutorial. screen: home, lesson or exercise; page counts from 0."""

    screen: str
    lesson: str = ""
    exercise: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class LessonStanding:
    """Where a learner stands in one lesson.

    done: all its exercises have passed; for a lesson without exercises, all its questions were answered right.
    """

    passed: int
    total: int
    questions_right: int
    questions_total: int
    started: bool
    done: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """All that a learner has done.

    exercises: by exercise id. questions: by ``lesson id/question id``, such as ``02_autograd/Q02-1``.
    pages: numbers of the pages that were read, from 0, by lesson id.
    last_visit: where the learner was last. last_exercise: id of the exercise they last did something in, or empty.
    """

    exercises: Mapping[str, Standing] = field(default_factory=dict)
    questions: Mapping[str, AnswerStanding] = field(default_factory=dict)
    pages: Mapping[str, frozenset[int]] = field(default_factory=dict)
    last_visit: Visit | None = None
    last_exercise: str = ""

    def exercise(self, exercise_id: str) -> Standing:
        """Return the standing of an exercise, also of one that was never opened."""
        return self.exercises.get(exercise_id, Standing())

    def question(self, lesson_id: str, question_id: str) -> AnswerStanding:
        """Return the standing of a question, also of one that was never answered."""
        return self.questions.get(f"{lesson_id}/{question_id}", AnswerStanding())

    def passed(self, exercise_id: str) -> bool:
        """Whether an exercise has ever passed."""
        return self.exercise(exercise_id).passed


def fold(events: Iterable[Event], ids_before: Mapping[str, str] = MappingProxyType({})) -> Progress:
    """Return what the events amount to. Order and duplicates do not matter.

    ids_before: ids that lessons and exercises had before, each with the one that its events count for.
    Kinds that are not known and data that makes no sense count for nothing.
    """
    unique: dict[tuple[str, str, int], Event] = {}
    for event in sorted(events, key=lambda event: event.order):
        unique.setdefault(event.identity, event)
    exercises: dict[str, Standing] = {}
    questions: dict[str, AnswerStanding] = {}
    pages: dict[str, frozenset[int]] = {}
    visit: Visit | None = None
    last_exercise = ""
    for event in unique.values():
        exercise, lesson, question = event.text("exercise"), event.text("lesson"), event.text("question")
        exercise, lesson = ids_before.get(exercise, exercise), ids_before.get(lesson, lesson)
        if event.kind in _STEPS and exercise:
            exercises[exercise] = _STEPS[event.kind](exercises.get(exercise, Standing()), event)
            last_exercise = exercise
        elif event.kind == Kind.QUESTION_ANSWERED and lesson and question:
            key = f"{lesson}/{question}"
            questions[key] = _answered(questions.get(key, AnswerStanding()), event)
        elif event.kind == Kind.PAGE_READ and lesson and (page := event.number("page")) is not None:
            pages[lesson] = pages.get(lesson, frozenset()) | {page}
        elif event.kind == Kind.VISITED and event.text("screen"):
            visit = Visit(event.text("screen"), lesson, exercise, event.number("page") or 0)
    return Progress(exercises, questions, pages, visit, last_exercise)


def lesson_progress(progress: Progress, lesson: Lesson) -> LessonStanding:
    """Return where a learner stands in a lesson."""
    standings = [progress.exercise(exercise.id) for exercise in lesson.exercises]
    answers = [progress.question(lesson.id, question) for question in lesson.questions]
    passed = sum(standing.passed for standing in standings)
    right = sum(answer.right for answer in answers)
    started = (
        lesson.id in progress.pages
        or any(standing.started for standing in standings)
        or any(answer.attempts for answer in answers)
    )
    done = passed == len(standings) if standings else bool(answers) and right == len(answers)
    return LessonStanding(passed, len(standings), right, len(answers), started, done)


def next_exercise(course: Course, progress: Progress) -> Exercise | None:
    """Return the exercise to go on with: the latest one until it has passed, then the next one that has not.

    After the last exercise the search begins again at the first. None when all have passed.
    """
    exercises = course.exercises
    ids = [exercise.id for exercise in exercises]
    start = ids.index(progress.last_exercise) if progress.last_exercise in ids else 0
    ahead = (*exercises[start:], *exercises[:start])
    return next((exercise for exercise in ahead if not progress.passed(exercise.id)), None)


def _opened(standing: Standing, event: Event) -> Standing:
    return standing if standing.opened_at else replace(standing, opened_at=event.time)


def _judged(standing: Standing, event: Event) -> Standing:
    status = event.text("status")
    if status in _NO_ATTEMPTS:
        return standing
    digest = event.text("digest")  # empty for a file that could not be read
    return replace(
        standing,
        attempts=standing.attempts + (digest not in standing.judged),
        judged=standing.judged | {digest} if digest else standing.judged,
        passed_at=standing.passed_at or (event.time if status == "passed" else None),
        last_status=status,
        last_mistake=event.text("mistake"),
    )


def _hinted(standing: Standing, event: Event) -> Standing:
    return replace(standing, hints=max(standing.hints, event.number("number") or 0))


def _shown(standing: Standing, event: Event) -> Standing:
    early = standing.solution_early or event.kind == Kind.SOLUTION_REVEALED_EARLY
    return replace(standing, solution_seen=True, solution_early=early)


def _reset(standing: Standing, _event: Event) -> Standing:
    return replace(standing, resets=standing.resets + 1)


def _answered(answer: AnswerStanding, event: Event) -> AnswerStanding:
    right = event.data.get("right") is True
    return AnswerStanding(answer.attempts + 1, answer.right or right, right)


_STEPS: Final[Mapping[str, Callable[[Standing, Event], Standing]]] = {
    Kind.EXERCISE_OPENED: _opened,
    Kind.VERDICT: _judged,
    Kind.HINT_SHOWN: _hinted,
    Kind.SOLUTION_SHOWN: _shown,
    Kind.SOLUTION_REVEALED_EARLY: _shown,
    Kind.RESET: _reset,
}
