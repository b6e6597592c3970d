"""Widgets whose state is drawn on themselves alone."""

from __future__ import annotations

from textual.widget import Widget


class StyledAlone(Widget):
    """A widget whose own classes style nothing inside it: when they change, what is inside is not styled anew.

    Textual styles a whole subtree at a change of class; in a panel full of checks that takes longer than the grading.
    No rule may have such a widget with a class before a space; a test looks for one.
    """

    def update_node_styles(self, animate: bool = True) -> None:
        """Style this widget, and nothing in it."""
        if self.is_attached:
            self.app.stylesheet.update_nodes([self], animate=animate)
