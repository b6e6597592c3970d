"""Read a lesson page by page, answer its questions in place, go on to its exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from study.actions import answer_question, read_page, visit
from study.course import CourseError, Exercise, Lesson
from study.lesson_text import LessonText, read_lesson
from study.standing import Visit
from tui.keys import bound
from tui.language import language, spoken, tr
from tui.place import answers, last_page
from tui.screens.tutor_screen import TutorScreen
from tui.widgets.contents import Contents
from tui.widgets.exercise_list import ExerciseList
from tui.widgets.marks import numbered
from tui.widgets.page import LessonPage
from tui.widgets.page_bar import PageBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from study.question import Given
    from tui.widgets.question import QuestionCard


class LessonScreen(TutorScreen[None]):
    """page: the page to open, counted from 0; None for where the learner left."""

    # The list of pages needs 32 columns, a line of code on the page 70 and what is around it.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012 - declared so by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("enter,space", "go_on", "lesson.go_on"),
        bound("right,n", "turn(1)", "lesson.next"),
        bound("left,p", "turn(-1)", "lesson.previous", show=False),
        bound("pagedown", "scroll(1)", "lesson.page_down", show=False),
        bound("pageup", "scroll(-1)", "lesson.page_up", show=False),
        bound("q", "question", "lesson.question", show=False),
        bound("home", "open_page(0)", "lesson.first", show=False),
        bound("end", "open_page(-1)", "lesson.last", show=False),
        bound("escape", "back", "app.back"),
    ]

    DEFAULT_CSS = """
    LessonScreen #reading { height: 1fr; }
    LessonScreen Contents { display: none; }
    LessonScreen.-wide Contents { display: block; }
    LessonScreen .exercises { height: auto; padding: 0 2; margin: 1 0; }
    LessonScreen .exercises > Static { text-style: bold; color: $text-primary; }
    """

    def __init__(self, lesson: Lesson, page: int | None = None) -> None:
        super().__init__()
        self.lesson = lesson
        self._wanted = page
        self._text: LessonText | None = None
        self._page = 0
        self._answers: dict[str, Given] = {}
        self._read: set[int] = set()

    # --- what stands on the screen

    def trail(self) -> tuple[str, ...]:
        """The lesson."""
        return (numbered(self.session.course, self.lesson),)

    def device_exercise(self) -> Exercise | None:
        """The first exercise: they all run on the same device."""
        return next(iter(self.lesson.exercises), None)

    def body(self) -> ComposeResult:
        """Yield the list of pages, the page, and the line under it."""
        with Horizontal(id="reading"):
            yield Contents()
            yield LessonPage()
        yield PageBar()

    async def on_mount(self) -> None:
        """Open the page, then start the grader in the background."""
        events = await self.tutor.writing.events()
        self._read = set((await self.tutor.writing.latest()).pages.get(self.lesson.id, ()))
        self._answers = dict(answers(events, self.lesson))
        self._page = last_page(events, self.lesson) if self._wanted is None else self._wanted
        await self._load()
        self.query_one(LessonPage).focus()
        self.call_after_refresh(self._prepare)

    async def on_screen_resume(self) -> None:
        """Coming back from an exercise: its state has changed, and the learner is here again."""
        if self._text is not None:
            self._visit()
        progress = await self.tutor.writing.latest()
        for exercises in self.query(ExerciseList):
            exercises.show(self.lesson.exercises, progress)

    def follow_course(self) -> None:
        """Read the lesson anew, at the same page, with the same answers."""
        self.lesson = self.session.course.lesson(self.lesson.id)
        self.retranslate()

    def retranslate(self) -> None:
        """Read the lesson in the other language, at the same page, with the same answers."""
        super().retranslate()
        self._reload()

    @work(exclusive=True, group="reload")
    async def _reload(self) -> None:
        page = self.query_one(LessonPage)
        scrolled = page.scroll_offset.y
        drafts = {card.question.id: card.draft for card in page.cards()}
        answering = next((card.question.id for card in page.cards() if card.has_focus_within), "")
        await self._load()
        for card in page.cards():
            if card.question.id in drafts:
                card.draft = drafts[card.question.id]
            if card.question.id == answering:
                card.focus_answer()
        if not answering:
            page.focus(scroll_visible=False)
        page.scroll_to(y=scrolled, animate=False)

    async def _load(self) -> None:
        try:
            self._text = read_lesson(self.lesson, language())
        except CourseError as problem:
            self._text = None
            await self.query_one(LessonPage).show_problem(f"{tr('lesson.unreadable')}\n\n{spoken(problem.sentence)}")
            return
        await self._show(min(self._page, len(self._text.pages) - 1))

    async def _show(self, page: int) -> None:
        if self._text is None:
            return
        self._page = page
        pages = self._text.pages
        last = page + 1 == len(pages)
        if last:
            self._record_read()
        self.query_one(PageBar).place = (page, len(pages))
        self.query_one(Contents).show(self._text, page, self._read)
        shown = self.query_one(LessonPage)
        await shown.show(pages[page], self._answers, self._exercises() if last else ())
        self._visit()

    def _exercises(self) -> tuple[Widget, ...]:
        if not self.lesson.exercises:
            return (Static(tr("lesson.resting"), classes="problem"),)
        exercises = ExerciseList(self.lesson.exercises, self.tutor.writing.progress)
        return (Vertical(Static(tr("lesson.starts_exercises")), exercises, classes="exercises"),)

    # --- turning pages

    async def action_turn(self, step: int) -> None:
        """Turn the page; past the last one come the exercises."""
        if self._text is None:
            return
        target = self._page + step
        if target >= len(self._text.pages):
            self._open_first_exercise()
        elif target >= 0:
            if step > 0:
                self._record_read()
            await self._show(target)
            self.query_one(LessonPage).focus()

    async def action_open_page(self, page: int) -> None:
        """Open a page; -1 is the last one."""
        if self._text is not None:
            await self._show(page % len(self._text.pages))
            self.query_one(LessonPage).focus()

    async def action_go_on(self) -> None:
        """Scroll on, then to an open question, then to the next page, then to the exercises."""
        page = self.query_one(LessonPage)
        if not page.at_end():
            page.scroll_page_down(animate=False)
        elif any(card.waits for card in page.cards()):
            self.action_question()
        else:
            await self.action_turn(1)

    def action_scroll(self, step: int) -> None:
        """Scroll the page, wherever the keys are."""
        page = self.query_one(LessonPage)
        (page.scroll_page_down if step > 0 else page.scroll_page_up)(animate=False)

    def action_question(self) -> None:
        """Put the keys on the first question that waits for an answer, else on one that is not right yet."""
        cards = self.query_one(LessonPage).cards()
        by_need = sorted(cards, key=lambda card: (not card.waits, card.answered_right))
        card = by_need[0] if by_need else None
        if card is not None:
            card.focus_answer()

    def action_back(self) -> None:
        """Leave a question for the text, the text for home."""
        page = self.query_one(LessonPage)
        if self.focused is not None and self.focused is not page and page in self.focused.ancestors:
            page.focus()
        else:
            self.dismiss()

    async def on_page_bar_turned(self, event: PageBar.Turned) -> None:
        """Turn the page by mouse."""
        await self.action_turn(event.step)

    async def on_contents_chosen(self, event: Contents.Chosen) -> None:
        """Open the page that was chosen."""
        await self.action_open_page(event.page)

    # --- answers, exercises, the grader

    def on_question_card_marks(self, event: QuestionCard.Marks) -> None:
        """Record an answer; after a right one the keys go back to the text."""
        card, given = event.card, event.given
        self._answers[card.question.id] = given
        self.tutor.writing.note(answer_question, self.lesson, card.question, given)
        if event.marked.right:
            self.query_one(LessonPage).focus(scroll_visible=False)
        self.call_after_refresh(card.scroll_visible, animate=False)

    def on_exercise_list_chosen(self, event: ExerciseList.Chosen) -> None:
        """Open an exercise."""
        self.tutor.open_exercise(event.exercise)

    def _open_first_exercise(self) -> None:
        progress = self.tutor.writing.progress
        waiting = (one for one in self.lesson.exercises if not progress.passed(one.id))
        exercise = next(waiting, next(iter(self.lesson.exercises), None))
        if exercise is not None:
            self.tutor.open_exercise(exercise)

    def _record_read(self) -> None:
        self._read.add(self._page)
        self.tutor.writing.note(read_page, self.lesson, self._page)

    def _visit(self) -> None:
        self.tutor.writing.note(visit, Visit("lesson", self.lesson.id, page=self._page))

    def _prepare(self) -> None:
        exercise = self.device_exercise()
        if exercise is not None:
            self.tutor.prepare(exercise)
            self.follow_device()
