"""The tutorial in the terminal: the app that all screens share.

What screens build on: `session` (course, workspace, settings, judge; whoever made it closes it), `writing` for
`study.actions`, for progress and for every file that is written, `language` (switching it makes every screen and widget
that has `retranslate()` say its strings again, see `tui.language`), and the ways between screens: `open_lesson`,
`open_exercise`, `open_place`, `show_home`.
"""

from __future__ import annotations

import asyncio
import time
import traceback
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual import work
from textual.app import App, SystemCommand
from textual.reactive import reactive

from grader import FAMILIES, CheckFolderError, read_checks
from study.settings import save_settings
from study.trouble import Trouble
from tui import terminal
from tui.breakdown import keep_report
from tui.contrast import Readable
from tui.keys import bound, key_name
from tui.language import Retranslates, next_language, speak, spoken, tr
from tui.place import Going, Place
from tui.screens.home import HomeScreen
from tui.widgets.top_line import Loading
from tui.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import Binding, BindingType
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.theme import Theme

    from study.course import Exercise, Lesson
    from study.session import Session
    from study.settings import Settings
    from tui.screens.tutor_screen import TutorScreen

DEFAULT_THEME: Final = "textual-dark"
NOTICE: Final = 15.0


class TutorApp(App[None]):
    """The tutorial. `language` is a code of `grader.text.LANGUAGES`; assigning it switches everything at once."""

    CSS = "Footer { background: $panel; }"
    TITLE = "Tensor Tutor"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("f1,question_mark", "help", "app.help"),
        bound("f2", "switch_language", "app.language", priority=True),
        bound("f3", "choose_theme", "app.theme", show=False),
        bound("ctrl+p", "command_palette", "app.palette", show=False, priority=True),
        bound("ctrl+q", "quit", "app.quit", priority=True),
    ]

    language: reactive[str] = reactive("en", init=False)

    def __init__(self, session: Session, language: str) -> None:
        super().__init__()
        self.session = session
        self.set_reactive(TutorApp.language, speak(language))
        self._troubled = False
        self._readable = Readable()
        self._waited_for: dict[str, str] = {}
        self._since: dict[str, float] = {}
        self.writing = Writing(session, partial(self.call_later, self._recorded), self._cannot_write)

    def on_mount(self) -> None:
        """Open home in the learner's colours."""
        theme = self.session.settings.theme
        self.theme = theme if theme is not None and theme in self.available_themes else DEFAULT_THEME
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.push_screen(HomeScreen())
        if not self.is_headless:
            self.set_interval(terminal.LOOKS, self._end_without_terminal)
        if self.session.warning is not None:
            self._warn(spoken(self.session.warning))

    def _end_without_terminal(self) -> None:
        if terminal.is_gone():
            self.exit()

    # --- what is kept

    def _recorded(self) -> None:
        """Tell the learner when the log cannot be written, and when it can again."""
        trouble = self.session.log.trouble
        if trouble is not None and not self._troubled:
            self._warn(spoken(trouble))
        elif trouble is None and self._troubled:
            self.notify(tr("app.notice.recorded_again"))
        self._troubled = trouble is not None

    def _cannot_write(self, error: Exception) -> None:
        """In the thread of the writing: have the learner told."""
        self.call_later(self._warn, spoken(error.sentence) if isinstance(error, Trouble) else str(error))

    def remember(self, settings: Settings) -> None:
        """Use these settings and keep them; when the disk refuses, say so."""
        if settings != self.session.settings:
            self.session.settings = settings
            self.writing.later(partial(save_settings, self.session.workspace.root, settings))

    async def on_unmount(self) -> None:
        """End only when everything is on the disk."""
        await asyncio.to_thread(self.writing.close)

    @work(thread=True, group="prepare", exit_on_error=False)
    def prepare(self, exercise: Exercise) -> None:
        """Start the grader for an exercise in the background."""
        try:
            self.session.judge.prepare(exercise)
            family = FAMILIES[read_checks(exercise.checks).families[0]]
        except (CheckFolderError, OSError) as trouble:
            self.call_later(self._no_grader, str(trouble))
            return
        if not family.missing():
            self._waited_for[exercise.id] = family.label
            self._since.setdefault(family.label, time.monotonic())

    def loading(self, exercise: Exercise) -> Loading | None:
        """Return what was begun to be loaded for an exercise, and for how long; None for nothing."""
        label = self._waited_for.get(exercise.id)
        return None if label is None else Loading(label, int(time.monotonic() - self._since[label]))

    def give_up_loading(self, exercise: Exercise) -> None:
        """Say no longer that something is loaded: it could not be."""
        label = self._waited_for.pop(exercise.id, None)
        self._since.pop(label or "", None)

    def _warn(self, words: str) -> None:
        self.notify(words, severity="warning", timeout=NOTICE, markup=False)

    def _no_grader(self, why: str) -> None:
        self._warn(tr("app.notice.no_device", why=why))

    # --- ways between screens

    def show_home(self) -> None:
        """Close everything above home."""
        while len(self.screen_stack) > 2:
            self.pop_screen()

    def open_lesson(self, lesson: Lesson, page: int | None = None) -> None:
        """Open a lesson at `page` (from 0), or where the learner left it."""
        from tui.screens.lesson import LessonScreen

        self._open(LessonScreen(lesson, page))

    def open_exercise(self, exercise: Exercise) -> None:
        """Open an exercise; from another exercise it takes that one's place."""
        from tui.screens.exercise import ExerciseScreen

        self._open(ExerciseScreen(exercise))

    def open_place(self, place: Place) -> None:
        """Open the lesson or exercise to go on with."""
        if place.exercise is not None:
            self.open_exercise(place.exercise)
        else:
            self.open_lesson(place.lesson, place.page if place.kind is Going.LESSON else None)

    def _open(self, screen: TutorScreen[Any]) -> None:
        if type(self.screen) is type(screen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    # --- language

    def watch_language(self, language: str) -> None:
        """Say everything again in the new language, on every open screen, and remember it."""
        speak(language)
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                if isinstance(node, Retranslates):
                    node.retranslate()
            screen.refresh_bindings()
        self.remember(replace(self.session.settings, language=language))

    def action_switch_language(self) -> None:
        """Go to the next language."""
        self.language = next_language()

    def on_top_line_language_clicked(self) -> None:
        """Go to the next language."""
        self.action_switch_language()

    # --- help, theme, palette, keys

    def action_help(self) -> None:
        """Show every key of this screen."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings))

    def action_help_quit(self) -> None:
        """Say how to quit to somebody who pressed Ctrl+C, which copies."""
        self.notify(tr("app.notice.how_to_quit"))

    def action_choose_theme(self) -> None:
        """Choose the colours from a list."""
        self.search_themes()

    def _keep_theme(self, theme: Theme) -> None:
        self.remember(replace(self.session.settings, theme=theme.name))

    def search_themes(self) -> None:
        """Show the list of themes."""
        from textual.theme import ThemeProvider

        from tui.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder=tr("app.palette.theme")))

    def action_command_palette(self) -> None:
        """Open the palette."""
        from textual.system_commands import SystemCommandsProvider

        from tui.palette import Palette, PlaceProvider

        if not isinstance(self.screen, Palette):
            providers = [SystemCommandsProvider, PlaceProvider]
            self.push_screen(Palette(providers, placeholder=tr("app.palette.search"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Return what the palette offers."""
        from tui.palette import commands

        return commands(self, screen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every drawn line passes through."""
        return [*super().get_line_filters(), self._readable]

    def get_key_display(self, binding: Binding) -> str:
        """Return how a key is written in the last line."""
        return binding.key_display or key_name(binding, short=True)

    # --- when something of ours breaks

    def _fatal_error(self) -> None:
        """Leave with a sentence; Textual would print a traceback with all local values."""
        report = keep_report(self.session.workspace.root)
        if not self._exit_renderables:
            words = tr("app.breakdown.kept", report=report) if report else traceback.format_exc()
            self._exit_renderables.append(Text(words))
        self._close_messages_no_wait()
