"""A question in a lesson, answered in place. It marks the answer and explains it; recording is left to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Static

from study.question import Given, Marked, Question, QuestionKind, mark, read_number, shown_answer
from tui.keys import bound
from tui.language import tr
from tui.widgets.inline import CODE
from tui.widgets.options import OptionPicker
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

TYPED: Final = (QuestionKind.NUMBER, QuestionKind.OUTPUT)
_FIRST: Final = {
    QuestionKind.CHOICE: "lesson.question.pick_first",
    QuestionKind.CHOICES: "lesson.question.tick_first",
    QuestionKind.NUMBER: "lesson.question.type_number_first",
    QuestionKind.OUTPUT: "lesson.question.type_output_first",
}
"""What is said to an answer that is empty."""


class AnswerInput(Input):
    """A line to type an answer on."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("enter", "submit", "lesson.option_confirm")]


class QuestionCard(Vertical):
    """One question. before: the answer that was given to it before, if any."""

    DEFAULT_CSS = """
    QuestionCard {
        height: auto; margin: 0 2 1 2; padding: 0 1; border: round $primary; border-title-color: $text-primary;
        border-title-style: bold; background: $surface;
    }
    QuestionCard:focus-within { border: round $accent; border-title-color: $text-accent; }
    QuestionCard.-right { border: round $success; border-title-color: $text-success; }
    QuestionCard.-wrong { border: round $warning; border-title-color: $text-warning; }
    QuestionCard > Prose { padding: 0 1; background: transparent; }
    QuestionCard > Prose > *:last-child { margin-bottom: 0; }
    QuestionCard > .ask { margin-bottom: 1; }
    QuestionCard > Horizontal { height: 1; padding: 0 1; }
    QuestionCard > .several { margin-top: 1; }
    QuestionCard AnswerInput { width: 1fr; margin-right: 2; background: $boost; }
    QuestionCard AnswerInput:focus { background: $primary-muted; }
    QuestionCard Button { width: auto; min-width: 12; }
    QuestionCard > .mark { padding: 0 1; margin-top: 1; display: none; text-style: bold; }
    QuestionCard > .why { display: none; }
    QuestionCard.-right > .mark { display: block; color: $text-success; }
    QuestionCard.-wrong > .mark, QuestionCard.-unreadable > .mark { display: block; color: $text-warning; }
    QuestionCard.-explained > .why { display: block; }
    """

    class Marks(Message):
        """An answer was given and marked."""

        def __init__(self, card: QuestionCard, given: Given, marked: Marked) -> None:
            super().__init__()
            self.card = card
            self.given = given
            self.marked = marked

        @property
        def control(self) -> QuestionCard:
            """The card, for `on(..., selector)`."""
            return self.card

    def __init__(self, question: Question, before: Given | None = None) -> None:
        super().__init__()
        self.question = question
        self.before = before

    def compose(self) -> ComposeResult:
        """Yield what is asked, where to answer, and room for the explanation."""
        question = self.question
        code = f"\n\n```python\n{question.code.strip()}\n```" if question.code.strip() else ""
        yield Prose(question.ask + code, classes="ask")
        given = self.before
        if question.kind in TYPED:
            with Horizontal():
                yield AnswerInput(
                    "" if given is None or isinstance(given, frozenset) else str(given),
                    placeholder=tr(f"lesson.question.{question.kind}_here"),
                    compact=True,
                )
                yield Button(tr("lesson.question.check"), variant="primary", compact=True)
        else:
            several = question.kind is QuestionKind.CHOICES
            picked = given if isinstance(given, frozenset) else frozenset()
            yield OptionPicker(tuple(option.text for option in question.options), several=several, picked=picked)
            if several:
                with Horizontal(classes="several"):
                    yield Button(tr("lesson.question.check"), variant="primary", compact=True)
        yield Static(classes="mark")
        yield Prose(classes="why")

    async def on_mount(self) -> None:
        """Show the title, and the answer from before with its explanation."""
        self.border_title = tr(f"lesson.question.{self.question.kind}")
        if self.before is not None and _fits(self.question, self.before):
            await self._explain(self.before, mark(self.question, self.before))

    def focus_answer(self) -> None:
        """Put the keys where the answer goes."""
        self.query_one("OptionPicker, Input").focus()

    @property
    def draft(self) -> str | frozenset[int]:
        """What stands there as an answer now, given or not."""
        pickers = self.query(OptionPicker)
        return pickers.first().picked if pickers else self.query_one(Input).value

    @draft.setter
    def draft(self, answer: str | frozenset[int]) -> None:
        if isinstance(answer, str):
            self.query_one(Input).value = answer
        else:
            self.query_one(OptionPicker).picked = answer

    @property
    def answered_right(self) -> bool:
        """Whether the last answer was right."""
        return self.has_class("-right")

    @property
    def waits(self) -> bool:
        """Whether no answer was given yet."""
        return not self.has_class("-right") and not self.has_class("-wrong")

    @on(OptionPicker.Picked)
    def _forget(self, event: OptionPicker.Picked) -> None:
        event.stop()
        if type(event) is OptionPicker.Picked:
            self.remove_class("-right", "-wrong", "-explained", "-unreadable")

    @on(OptionPicker.Confirmed)
    async def _confirm(self, event: OptionPicker.Confirmed) -> None:
        event.stop()
        await self._answer(event.picked)

    @on(Input.Submitted)
    @on(Button.Pressed)
    async def _submit(self, event: Input.Submitted | Button.Pressed) -> None:
        event.stop()
        await self._answer(self.draft)

    async def _answer(self, draft: str | frozenset[int]) -> None:
        given = draft.strip() if isinstance(draft, str) else draft
        if not given:
            self._complain(tr(_FIRST[self.question.kind]))
        elif self.question.kind is QuestionKind.NUMBER and read_number(str(given)) is None:
            self._complain(tr("lesson.question.not_a_number"))
            self._expect_another()
        else:
            marked = mark(self.question, given)
            await self._explain(given, marked)
            self.post_message(self.Marks(self, given, marked))
            if not marked.right:
                self._expect_another()

    def _expect_another(self) -> None:
        """Put the keys on the line that was typed, and let what is typed next take its place."""
        for field in self.query(AnswerInput):
            field.focus(scroll_visible=False)
            field.select_all()

    async def _explain(self, given: Given, marked: Marked) -> None:
        words = Content(tr(f"lesson.question.{'right' if marked.right else 'wrong'}"))
        if answer := shown_answer(self.question, given):
            words = Content.assemble(words, " · ", Content.styled(answer, CODE))
        self._show(words, right=marked.right)
        await self.query_one(".why", Prose).update(marked.why)
        self.add_class("-explained")

    def _show(self, words: Content, *, right: bool) -> None:
        self.set_class(right, "-right")
        self.set_class(not right, "-wrong")
        self.remove_class("-unreadable", "-explained")
        self.query_one(".mark", Static).update(words)

    def _complain(self, words: str) -> None:
        self.remove_class("-right", "-wrong", "-explained")
        self.add_class("-unreadable")
        self.query_one(".mark", Static).update(words)


def _fits(question: Question, given: Given) -> bool:
    """Whether an answer from before is one to this question: its author may have changed its kind since."""
    return isinstance(given, frozenset) is (question.kind not in TYPED)
