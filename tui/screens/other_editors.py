"""What other editors do to the learner's file while its exercise is open.

Nothing here overwrites what somebody else saved, or forgets what the learner typed, without having asked.
"""

from __future__ import annotations

import os
import threading
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.message import Message

from study.watching import watch
from study.workspace import Contents, WorkspaceError
from tui.language import spoken, tr
from tui.screens.choice import Choice, Question
from tui.screens.exercise_file import ExerciseFile

if TYPE_CHECKING:
    from study.course import Course, Exercise
    from study.workspace import Workspace

LOOK_EVERY: Final = 1.0


class OtherEditors(ExerciseFile):
    """A screen that notices each save of its file, from wherever it comes. A subclass grades in `grade`."""

    @dataclass
    class Noticed(Message):
        """The file has other contents than before; or noticing has ended, for the reason in `failure`."""

        failure: Exception | None = None

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(exercise)
        self._stop_watching = threading.Event()
        self._asking = False

    def grade(self) -> None:
        """Grade the file as it is on the disk."""
        raise NotImplementedError

    async def open_file(self) -> None:
        """Show the file, offer unsaved text of last time, begin to watch."""
        await super().open_file()
        changes = partial(self._watch, self.session.workspace, self.session.course)
        threading.Thread(target=copy_context().run, args=(changes,), name="watching", daemon=True).start()
        self.set_interval(LOOK_EVERY, self._look_for_removal)

    def close_file(self) -> None:
        """Stop watching; text that is not saved is kept for the next time."""
        self._stop_watching.set()
        super().close_file()

    def _watch(self, workspace: Workspace, course: Course) -> None:
        """In the thread: tell of each save of this file, until the screen is closed."""
        try:
            for changed in watch(workspace, course, self._stop_watching):
                if changed.id == self.exercise.id:
                    self.post_message(self.Noticed())
        except Exception as failure:
            self.post_message(self.Noticed(failure))

    @on(Noticed)
    def _noticed(self, event: Noticed) -> None:
        event.stop()
        if event.failure is not None:
            self.tell(tr("exercise.problem.watching", why=event.failure), severity="warning")
        else:
            self.look_at_file()

    @work(group="file")
    async def look_at_file(self) -> None:
        """Compare with the disk: reload and grade what another editor saved, or ask when both have changed."""
        async with self._touching:
            try:
                found = await self.tutor.writing.done(partial(self.session.workspace.load, self.exercise))
            except WorkspaceError as trouble:
                self._cannot_look(trouble)
                return
            if found.digest == self._digest and not self.pane.broken:
                return
            if self.pane.broken:
                self.show_fresh(found)
                self.grade()
            elif not self.unsaved or found.text == self.editor.text:
                self._take(found)
            else:
                self._ask_which(found, save=False)

    def _cannot_look(self, trouble: WorkspaceError) -> None:
        if self._look_for_removal():
            return
        if self.unsaved:
            self.tell(spoken(trouble.sentence), severity="error", timeout=10)
        else:
            self.show_trouble(trouble)
            self.grade()

    def _take(self, found: Contents) -> None:
        self._digest = found.digest
        if found.text != self.editor.text:
            self.editor.put(found.text)
            self.reloaded = True
        self.saved(found.text)
        self.grade()

    def _look_for_removal(self) -> bool:
        """Say it once when the file is no longer there; returns whether it is gone."""
        if os.path.lexists(self.session.workspace.file(self.exercise)):
            return False
        if not self._gone and not self.pane.broken:
            self._say_gone()
        return True

    def _say_gone(self) -> None:
        self._digest, self._gone = None, True
        self.tell(tr("exercise.file.gone", file=self.file_name), severity="warning", timeout=10)
        self.keep_draft()
        self.file_drawn()

    # --- both have changed

    def changed_outside(self, found: Contents | None) -> None:
        """Saving found another file than was loaded: let the learner choose; or none: say so."""
        if found is None:
            self._say_gone()
        else:
            self._ask_which(found, save=True)

    def _ask_which(self, found: Contents, *, save: bool) -> None:
        if not self._asking:
            self._asking = True
            question = self._conflict(found, sudden=not save)
            self.app.push_screen(Choice(question), partial(self._chosen, found, save))

    def _chosen(self, found: Contents, save: bool, answer: str | None) -> None:
        self._asking = False
        self._settle(found, save, answer)

    @work(group="file")
    async def _settle(self, found: Contents, save: bool, answer: str | None) -> None:
        """Do what the learner chose, or ask again when the disk has changed meanwhile."""
        async with self._touching:
            try:
                now = await self.tutor.writing.done(partial(self.session.workspace.load, self.exercise))
            except WorkspaceError:
                self.look_at_file()
                return
            if now.digest != found.digest and answer != "later":
                self._ask_which(now, save=save)
            elif answer == "theirs":
                self._take(now)
            elif answer == "mine":
                self._digest = now.digest
        if answer == "mine" and save and not self._asking and await self.save_file():
            self.grade()

    def _conflict(self, found: Contents, *, sudden: bool) -> Question:
        return Question(
            "exercise.conflict.title",
            "exercise.conflict.body",
            (
                ("mine", "exercise.conflict.mine"),
                ("theirs", "exercise.conflict.theirs"),
                ("later", "exercise.conflict.later"),
            ),
            safe="later",
            sudden=sudden,
            values={"file": self.file_name},
            texts=(found.text, self.editor.text),
            difference="exercise.conflict.difference",
        )
