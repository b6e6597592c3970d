"""The ways out of an exercise: another editor, the solution, a fresh start, the next exercise, back."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from study.actions import reset_exercise, reveal_solution
from study.exercise_text import HINTS
from study.workspace import WorkspaceError
from tui.external_editor import ExternalEditor, NoEditorError, chosen_editor
from tui.gradings import Gradings
from tui.language import spoken, tr
from tui.screens.choice import Choice, Question
from tui.screens.other_editors import OtherEditors
from tui.screens.solution import SolutionScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from study.course import Exercise


class ExerciseSteps(OtherEditors):
    """A screen that can be left in these ways; each asks before anything is lost."""

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(exercise)
        self._gradings: Gradings | None = None

    @property
    def gradings(self) -> Gradings:
        """The gradings of this exercise."""
        if self._gradings is None:
            self._gradings = Gradings(self, self.session.judge, self.exercise)
        return self._gradings

    def clear_result(self) -> None:
        """Forget the result."""
        raise NotImplementedError

    # --- leaving

    def action_leave(self) -> None:
        """Go back; text that is not saved is asked about."""
        self._leave_then(self._go_back)

    def action_next_exercise(self) -> None:
        """Go to the next exercise, or back when this was the last one; unsaved text is asked about."""
        self._leave_then(self._go_on)

    def _go_back(self) -> None:
        self.app.pop_screen()

    def _go_on(self) -> None:
        following = self.next_one()
        if following is None:
            self.tell(tr("exercise.problem.last_exercise"))
            self.app.pop_screen()
        else:
            self.tutor.open_exercise(following)

    def next_one(self) -> Exercise | None:
        """Return the exercise after this one in the same lesson, or None."""
        exercises = self.session.course.lesson(self.exercise.lesson).exercises
        place = [exercise.id for exercise in exercises].index(self.exercise.id) + 1
        return exercises[place] if place < len(exercises) else None

    def _leave_then(self, go: Callable[[], None]) -> None:
        if not self.unsaved:
            go()
            return

        def answered(answer: str | None) -> None:
            if answer == "discard":
                self.discard()
                go()
            elif answer == "save":
                self._save_then(go)

        question = Question(
            "exercise.leave.title",
            "exercise.leave.body",
            (
                ("save", "exercise.leave.save"),
                ("discard", "exercise.leave.discard"),
                ("stay", "exercise.leave.stay"),
            ),
            safe="stay",
            values={"file": self.file_name},
        )
        self.app.push_screen(Choice(question), answered)

    @work(group="file")
    async def _save_then(self, go: Callable[[], None]) -> None:
        if await self.save_file():
            go()

    # --- a fresh start

    def action_reset(self) -> None:
        """Begin again with the stub, after a question."""
        question = Question(
            "exercise.reset.title",
            "exercise.reset.body",
            (("no", "exercise.reset.no"), ("yes", "exercise.reset.yes")),
            safe="no",
        )
        self.app.push_screen(Choice(question), self._reset)

    def _reset(self, answer: str | None) -> None:
        if answer == "yes":
            self._begin_again()

    @work(group="file")
    async def _begin_again(self) -> None:
        if self.unsaved and not await self.save_file():
            return
        try:
            kept = await self.tutor.writing.act(reset_exercise, self.exercise)
        except WorkspaceError as trouble:
            self.tell(spoken(trouble.sentence), severity="error", timeout=10)
            return
        await self.show_from_disk()
        self.clear_result()
        if kept is None:
            self.tell(tr("exercise.file.reset_nothing"))
        else:
            self.tell(tr("exercise.file.reset_done", kept=f"{self.exercise.lesson}/{kept.name}"), timeout=8)

    @work(group="file")
    async def follow_stub(self, write: Callable[[], bool]) -> None:
        """Show the new stub, if `write` finds nothing of the learner in the file and puts it there.

        What is not saved is asked about as after every change outside.
        """
        async with self._touching:
            if await self.tutor.writing.done(write) and not self.unsaved:
                await self.show_from_disk()
                self.clear_result()

    # --- the solution

    def action_solution(self) -> None:
        """Show the solution beside one's own; before passing, only after a question that is noted."""
        if self.tutor.writing.progress.passed(self.exercise.id):
            self._reveal("yes")
        else:
            self.app.push_screen(Choice(self._too_early()), self._reveal)

    def _reveal(self, answer: str | None) -> None:
        if answer == "yes":
            self._show_solution()

    @work(group="file")
    async def _show_solution(self) -> None:
        try:
            source = await self.tutor.writing.act(partial(reveal_solution, anyway=True), self.exercise)
        except OSError as error:
            self.tell(tr("exercise.solution.unreadable", why=error.strerror or error), severity="error")
            return
        self.app.push_screen(SolutionScreen(self.exercise, self.editor.text, source))

    def _too_early(self) -> Question:
        left = HINTS - self.tutor.writing.progress.exercise(self.exercise.id).hints
        return Question(
            "exercise.reveal.title",
            "exercise.reveal.body" if left > 0 else "exercise.reveal.body_hints_used",
            (("no", "exercise.reveal.no"), ("yes", "exercise.reveal.yes")),
            safe="no",
            values={"left": left, "total": HINTS},
        )

    # --- another editor

    def action_external(self) -> None:
        """Open the file in the editor that VISUAL or EDITOR names."""
        self._edit_elsewhere()

    @work(group="file")
    async def _edit_elsewhere(self) -> None:
        if self.unsaved and not await self.save_file():
            return
        try:
            chosen = chosen_editor()
        except NoEditorError as trouble:
            key = "exercise.external.unreadable" if trouble.value else "exercise.external.none"
            self.tell(tr(key, name=trouble.name, value=trouble.value), severity="warning", timeout=12)
            return
        try:
            self._hand_over(chosen)
        except OSError as error:
            words = tr("exercise.external.missing", command=chosen.name, why=error.strerror, name=chosen.variable)
            self.tell(words, severity="error", timeout=12)
        self.look_at_file()

    def _hand_over(self, chosen: ExternalEditor) -> None:
        file = self.session.workspace.file(self.exercise)
        # Textual takes NO_COLOR out of the environment for itself.
        environment = {**os.environ, **({"NO_COLOR": "1"} if self.app.no_color else {})}
        if chosen.has_window:
            chosen.launch(file, environment)
            self.tell(tr("exercise.external.opened", file=self.file_name, command=chosen.name), timeout=8)
            return
        try:
            with self.app.suspend():
                code = chosen.run(file, environment)
        except SuspendNotSupported:
            self.tell(tr("exercise.external.no_suspend", command=chosen.name, file=file), timeout=20)
            return
        self.refresh()
        if code:
            self.tell(tr("exercise.external.failed", command=chosen.name, code=code), severity="warning")
