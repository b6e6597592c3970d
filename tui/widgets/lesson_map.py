"""The course as a map: a station for each lesson, with its state and what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from study.mark import Mark, lesson_mark
from study.standing import Progress, lesson_progress
from tui.keys import bound
from tui.language import spoken, tr
from tui.widgets.marks import glyph, lesson_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

    from study.course import Course, Lesson


class LessonMap(OptionList):
    """`show` draws where in `course` the learner stands.

    Posts `Looked` when the cursor moves, `Chosen` when a lesson is opened.

    roomy: three lines a lesson, and a rail that joins two lessons where the lower one needs the upper one; else one
    line. All needs are said in words as well. Where there are several courses, each begins with its title; strangers
    are the ids of those that came from elsewhere.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bound("enter", "select", "home.open")]

    DEFAULT_CSS = """
    LessonMap { border: none; padding: 0; background: transparent; height: auto; max-height: 1fr; }
    LessonMap { scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    LessonMap:focus { border: none; }
    LessonMap:focus > .option-list--option-highlighted { background: $primary-muted; color: $foreground; }
    LessonMap:blur > .option-list--option-highlighted { background: $boost; color: $foreground; text-style: none; }
    """

    class Looked(Message):
        """The cursor is on a lesson."""

        def __init__(self, lesson: Lesson) -> None:
            super().__init__()
            self.lesson = lesson

    class Chosen(Looked):
        """A lesson is to be opened."""

    roomy: reactive[bool] = reactive(False, init=False)

    def __init__(self, course: Course, strangers: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.course = course
        self._strangers = strangers
        self._progress = Progress()

    def show(self, progress: Progress, lesson: Lesson | None = None) -> None:
        """Draw where the learner stands; the cursor goes to `lesson`, or stays."""
        self._progress = progress
        self._draw(lesson)

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        self._draw()

    def watch_roomy(self) -> None:
        """Draw with more or less room."""
        self._draw()

    def action_cursor_up(self) -> None:
        """Go up; from the first lesson to what stands above the map."""
        if self._under_cursor() is not self.course.lessons[0]:
            super().action_cursor_up()
        else:
            self.screen.focus_previous()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which lesson the cursor is on."""
        event.stop()
        self.post_message(self.Looked(self.course.lesson(event.option_id or "")))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which lesson is to be opened."""
        event.stop()
        self.post_message(self.Chosen(self.course.lesson(event.option_id or "")))

    def _under_cursor(self) -> Lesson:
        """Return the lesson under the cursor, the first one before there is a cursor."""
        option = self.highlighted_option
        return self.course.lessons[0] if option is None else self.course.lesson(option.id or "")

    def _draw(self, lesson: Lesson | None = None) -> None:
        """Draw every row; the cursor goes to `lesson`, or stays."""
        cursor = lesson or self._under_cursor()
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(self._rows())
            self.highlighted = self.get_option_index(cursor.id)

    def _rows(self) -> Iterator[Option]:
        rows = iter(self._rows_of_text())
        for part in self.course.parts or (self.course,):
            if self.course.parts:
                yield Option(self._title(part), disabled=True)
            drawn = self._stations(part.lessons) if self.roomy else rows
            for lesson, row in zip(part.lessons, drawn, strict=False):
                yield Option(row, id=lesson.id)

    def _title(self, part: Course) -> Content:
        title = Content.styled(spoken(part.title), "bold $text-primary")
        if part.id not in self._strangers:
            return title
        return Content.assemble(title, " ", (f"△ {tr('home.stranger')}", "$text-warning"))

    def _stations(self, lessons: tuple[Lesson, ...]) -> Iterator[Content]:
        for lesson, below in zip(lessons, (*lessons[1:], None), strict=True):
            joined = below is not None and lesson.id in below.needs
            rail = Content.styled("│" if joined else " ", "$foreground-disabled")
            state, *others = self._facts(lesson)
            first = Content.assemble(lesson_word(self._mark(lesson)), (f" · {state}", "$foreground-muted"))
            second = Content.styled(" · ".join(others), "$foreground-muted")
            below_head = (Content("    ").join((rail, line)) for line in (first, second))
            yield Content("\n").join((Content(" ").join(self._head(lesson)), *below_head))

    def _rows_of_text(self) -> Iterator[Content]:
        lessons = self.course.lessons
        names = [Content(" ").join(self._head(lesson)) for lesson in lessons]
        words = [lesson_word(self._mark(lesson)) for lesson in lessons]
        name_width = max(name.cell_length for name in names)
        word_width = max(word.cell_length for word in words)
        for lesson, name, word in zip(lessons, names, words, strict=True):
            facts = Content.styled(" · ".join(self._facts(lesson)), "$foreground-muted")
            yield Content("  ").join((_wide(name, name_width), _wide(word, word_width), facts))

    def _head(self, lesson: Lesson) -> tuple[Content, ...]:
        digits = Content.styled(self.course.number(lesson), "$foreground-muted")
        return glyph(self._mark(lesson)), digits, Content.styled(spoken(lesson.title), "bold")

    def _mark(self, lesson: Lesson) -> Mark:
        return lesson_mark(lesson_progress(self._progress, lesson))

    def _facts(self, lesson: Lesson) -> Iterator[str]:
        standing = lesson_progress(self._progress, lesson)
        if standing.total and self.roomy:
            yield tr("home.passed", passed=standing.passed, total=standing.total)
        elif standing.total:
            yield f"{standing.passed}/{standing.total}"
        yield tr("home.minutes", minutes=lesson.minutes)
        if lesson.needs:
            needs = (self.course.number(self.course.lesson(need)) for need in lesson.needs)
            yield tr("home.after", needs=", ".join(needs))


def _wide(content: Content, width: int) -> Content:
    return content.pad_right(width - content.cell_length)
