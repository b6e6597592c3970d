"""How many widgets the interface makes of a page of a lesson, counted from its Markdown without drawing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from study.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from study.lesson_text import Page

_OF_A_BLOCK: Final[Mapping[str, int]] = {
    "heading_open": 1,
    "paragraph_open": 1,
    "blockquote_open": 1,
    "bullet_list_open": 1,
    "ordered_list_open": 1,
    "list_item_open": 3,  # the item, its bullet and what stands beside it
    "table_open": 2,
    "th_open": 1,
    "td_open": 1,
    "fence": 2,
    "code_block": 2,
    "hr": 1,
}
_OF_A_QUESTION: Final = 3


def widgets(page: Page) -> int:
    """Return how many widgets a page takes, as Textual's Markdown makes them of its blocks."""
    return sum(_of(part) for part in page.parts)


def _of(part: str | Question) -> int:
    if isinstance(part, Question):
        return _of(part.ask) + (2 if part.code else 0) + len(part.options) + _OF_A_QUESTION
    return sum(_OF_A_BLOCK.get(kind, 0) for kind in kinds(part))


def kinds(text: str) -> Sequence[str]:
    """Return the kinds of the blocks of a Markdown text, as markdown-it names its tokens."""
    return [token.type for token in MarkdownIt().enable("table").parse(text)]
