"""Screens whose bindings are said in the learner's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.keys import APP_KEYS, translated

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.screen import Screen

    Ground = Screen[Any]
else:
    Ground = object


class Speaking(Ground):
    """Mixed in before a screen class: footer, help and tooltips then follow the language."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings in force, with their words in the learner's language."""
        found = super().active_bindings
        for key, active in found.items():
            binding = translated(active.binding)
            found[key] = active._replace(binding=binding, tooltip=binding.tooltip or active.tooltip)
        return dict(sorted(found.items(), key=lambda item: _everywhere(item[1])))


def _everywhere(active: ActiveBinding) -> int:
    """Order a screen's own keys before those of the app, and quitting last."""
    return APP_KEYS.index(active.binding.id) + 1 if active.binding.id in APP_KEYS else 0
