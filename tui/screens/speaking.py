"""Screens whose bindings are said in the learner's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from tui.keys import APP_KEYS, translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import ActiveBinding
    from textual.screen import Screen

    Ground = Screen[Any]
else:
    Ground = object


@runtime_checkable
class ShowsKeys(Protocol):
    """A widget that says how some of its keys are written in the last line, by the id of their binding."""

    shown_keys: Mapping[str, str]


class Speaking(Ground):
    """Mixed in before a screen class: footer, help and tooltips then follow the language."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings in force, with their words in the learner's language."""
        found = super().active_bindings
        for key, active in found.items():
            binding = translated(active.binding)
            if isinstance(active.node, ShowsKeys):
                shown = active.node.shown_keys.get(binding.id or "")
                binding = replace(binding, key_display=shown) if shown else binding
            found[key] = active._replace(binding=binding, tooltip=binding.tooltip or active.tooltip)
        return dict(sorted(found.items(), key=lambda item: _everywhere(item[1])))


def _everywhere(active: ActiveBinding) -> int:
    """Order a screen's own keys before those of the app, and quitting last."""
    return APP_KEYS.index(active.binding.id) + 1 if active.binding.id in APP_KEYS else 0
