"""The command palette in the learner's language: what the keys do, and every lesson and exercise by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from tui.keys import translated
from tui.language import tr
from tui.widgets.marks import exercise_title, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import Binding
    from textual.screen import Screen

    from tui.app import TutorApp


class Palette(CommandPalette):
    """Textual's palette; "nothing found" is said in the learner's language."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def say_so() -> None:
            if search_value:
                nothing = Option(tr("app.palette.nothing"), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say_so)


def commands(app: TutorApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield what the palette offers on `screen`: its keys first, then home, lessons and exercises."""
    offered: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id and active.enabled and binding.action not in offered and binding.id != "app.palette":
            offered.add(binding.action)
            yield _by_key(app, binding, active.node)
    yield SystemCommand(tr("app.commands.home.label"), tr("app.commands.home.tip"), app.show_home)
    course = app.session.course
    for lesson in course.lessons:
        name = tr("app.commands.lesson.label", title=numbered(course, lesson))
        yield SystemCommand(name, tr("app.commands.lesson.tip"), partial(app.open_lesson, lesson))
    for exercise in course.exercises:
        name = tr("app.commands.exercise.label", title=exercise_title(exercise))
        yield SystemCommand(name, tr("app.commands.exercise.tip"), partial(app.open_exercise, exercise))


def _by_key(app: TutorApp, binding: Binding, node: Any) -> SystemCommand:
    words = translated(binding)

    async def run() -> None:
        await app.run_action(binding.action, node)

    return SystemCommand(words.description, words.tooltip, run)
