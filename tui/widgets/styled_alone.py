"""Widgets whose state is drawn on themselves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.widget import Widget


class StyledAlone:
    """A widget whose own classes style nothing inside it: when they change, what is inside is not styled anew.

    Textual styles a whole subtree at a change of class; in a panel full of checks that takes longer than the grading.
    No rule may have such a widget with a class before a space; a test looks for one. It stands before the kind of
    widget that it is added to, and is none itself: Textual takes styles from the first base that is one.
    """

    def update_node_styles(self, animate: bool = True) -> None:
        """Style this widget, and nothing in it."""
        widget = cast("Widget", self)
        if widget.is_attached:
            widget.app.stylesheet.update_nodes([widget], animate=animate)
