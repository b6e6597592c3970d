"""Work on an exercise: the task, the editor and the result, beside each other where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.content import Content

from study.actions import shown_hints, take_hint, visit
from study.course import CourseError
from study.exercise_text import HINTS, ExerciseText, read_exercise
from study.explaining import page_for_verdict
from study.standing import Visit
from tui.gradings import PAUSE, Gradings
from tui.keys import bound
from tui.language import language, spoken, tr
from tui.recall import recall
from tui.run import Phase
from tui.screens.exercise_steps import ExerciseSteps
from tui.screens.tutor_screen import WIDE
from tui.widgets.evidence import CodeLine
from tui.widgets.marks import exercise_title, numbered
from tui.widgets.pane_bar import PaneBar
from tui.widgets.panes import PANES, Panes
from tui.widgets.status import sign
from tui.widgets.task import TaskPane, TaskScroll
from tui.widgets.verdict import VerdictPanel

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from study.course import Exercise
    from study.explaining import PageToRead

VAST: Final = 170
AFTER_THE_RESULT: Final = 0.05
"""Seconds after a result until the footer names other keys: to draw it anew takes as long as the result does."""


class ExerciseScreen(ExerciseSteps):
    """One exercise. Grading, watching and starting the grader happen in threads; the screen never waits for them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (VAST, "-vast")]  # noqa: RUF012 - declared so by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("ctrl+s", "save", "exercise.save"),
        bound("f5,ctrl+r", "grade", "exercise.grade", show=False),
        bound("f4", "take_hint", "exercise.hint"),
        bound("f6", "pane(1)", "exercise.pane", priority=True),
        bound("shift+f6", "pane(-1)", "exercise.pane_back", show=False, priority=True),
        bound("f7", "read_again", "exercise.read_again", show=False, priority=True),
        bound("f8", "stop", "exercise.stop"),
        bound("ctrl+n", "next_exercise", "exercise.next"),
        bound("f9", "solution", "exercise.solution", show=False),
        bound("ctrl+o", "external", "exercise.external", show=False),
        bound("ctrl+f", "find", "exercise.find", show=False),
        bound("ctrl+g", "ask_line", "exercise.line", show=False),
        bound("f12", "reset", "exercise.reset", show=False),
        bound("escape", "leave", "exercise.leave"),
    ]

    DEFAULT_CSS = """
    ExerciseScreen.-wide PaneBar, ExerciseScreen.-vast PaneBar { display: none; }
    """

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(exercise)
        self._text: ExerciseText | None = None
        self._shown = "task"
        self.panes = Panes()
        self.panel = VerdictPanel()

    # --- what stands on the screen

    def trail(self) -> tuple[str, ...]:
        """The lesson and the exercise."""
        lesson = self.session.course.lesson(self.exercise.lesson)
        return (numbered(self.session.course, lesson), exercise_title(self.exercise))

    def device_exercise(self) -> Exercise | None:
        """The one that is open."""
        return self.exercise

    def body(self) -> ComposeResult:
        """Yield the names of the panes and the panes."""
        yield PaneBar()
        with self.panes:
            yield TaskPane()
            yield self.pane
            yield self.panel

    async def on_mount(self) -> None:
        """Show the exercise at once; start the grader behind it."""
        self._focus_pane("task")
        self.tutor.writing.note(visit, Visit("exercise", self.exercise.lesson, self.exercise.id))
        self.call_after_refresh(self._prepare)
        await self.open_file()
        await self._show_text()
        await self._recall()

    async def _recall(self) -> None:
        """Show the last verdict again, when the file is still the one that it was about."""
        found = recall(await self.tutor.writing.events(), self.exercise, self._digest or "")
        if found is not None and self.gradings.run.phase is Phase.IDLE:
            self.gradings.recall(found)
            self.panes.add_class("-judged")
            self._draw_run()

    def on_descendant_focus(self) -> None:
        """Frame the pane that has the keys; give the task more room while it is read."""
        pane = self._pane_with_keys()
        self.panes.give_keys(pane)
        self.panes.set_class(pane == "task", "-reading")

    def on_unmount(self) -> None:
        """End what runs for this screen."""
        self.gradings.stop()
        self.close_file()

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        super().retranslate()
        self._draw_titles()
        self._reload_text()

    def follow_course(self) -> None:
        """Show the texts as they are by now."""
        self.exercise = self.session.course.exercise(self.exercise.id)
        self.retranslate()

    def follow_checks(self) -> None:
        """Forget the result: by now there are other checks."""
        self.clear_result()
        self._prepare()

    @work(exclusive=True, group="text")
    async def _reload_text(self) -> None:
        await self._show_text()

    async def _show_text(self) -> None:
        try:
            self._text = read_exercise(self.exercise, language())
        except CourseError as problem:
            self._text = None
            await self.query_one(TaskPane).show_task(tr("exercise.problem.task", why=spoken(problem.sentence)))
            return
        await self.query_one(TaskPane).show_task(self._text.task)
        await self._show_hints()
        self.panel.set_afterwards(self._text.afterwards, has_next=self.next_one() is not None)

    async def _show_hints(self) -> None:
        hints = await self.tutor.writing.act(shown_hints, self.exercise, language())
        await self.query_one(TaskPane).show_hints(hints, HINTS)

    def _prepare(self) -> None:
        self.tutor.prepare(self.exercise)
        self.follow_device()

    def file_drawn(self) -> None:
        """Show whether the text is saved."""
        self._draw_titles()

    def bring_editor(self) -> None:
        """Show the editor, where it is behind another pane, and give it the keys."""
        self._focus_pane("editor")

    def _draw_titles(self) -> None:
        unsaved = self.unsaved
        bar = self.query_one(PaneBar)
        bar.mark("editor", Content.styled("●", "$text-warning") if unsaved else Content(""))
        bar.mark("verdict", sign(self.panel.run.phase))
        note = f" [$text-warning]● {tr('exercise.file.modified')}[/]" if unsaved else ""
        self.panes.entitle("task", f"{tr('exercise.pane.task')} · {exercise_title(self.exercise)}")
        reloaded = tr("exercise.file.reloaded") if self.reloaded else ""
        self.panes.entitle("editor", f"{self.file_name}{note}", reloaded)
        self.panes.entitle("verdict", tr("exercise.pane.verdict"))

    # --- panes

    @property
    def _side_by_side(self) -> bool:
        return self.size.width >= WIDE

    def _show_pane(self, pane: str) -> None:
        self._shown = pane
        self.panes.show(pane)
        self.query_one(PaneBar).show(pane)

    def _focus_pane(self, pane: str) -> None:
        """Show a pane where only one is shown, and give it the keys."""
        self._show_pane(pane)
        if pane == "task":
            self.query_one(TaskScroll).focus()
        elif pane == "editor":
            self.editor.focus()
        else:
            # Once the verdict is drawn: the focus styles half of the screen anew.
            self.call_after_refresh(self.panel.focus_result)

    def _pane_with_keys(self) -> str:
        focused = self.focused
        inside = next((pane for pane in PANES if focused and self.query_one(f"#{pane}") in focused.ancestors), "")
        return inside if inside and self._side_by_side else self._shown

    @on(PaneBar.Chosen)
    def _pane_chosen(self, event: PaneBar.Chosen) -> None:
        self._focus_pane(event.pane)

    def action_pane(self, step: int) -> None:
        """Go round the panes."""
        self._focus_pane(PANES[(PANES.index(self._pane_with_keys()) + step) % len(PANES)])

    @on(CodeLine.Chosen)
    def _line_chosen(self, event: CodeLine.Chosen) -> None:
        self._focus_pane("editor")
        self.editor.go_to_line(event.line)

    def action_read_again(self) -> None:
        """Open the page of a lesson that explains what went wrong."""
        page = self._page_to_read()
        if page is None:
            self.tell(tr("exercise.problem.nothing_to_read"))
        else:
            self.tutor.open_lesson(page.lesson, page.page)

    def _page_to_read(self) -> PageToRead | None:
        verdict = self.gradings.run.verdict
        return None if verdict is None else page_for_verdict(self.session.course, verdict)

    def action_leave(self) -> None:
        """Go back: from the result, where it covers the editor, to the editor; else out of the exercise."""
        if self._shown == "verdict" and not self._side_by_side:
            self._focus_pane("editor")
        else:
            super().action_leave()

    # --- grading

    def grade(self) -> None:
        """Grade the file as it is on the disk; the result comes forward, and piece by piece."""
        self.gradings.start()
        self.panes.add_class("-judged")
        self.panel.expect_another()
        # Most verdicts are there before: to draw that it began would only keep them waiting.
        self.set_timer(PAUSE, self._draw_what_runs)
        if not self._side_by_side:
            self._focus_pane("verdict")

    def _draw_what_runs(self) -> None:
        if self.gradings.run.phase.under_way:
            self._draw_run()

    def action_save(self) -> None:
        """Save, then grade."""
        self._save_and_grade()

    @work(group="file")
    async def _save_and_grade(self) -> None:
        if await self.save_file() or self.pane.broken:
            self.grade()

    def action_grade(self) -> None:
        """Grade again, with what is typed by now."""
        self.action_save()

    def action_stop(self) -> None:
        """Give up the grading that runs."""
        self.gradings.stop()
        self._draw_run()

    def clear_result(self) -> None:
        """Forget the result, as for a file that begins anew."""
        self.gradings.clear()
        self.panes.remove_class("-judged")
        self._draw_run()

    @on(Gradings.Told)
    def _told(self, event: Gradings.Told) -> None:
        if self.gradings.take(event):
            self._draw_run()

    @on(Gradings.Ended)
    def _ended(self, event: Gradings.Ended) -> None:
        if not self.gradings.take(event):
            return
        self._draw_run()
        self.tutor.writing.look()
        if event.failure is not None:
            self.tell(tr("exercise.problem.judge", why=event.failure), severity="error", timeout=10)

    def _draw_run(self) -> None:
        run = self.gradings.run
        if run.phase is not self.panel.run.phase:
            self.set_timer(AFTER_THE_RESULT, self.refresh_bindings)
        self.panel.show(run, self._page_to_read())
        self._draw_titles()
        if run.device:
            self.show_device(run.device)
        elif run.phase is Phase.UNAVAILABLE:
            self.tutor.give_up_loading(self.exercise)
        if self._shown == "verdict" and not self._side_by_side and run.verdict is not None:
            self.panel.focus_result()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer stopping while something runs, and the next exercise once this one has passed."""
        if action == "stop":
            return self.gradings.run.phase.under_way
        if action == "next_exercise":
            passed = self.gradings.run.phase is Phase.PASSED or self.tutor.writing.progress.passed(self.exercise.id)
            return passed and not self.gradings.run.phase.under_way
        return super().check_action(action, parameters)

    # --- the editor's own line

    def action_find(self) -> None:
        """Look for a word in the code."""
        self._show_pane("editor")
        self.pane.find()

    def action_ask_line(self) -> None:
        """Go to a line by its number."""
        self._show_pane("editor")
        self.pane.ask_line()

    # --- hints

    def action_take_hint(self) -> None:
        """Show the next hint under the task."""
        if self._text is not None:
            self._take_hint()

    @work(group="hint")
    async def _take_hint(self) -> None:
        await self.tutor.writing.act(take_hint, self.exercise, language())
        await self._show_hints()
        self._show_pane("task")
        self.query_one(TaskScroll).focus(scroll_visible=False)
        self.query_one(TaskPane).reveal_last_hint()
