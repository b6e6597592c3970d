"""The exercises of a lesson with their state. Enter or a click opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from study.mark import Mark, exercise_mark
from study.standing import Progress
from tui.keys import bound
from tui.language import tr
from tui.widgets.marks import exercise_title, exercise_word, glyph

if TYPE_CHECKING:
    from textual.binding import BindingType

    from study.course import Exercise


class ExerciseList(OptionList):
    """`show` fills it; it posts `Chosen`."""

    DEFAULT_CSS = """
    ExerciseList { height: auto; max-height: 100%; border: none; padding: 0; background: transparent; }
    ExerciseList { text-wrap: nowrap; text-overflow: ellipsis; }
    ExerciseList:focus { border: none; }
    ExerciseList:focus > .option-list--option-highlighted { background: $primary-muted; color: $foreground; }
    ExerciseList:blur > .option-list--option-highlighted { background: transparent; color: $foreground; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [bound("enter", "select", "home.open")]

    class Chosen(Message):
        """The learner chose an exercise."""

        def __init__(self, exercise: Exercise) -> None:
            super().__init__()
            self.exercise = exercise

    def __init__(self, exercises: tuple[Exercise, ...] = (), progress: Progress | None = None) -> None:
        super().__init__()
        self._exercises = exercises
        self._progress = progress or Progress()

    def on_mount(self) -> None:
        """Draw what was given at the start."""
        self.retranslate()

    def show(self, exercises: tuple[Exercise, ...], progress: Progress) -> None:
        """Show these exercises."""
        self._exercises = exercises
        self._progress = progress
        self.retranslate()

    def retranslate(self) -> None:
        """Draw every line again; the cursor stays, or goes to the first exercise that has not passed."""
        kept = self.highlighted
        same = [option.id for option in self.options] == [exercise.id for exercise in self._exercises]
        self.clear_options()
        width = max((Content(exercise_title(exercise)).cell_length for exercise in self._exercises), default=0)
        self.add_options(Option(self._row(exercise, width), id=exercise.id) for exercise in self._exercises)
        if self._exercises:
            self.highlighted = kept if same and kept is not None else self._first_open()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which exercise was chosen."""
        event.stop()
        self.post_message(self.Chosen(self._exercises[event.option_index]))

    def _first_open(self) -> int:
        marks = [self._mark(exercise) for exercise in self._exercises]
        return next((index for index, mark in enumerate(marks) if mark is not Mark.DONE), 0)

    def _mark(self, exercise: Exercise) -> Mark:
        return exercise_mark(self._progress.exercise(exercise.id))

    def _row(self, exercise: Exercise, width: int) -> Content:
        mark = self._mark(exercise)
        tries = self._progress.exercise(exercise.id).attempts
        words = tr("home.exercise.try") if tries == 1 else tr("home.exercise.tries", count=tries)
        counted = f" · {words}" if tries else ""
        title = Content(exercise_title(exercise))
        gap = " " * (width - title.cell_length + 2)
        return Content.assemble(glyph(mark), " ", title, gap, exercise_word(mark), (counted, "$foreground-muted"))
