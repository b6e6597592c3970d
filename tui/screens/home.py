"""Where a learner begins, and comes back to: the map of lessons, and one key to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from study.standing import Progress
from tui.keys import bound
from tui.language import spoken, tr
from tui.place import Going, Place, next_place
from tui.screens.tutor_screen import WIDE, TutorScreen
from tui.widgets.continue_button import ContinueButton
from tui.widgets.lesson_card import LessonCard
from tui.widgets.lesson_map import LessonMap
from tui.widgets.marks import exercise_title, numbered

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from study.course import Exercise, Lesson
    from tui.widgets.exercise_list import ExerciseList


class HomeScreen(TutorScreen[None]):
    """The map on one side, the lesson under its cursor on the other; *continue* first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("c", "continue", "home.continue"),
    ]

    DEFAULT_CSS = """
    HomeScreen #begin { height: auto; padding: 0 1; margin-top: 1; }
    HomeScreen #welcome { padding: 0 1 1 1; height: auto; }
    HomeScreen #course { height: 1fr; margin-top: 1; layout: vertical; }
    HomeScreen #map { height: auto; max-height: 60%; padding: 0 2; }
    HomeScreen #above { dock: top; height: auto; }
    HomeScreen #absent { color: $text-warning; height: auto; }
    HomeScreen #standing { color: $text-primary; text-style: bold; height: 1; }
    HomeScreen LessonCard { height: 1fr; border-top: solid $panel; }
    HomeScreen.-narrow LessonCard > #title { display: none; }
    HomeScreen.-wide #course { layout: horizontal; margin-top: 1; }
    HomeScreen.-wide #map { width: 52; height: 1fr; max-height: 100%; }
    HomeScreen.-wide #standing { height: 2; }
    HomeScreen.-wide LessonCard { border-top: none; border-left: solid $panel; padding: 0 3; height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._place: Place | None = None
        self._looked: Lesson | None = None
        self._progress = Progress()

    def trail(self) -> tuple[str, ...]:
        """The course's own title, where it has one."""
        title = spoken(self.session.course.title)
        return (title,) if title and title != tr("app.title") else ()

    def device_exercise(self) -> Exercise | None:
        """The exercise that comes next."""
        return self._place.exercise if self._place else None

    def body(self) -> ComposeResult:
        """Yield the beginning, the map and the lesson."""
        with Vertical(id="begin"):
            yield Static(id="welcome")
            yield ContinueButton(id="continue")
        with Horizontal(id="course"):
            with Vertical(id="map"):
                with Vertical(id="above"):
                    yield Static(id="standing")
                    yield Static(id="absent")
                yield LessonMap(self.session.course, self.session.strangers)
            yield LessonCard(self.session.course)

    def on_mount(self) -> None:
        """Put the keys on *continue*."""
        self.query_one("#continue", Button).focus()

    async def on_screen_resume(self) -> None:
        """Draw where the learner stands now."""
        if self._place is None:
            self._draw(self.tutor.writing.progress)
        progress = await self.tutor.writing.latest()
        if progress is not self._progress:
            self._draw(progress)

    def _draw(self, progress: Progress) -> None:
        self._progress = progress
        self._place = next_place(self.session.course, progress)
        self.query_one(LessonMap).show(progress, self._place.lesson)
        self._look(self._place.lesson)
        self._draw_beginning()

    def follow_course(self) -> None:
        """Draw the map anew."""
        self.query_one(LessonMap).course = self.query_one(LessonCard).course = self.session.course
        self._draw(self.tutor.writing.progress)

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        super().retranslate()
        self._draw_beginning()

    def on_resize(self, event: Resize) -> None:
        """Give the map more room on wide screens."""
        self.query_one(LessonMap).roomy = event.size.width >= WIDE

    def _draw_beginning(self) -> None:
        place = self._place
        if place is None:
            return
        exercises = self.session.course.exercises
        passed = sum(self._progress.passed(exercise.id) for exercise in exercises)
        self.query_one("#standing", Static).update(tr("home.standing", passed=passed, total=len(exercises)))
        absent = self.query_one("#absent", Static)
        absent.display = bool(self.session.absent)
        absent.update(Content("\n".join(tr("home.absent", name=one.name) for one in self.session.absent)))
        welcome = self.query_one("#welcome", Static)
        welcome.display = place.kind in (Going.START, Going.FINISHED)
        if welcome.display:
            welcome.update(tr(f"home.welcome.{place.kind}"))
        lesson = numbered(self.session.course, place.lesson)
        exercise = exercise_title(place.exercise) if place.exercise else ""
        page = place.page + 1
        words = tr(f"home.continue.{place.kind}", lesson=lesson, exercise=exercise, page=page)
        self.query_one("#continue", Button).label = Content(words)

    def _look(self, lesson: Lesson) -> None:
        self._looked = lesson
        self.query_one(LessonCard).show(lesson, self._progress)

    def on_lesson_map_looked(self, event: LessonMap.Looked) -> None:
        """Show the lesson under the cursor."""
        if event.lesson is not self._looked:
            self._look(event.lesson)

    def on_lesson_map_chosen(self, event: LessonMap.Chosen) -> None:
        """Open a lesson where the learner left it."""
        self.tutor.open_lesson(event.lesson)

    def on_exercise_list_chosen(self, event: ExerciseList.Chosen) -> None:
        """Open an exercise."""
        self.tutor.open_exercise(event.exercise)

    def on_button_pressed(self) -> None:
        """Go on."""
        self.action_continue()

    def action_continue(self) -> None:
        """Go to where the learner was."""
        if self._place is None:
            return
        self.tutor.open_place(self._place)
