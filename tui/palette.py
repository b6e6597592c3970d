"""The command palette in the learner's language: what the keys do, and every lesson and exercise.

Lessons and exercises are found by their titles in every language, by their ids, and by what they are about.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from study.course import CourseError
from study.exercise_text import read_exercise
from tui.keys import translated
from tui.language import language, spoken, tr
from tui.widgets.inline import inline
from tui.widgets.marks import exercise_title, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.binding import Binding
    from textual.screen import Screen

    from study.course import Exercise
    from tui.app import TutorApp

BESIDE: Final = 0.9
"""What a hit in an id, or in the name in another language, counts against one in the name."""
ABOUT: Final = 0.5
"""What a hit in a description counts against one in the name."""


class Palette(CommandPalette):
    """Textual's palette, with its one sentence in the learner's language."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def say_so() -> None:
            if search_value:
                nothing = Option(tr("app.palette.nothing"), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say_so)


@dataclass(frozen=True, slots=True)
class Place:
    """A lesson or an exercise to go to. about: a line on it. others: what else it is known by."""

    name: str
    about: str
    others: tuple[str, ...]
    go: Callable[[], None]


class PlaceProvider(Provider):
    """Lessons and exercises."""

    _places: tuple[Place, ...] = ()

    async def startup(self) -> None:
        """Read what the exercises are about, which takes some files."""
        self._places = tuple(await asyncio.to_thread(lambda: tuple(places(self.app))))  # type: ignore[arg-type]

    async def discover(self) -> Hits:
        """Yield every place, in the order of the course."""
        for place in self._places:
            yield DiscoveryHit(place.name, place.go, help=place.about)

    async def search(self, query: str) -> Hits:
        """Yield the places whose name, id or description has the letters of `query` in this order."""
        matcher = self.matcher(query)
        for place in self._places:
            if (score := matcher.match(place.name)) > 0:
                yield Hit(score, matcher.highlight(place.name), place.go, help=place.about)
                continue
            # Letters that lie far apart would find something in any long text.
            texts = ((ABOUT, place.about), *((BESIDE, other) for other in place.others))
            found = [weight * matcher.match(text) for weight, text in texts if query.casefold() in text.casefold()]
            if found:
                score = max(found)
                yield Hit(score, Content(place.name), place.go, text=place.name, help=place.about)


def places(app: TutorApp) -> Iterator[Place]:
    """Yield every lesson and every exercise of the course, in its order."""
    course = app.session.course
    for lesson in course.lessons:
        name = tr("app.commands.lesson.label", title=numbered(course, lesson))
        about = inline(spoken(lesson.summary)).plain
        yield Place(name, about, (lesson.id, *lesson.title.values()), partial(app.open_lesson, lesson))
    for exercise in course.exercises:
        name = tr("app.commands.exercise.label", title=exercise_title(exercise))
        others = (exercise.id, *exercise.titles.values())
        yield Place(name, _about(exercise), others, partial(app.open_exercise, exercise))


def _about(exercise: Exercise) -> str:
    """Return the first paragraph of a task in one line, after the exercise's id."""
    try:
        task = read_exercise(exercise, language()).task
    except CourseError:
        return exercise.id
    first, _, _ = task.strip().partition("\n\n")
    return f"{exercise.id} · {inline(' '.join(first.split())).plain}"


def commands(app: TutorApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield what the keys of `screen` do, and home."""
    offered: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id and active.enabled and binding.action not in offered and binding.id != "app.palette":
            offered.add(binding.action)
            yield _by_key(app, binding, active.node)
    yield SystemCommand(tr("app.commands.home.label"), tr("app.commands.home.tip"), app.show_home)


def _by_key(app: TutorApp, binding: Binding, node: Any) -> SystemCommand:
    words = translated(binding)

    async def run() -> None:
        await app.run_action(binding.action, node)

    return SystemCommand(words.description, words.tooltip, run)
