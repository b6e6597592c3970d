"""Key bindings whose words come from the strings, so that footer, help and tooltips speak the learner's language.

A binding has an id such as ``lesson.next``; its words are `lesson.keys.next.label` and `lesson.keys.next.tip`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from textual.binding import Binding

from grader.text import FALLBACK
from tui.language import tr
from tui.strings import phrase

SYMBOLS: Final = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "escape": "Esc", "enter": "Enter",
    "space": "Space", "tab": "Tab", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "slash": "/", "underscore": "_", "delete": "Del", "backspace": "Backspace", "full_stop": ".", "comma": ",",
}  # fmt: skip

APP_KEYS: Final = ("app.back", "app.help", "app.language", "app.theme", "app.palette", "app.quit")


def bound(keys: str, action: str, name: str, *, show: bool = True, priority: bool = False) -> Binding:
    """Return a binding with the id `name` (``file.word``). Raises KeyError when the strings lack its words."""
    return Binding(
        keys,
        action,
        phrase(FALLBACK, _key(name, "label")),
        show=show,
        priority=priority,
        tooltip=phrase(FALLBACK, _key(name, "tip")),
        id=name,
    )


def translated(binding: Binding) -> Binding:
    """Return the binding with its words in the learner's language; one that is not ours stays as it is."""
    if binding.id is None:
        return binding
    return replace(binding, description=tr(_key(binding.id, "label")), tooltip=tr(_key(binding.id, "tip")))


def key_name(binding: Binding, *, short: bool) -> str:
    """Return how the key is written: ``^P`` when `short`, else ``Ctrl+P``."""
    *modifiers, key = binding.key.split("+")
    word = SYMBOLS.get(key) or (key.upper() if len(key) > 1 or modifiers else key)
    if short and modifiers == ["ctrl"]:
        return f"^{word}"
    return "+".join([*(modifier.capitalize() for modifier in modifiers), word])


def _key(name: str, word: str) -> str:
    room, _, rest = name.partition(".")
    return f"{room}.keys.{rest}.{word}"
