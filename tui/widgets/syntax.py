"""Colours of Python code, taken from the theme of the app, so that code is readable on every theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style
from textual._text_area_theme import TextAreaTheme
from textual.color import Color, ColorParseError

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "course"

# tree-sitter capture: (variable of the theme, bold, italic)
_CAPTURES: Final[dict[str, tuple[str, bool, bool]]] = {
    "comment": ("foreground", False, True),
    "string": ("text-success", False, False),
    "string.escape": ("text-warning", False, False),
    "number": ("text-warning", False, False),
    "float": ("text-warning", False, False),
    "boolean": ("text-warning", False, False),
    "constant.builtin": ("text-warning", False, False),
    "keyword": ("text-primary", True, False),
    "keyword.function": ("text-primary", True, False),
    "keyword.return": ("text-primary", True, False),
    "keyword.operator": ("text-primary", True, False),
    "conditional": ("text-primary", True, False),
    "repeat": ("text-primary", True, False),
    "exception": ("text-primary", True, False),
    "include": ("text-primary", True, False),
    "function": ("text-accent", False, False),
    "function.call": ("text-accent", False, False),
    "function.builtin": ("text-accent", False, False),
    "method": ("text-accent", False, False),
    "method.call": ("text-accent", False, False),
    "class": ("text-accent", True, False),
    "type": ("text-accent", False, False),
    "type.class": ("text-accent", True, False),
    "constructor": ("text-accent", False, False),
    "attribute": ("text-warning", False, False),
    "variable.builtin": ("text-secondary", False, True),
}


def code_theme(variables: Mapping[str, str]) -> TextAreaTheme:
    """Return the colours of code for an app whose theme has these variables; what is not named stays plain."""
    styles = {
        capture: Style(color=_colour(variables.get(variable, "")), bold=bold or None, italic=italic or None)
        for capture, (variable, bold, italic) in _CAPTURES.items()
    }
    styles["comment"] += Style(dim=True)
    return TextAreaTheme(name=NAME, syntax_styles=styles)


def _colour(value: str) -> str | None:
    """Return a colour that Rich knows, or None for the terminal's own."""
    try:
        return Color.parse(value).rich_color.name
    except ColorParseError:
        return None
