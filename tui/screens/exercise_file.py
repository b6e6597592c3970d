"""The learner's file while its exercise is open: loaded, saved, drafted, and watched for other editors.

Nothing here overwrites what somebody else saved, or forgets what the learner typed, without having asked.
"""

from __future__ import annotations

import os
import threading
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from textual import on
from textual.message import Message
from textual.widgets import TextArea

from study.actions import open_exercise
from study.watching import watch
from study.workspace import ChangedOnDisk, Contents, WorkspaceError
from tui.drafts import Draft, Drafts
from tui.language import spoken, tr
from tui.screens.choice import Choice, Question
from tui.screens.tutor_screen import TutorScreen
from tui.widgets.editor_pane import EditorPane

if TYPE_CHECKING:
    from textual.timer import Timer

    from study.course import Course, Exercise
    from study.workspace import Workspace
    from tui.widgets.editor import CodeEditor

DRAFT_AFTER: Final = 0.5
LOOK_EVERY: Final = 1.0


class ExerciseFile(TutorScreen[None]):
    """A screen that holds one exercise's file in `pane`, which a subclass puts on the screen.

    A subclass grades in `grade`, and may draw in `file_drawn`, which is called when anything about the file changed.
    """

    @dataclass
    class Noticed(Message):
        """The file has other contents than before; or noticing has ended, for the reason in `failure`."""

        failure: Exception | None = None

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self.exercise = exercise
        self.pane = EditorPane()
        self._digest: str | None = None
        self._draft_timer: Timer | None = None
        self._stop_watching = threading.Event()
        self._gone = False
        self._asking = False
        self._discarded = False
        self.reloaded = False

    # --- for the subclass

    def grade(self) -> None:
        """Grade the file as it is on the disk."""
        raise NotImplementedError

    def file_drawn(self) -> None:
        """Draw what depends on the file."""
        raise NotImplementedError

    def bring_editor(self) -> None:
        """Show the editor and give it the keys."""
        raise NotImplementedError

    def tell(
        self, words: str, *, severity: Literal["information", "warning", "error"] = "information", timeout: float = 6
    ) -> None:
        """Say something in a corner for some seconds; brackets in it are brackets."""
        self.notify(words, severity=severity, timeout=timeout, markup=False)

    @property
    def editor(self) -> CodeEditor:
        """The editor."""
        return self.pane.editor

    @property
    def file_name(self) -> str:
        """The file as the learner knows it, such as ``02_autograd/grad_of.py``."""
        return f"{self.exercise.lesson}/{self.exercise.name}.py"

    @property
    def unsaved(self) -> bool:
        """Whether the editor holds text that no file has."""
        return not self.pane.broken and (self.editor.modified or self._gone)

    # --- opening

    def open_file(self) -> None:
        """Show the file, offer unsaved text of last time, begin to watch."""
        contents = self.show_from_disk()
        if contents is not None:
            self._offer_draft(contents)
        changes = partial(self._watch, self.session.workspace, self.session.course)
        threading.Thread(target=copy_context().run, args=(changes,), name="watching", daemon=True).start()
        self.set_interval(LOOK_EVERY, self._look_for_removal)

    def close_file(self) -> None:
        """Stop watching; text that is not saved is kept for the next time."""
        self._stop_watching.set()
        if not self._discarded:
            self._keep_draft()

    def show_from_disk(self) -> Contents | None:
        """Show the file as it is on the disk, made from the stub when there is none; None when it cannot be shown."""
        try:
            open_exercise(self.session, self.exercise)
            contents = self.session.workspace.load(self.exercise)
        except WorkspaceError as trouble:
            self._show_trouble(trouble)
            return None
        self._show_fresh(contents)
        return contents

    def _show_trouble(self, trouble: WorkspaceError) -> None:
        self.pane.show_problem(f"{tr('exercise.file.unreadable')}\n\n{spoken(trouble.sentence)}")

    def _show_fresh(self, contents: Contents) -> None:
        self._digest, self._gone = contents.digest, False
        self.pane.show_problem("")
        self.editor.load(contents.text)
        self.file_drawn()

    # --- saving

    def save_file(self) -> bool:
        """Write the text into the file; True when the file now says what the editor says."""
        if self.pane.broken or not self.unsaved:
            return not self.pane.broken
        try:
            self._digest = self.session.workspace.save(self.exercise, self.editor.text, self._digest)
        except ChangedOnDisk as change:
            if change.found is None:
                self._say_gone()
            else:
                self._ask_which(change.found, save=True)
            return False
        except WorkspaceError as trouble:
            self.tell(spoken(trouble.sentence), severity="error", timeout=10)
            return False
        self._gone = False
        self.editor.mark_clean()
        self._drafts.forget(self.exercise)
        self.file_drawn()
        return True

    def discard(self) -> None:
        """Give up the text that is not saved."""
        self._discarded = True
        self._drafts.forget(self.exercise)

    # --- other editors

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

    def look_at_file(self) -> None:
        """Compare with the disk: reload and grade what another editor saved, or ask when both have changed."""
        try:
            found = self.session.workspace.load(self.exercise)
        except WorkspaceError as trouble:
            if self._look_for_removal():
                return
            if self.unsaved:
                self.tell(spoken(trouble.sentence), severity="error", timeout=10)
            else:
                self._show_trouble(trouble)
                self.grade()
            return
        if found.digest == self._digest and not self.pane.broken:
            return
        if self.pane.broken:
            self._show_fresh(found)
            self.grade()
        elif not self.unsaved or found.text == self.editor.text:
            self._take(found)
        else:
            self._ask_which(found, save=False)

    def _take(self, found: Contents) -> None:
        self._digest, self._gone = found.digest, False
        if found.text != self.editor.text:
            self.editor.take(found.text)
            self.reloaded = True
        self.editor.mark_clean()
        self._drafts.forget(self.exercise)
        self.file_drawn()
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
        self._keep_draft()
        self.file_drawn()

    def _ask_which(self, found: Contents, *, save: bool) -> None:
        """Both were edited: let the learner choose."""
        if not self._asking:
            self._asking = True
            question = self._conflict(found, sudden=not save)
            self.app.push_screen(Choice(question), partial(self._chosen, found, save))

    def _chosen(self, found: Contents, save: bool, answer: str | None) -> None:
        """Do what the learner chose, or ask again when the disk has changed meanwhile."""
        self._asking = False
        try:
            now = self.session.workspace.load(self.exercise)
        except WorkspaceError:
            self.look_at_file()
            return
        if now.digest != found.digest and answer != "later":
            self._ask_which(now, save=save)
        elif answer == "theirs":
            self._take(now)
        elif answer == "mine":
            self._digest = now.digest
            if save and self.save_file():
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

    # --- drafts

    @property
    def _drafts(self) -> Drafts:
        return Drafts(self.session.workspace.root)

    @on(TextArea.Changed, "CodeEditor")
    def _typed(self) -> None:
        if self.editor.modified:
            self.reloaded = False
        self.file_drawn()
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self._keep_draft)

    def _keep_draft(self) -> None:
        """Write down what is not saved; what is saved needs no draft."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        if not self.unsaved:
            return
        try:
            self._drafts.keep(self.exercise, Draft(self.editor.text, self._digest))
        except OSError as error:
            self.tell(tr("exercise.file.draft_failed", why=error.strerror or error), severity="warning")

    def _offer_draft(self, contents: Contents) -> None:
        draft = self._drafts.find(self.exercise)
        if draft is None or draft.text == contents.text:
            self._drafts.forget(self.exercise)
            return
        question = Question(
            "exercise.draft.title",
            "exercise.draft.body" if draft.digest == contents.digest else "exercise.draft.body_changed",
            (("restore", "exercise.draft.restore"), ("discard", "exercise.draft.discard")),
            safe="restore",
            values={"file": self.file_name},
            texts=(contents.text, draft.text),
            difference="exercise.draft.difference",
        )

        def answered(answer: str | None) -> None:
            if answer == "restore":
                self.editor.put(draft.text)
                self.bring_editor()
            else:
                self._drafts.forget(self.exercise)

        self.app.push_screen(Choice(question), answered)
