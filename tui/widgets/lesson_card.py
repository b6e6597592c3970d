"""The lesson under the cursor of the map: what it is about, what it needs, its exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from study.mark import lesson_mark
from study.standing import Progress, lesson_progress
from tui.language import spoken, tr
from tui.widgets.exercise_list import ExerciseList
from tui.widgets.inline import inline
from tui.widgets.marks import glyph, lesson_word, numbered

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from study.course import Course, Lesson


class LessonCard(VerticalScroll, can_focus=False):
    """`show` fills it with a lesson of `course`."""

    DEFAULT_CSS = """
    LessonCard { padding: 0 2; scrollbar-size-vertical: 1; }
    LessonCard > Static { height: auto; }
    LessonCard > #title { text-style: bold; color: $text-accent; }
    LessonCard > #facts { color: $text-muted; margin-bottom: 1; }
    """

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.course = course
        self._lesson = course.lessons[0]
        self._progress = Progress()

    def compose(self) -> ComposeResult:
        """Yield the title, the summary, the facts and the exercises."""
        yield Static(id="title", markup=False)
        yield Static(id="summary")
        yield Static(id="facts")
        yield ExerciseList()

    def show(self, lesson: Lesson, progress: Progress) -> None:
        """Show this lesson."""
        self._lesson = lesson
        self._progress = progress
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        lesson, course = self._lesson, self.course
        self.query_one("#title", Static).update(numbered(course, lesson))
        self.query_one("#summary", Static).update(inline(spoken(lesson.summary)))
        self.query_one("#facts", Static).update(self._facts())
        self.query_one(ExerciseList).show(lesson.exercises, self._progress)

    def _facts(self) -> Content:
        lesson, course = self._lesson, self.course
        facts: list[Content] = []
        if lesson.needs:
            needs = [self._need(course.lesson(need)) for need in lesson.needs]
            facts.append(Content.assemble(tr("home.needs"), " ", Content(", ").join(needs)))
        standing = lesson_progress(self._progress, lesson)
        if standing.questions_total:
            right, total = standing.questions_right, standing.questions_total
            facts.append(Content(tr("home.questions", right=right, total=total)))
        return Content(" · ").join(facts)

    def _need(self, lesson: Lesson) -> Content:
        mark = lesson_mark(lesson_progress(self._progress, lesson))
        return Content.assemble(numbered(self.course, lesson), " ", glyph(mark), " ", lesson_word(mark))
