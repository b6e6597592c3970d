"""The learner's file while its exercise is open: loaded, saved, and drafted while it is not saved.

The disk is written and read in the thread of the app's writing. What is shown as saved is on the disk; what was typed
is in the file or in the draft soon after, and before the program ends.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from textual import on
from textual.message import Message
from textual.widgets import TextArea

from study.actions import open_exercise
from study.workspace import ChangedOnDisk, Contents, WorkspaceError
from tui.drafts import Draft, Drafts
from tui.language import spoken, tr
from tui.screens.choice import Choice, Question
from tui.screens.tutor_screen import TutorScreen
from tui.widgets.editor_pane import EditorPane

if TYPE_CHECKING:
    from textual.timer import Timer

    from study.course import Exercise
    from study.session import Session
    from tui.widgets.editor import CodeEditor

DRAFT_AFTER: Final = 0.5


class ExerciseFile(TutorScreen[None]):
    """A screen that holds one exercise's file in `pane`, which a subclass puts on the screen.

    A subclass may draw in `file_drawn`, which is called when anything about the file changed.
    """

    @dataclass
    class NotDrafted(Message):
        """Text that is not saved could not be kept beside the file either."""

        error: Exception

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self.exercise = exercise
        self.pane = EditorPane()
        self.reloaded = False
        self._digest: str | None = None
        self._gone = False
        self._discarded = False
        self._opened = asyncio.Event()
        """The file was read, or cannot be: nothing can be typed before, so that nothing typed is replaced."""
        self._touching = asyncio.Lock()
        """Saving and looking at the disk exclude each other: one's own save is never taken for another editor's."""
        self._draft_timer: Timer | None = None
        self._draft: deque[Draft] = deque(maxlen=1)
        """The newest draft that still has to be written."""

    # --- for the subclass

    def file_drawn(self) -> None:
        """Draw what depends on the file."""
        raise NotImplementedError

    def bring_editor(self) -> None:
        """Show the editor and give it the keys."""
        raise NotImplementedError

    def changed_outside(self, found: Contents | None) -> None:
        """Saving found another file than was loaded, or none."""
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
        return f"{self.exercise.path}.py"

    @property
    def unsaved(self) -> bool:
        """Whether the editor holds text that no file has."""
        return not self.pane.broken and (self.editor.modified or self._gone)

    # --- opening

    async def open_file(self) -> None:
        """Show the file, and offer unsaved text of last time."""
        self.editor.read_only = True
        contents = await self.show_from_disk()
        self.editor.read_only = False
        self._opened.set()
        if contents is not None:
            await self._offer_draft(contents)

    def close_file(self) -> None:
        """Text that is not saved is kept for the next time."""
        if not self._discarded:
            self.keep_draft()

    async def show_from_disk(self) -> Contents | None:
        """Show the file as it is on the disk, made from the stub when there is none; None when it cannot be shown."""
        earlier = self.session.workspace.comes_from(self.exercise)
        try:
            contents = await self.tutor.writing.act(_contents, self.exercise)
        except WorkspaceError as trouble:
            self.show_trouble(trouble)
            return None
        self.show_fresh(contents)
        if earlier is not None:
            name = earlier.relative_to(self.session.workspace.root)
            self.tell(tr("exercise.file.copied", earlier=name, file=self.file_name), timeout=10)
        return contents

    def show_trouble(self, trouble: WorkspaceError) -> None:
        """Say in the editor's place why the file cannot be shown."""
        self.pane.show_problem(f"{tr('exercise.file.unreadable')}\n\n{spoken(trouble.sentence)}")

    def show_fresh(self, contents: Contents) -> None:
        """Begin with what the file says."""
        self._digest, self._gone = contents.digest, False
        self.pane.show_problem("")
        self.editor.load(contents.text)
        self.file_drawn()

    # --- saving

    async def save_file(self) -> bool:
        """Write the text into the file; True when the file now says what the editor said when this was called."""
        await self._opened.wait()
        async with self._touching:
            if self.pane.broken or not self.unsaved:
                return not self.pane.broken
            text = self.editor.text
            save = partial(self.session.workspace.save, self.exercise, text, self._digest)
            try:
                self._digest = await self.tutor.writing.done(save)
            except ChangedOnDisk as change:
                self.changed_outside(change.found)
                return False
            except WorkspaceError as trouble:
                self.tell(spoken(trouble.sentence), severity="error", timeout=10)
                return False
            self.saved(text)
            return True

    def saved(self, text: str) -> None:
        """Take it that the file says `text` now; what was typed since is kept as a draft."""
        self._gone = False
        self.editor.mark_clean(text)
        self.forget_draft()
        self.keep_draft()
        self.file_drawn()

    def discard(self) -> None:
        """Give up the text that is not saved."""
        self._discarded = True
        self.forget_draft()

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
            self._draft_timer = self.set_timer(DRAFT_AFTER, self.keep_draft)

    def keep_draft(self) -> None:
        """Have written down what is not saved; what is saved needs no draft."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        if self.unsaved:
            self._draft.append(Draft(self.editor.text, self._digest))
            keep = partial(self._write_draft, self._drafts)
            self.tutor.writing.later(keep, lambda error: self.post_message(self.NotDrafted(error)))

    def forget_draft(self) -> None:
        """Have the draft removed."""
        self._draft.clear()
        self.tutor.writing.later(partial(self._drafts.forget, self.exercise))

    def _write_draft(self, drafts: Drafts) -> None:
        """In the thread of the writing: write the newest draft, unless that was done or is no longer wanted."""
        try:
            draft = self._draft.pop()
        except IndexError:
            return
        drafts.keep(self.exercise, draft)

    @on(NotDrafted)
    def _not_drafted(self, event: NotDrafted) -> None:
        why = event.error.strerror if isinstance(event.error, OSError) else None
        self.tell(tr("exercise.file.draft_failed", why=why or event.error), severity="warning")

    async def _offer_draft(self, contents: Contents) -> None:
        draft = await self.tutor.writing.done(partial(self._drafts.find, self.exercise))
        if draft is None or draft.text == contents.text:
            self.forget_draft()
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
                self.forget_draft()

        self.app.push_screen(Choice(question), answered)


def _contents(session: Session, exercise: Exercise) -> Contents:
    """Return what the learner's file says, made from the stub when there was none. Raises WorkspaceError."""
    open_exercise(session, exercise)
    return session.workspace.load(exercise)
