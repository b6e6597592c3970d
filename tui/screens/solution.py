"""The learner's answer and the solution, to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Vertical
from textual.widgets import Static

from tui.keys import bound
from tui.language import tr
from tui.screens.tutor_screen import TutorScreen
from tui.widgets.editor import CodeEditor
from tui.widgets.marks import exercise_title, numbered

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from study.course import Exercise


class SolutionScreen(TutorScreen[None]):
    """Both texts, read-only: beside each other where there is room, else one above the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("f6,tab,shift+tab", "other_side", "exercise.other_side"),
        bound("escape,f9", "back", "exercise.close"),
    ]

    DEFAULT_CSS = """
    SolutionScreen > Container { height: 1fr; layout: vertical; }
    SolutionScreen.-wide > Container { layout: horizontal; }
    SolutionScreen .side { width: 1fr; height: 1fr; border: round $panel; border-title-color: $text-muted; }
    SolutionScreen .side:focus-within { border: round $accent; border-title-color: $text-accent; }
    SolutionScreen > Static { height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, exercise: Exercise, mine: str, reference: str) -> None:
        super().__init__()
        self.exercise = exercise
        self._texts = {"mine": mine, "reference": reference}

    def trail(self) -> tuple[str, ...]:
        """The lesson, the exercise, and that this is the solution."""
        lesson = self.session.course.lesson(self.exercise.lesson)
        return (
            numbered(self.session.course, lesson),
            exercise_title(self.exercise),
            tr("exercise.solution.title"),
        )

    def device_exercise(self) -> Exercise | None:
        """The one that is compared."""
        return self.exercise

    def body(self) -> ComposeResult:
        """Yield both sides and a word about them."""
        with Container():
            for side, text in self._texts.items():
                with Vertical(id=side, classes="side"):
                    yield CodeEditor(text, read_only=True)
        yield Static(id="word")

    def on_mount(self) -> None:
        """Write the words; the keys go to the solution."""
        self.retranslate()
        self.query_one("#reference CodeEditor").focus()
        self.follow_device()

    def retranslate(self) -> None:
        """Write the words in the language now spoken."""
        super().retranslate()
        for side in self._texts:
            self.query_one(f"#{side}").border_title = tr(f"exercise.solution.{side}")
        self.query_one("#word", Static).update(tr("exercise.solution.read_only"))

    def action_other_side(self) -> None:
        """Give the keys to the other text."""
        self.focus_next("CodeEditor")

    def action_back(self) -> None:
        """Go back to the exercise."""
        self.app.pop_screen()
