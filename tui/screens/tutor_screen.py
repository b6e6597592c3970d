"""What all screens have in common: the first line, the footer, the language, the device in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, cast

from textual.screen import Screen, ScreenResultType
from textual.widgets import Footer

from tui.screens.speaking import Speaking
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from study.course import Exercise
    from study.session import Session
    from tui.app import TutorApp

DEVICE_POLL: Final = 0.5
WIDE: Final = 100


class TutorScreen(Speaking, Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen between the first line and the footer.

    A subclass writes `body`, `trail` and, where it has strings that stay on the screen, `retranslate` (calling super).
    The class `-wide` is on the screen from 100 columns.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - declared so by Textual

    _device_poll: Timer | None = None

    @property
    def tutor(self) -> TutorApp:
        """The app, as what it is."""
        return cast("TutorApp", self.app)

    @property
    def session(self) -> Session:
        """Course, workspace, log, settings and judge of this run."""
        return self.tutor.session

    def trail(self) -> tuple[str, ...]:
        """Return the way to this screen, without the title of the program."""
        return ()

    def device_exercise(self) -> Exercise | None:
        """Return the exercise whose device the first line shows."""
        return None

    def body(self) -> ComposeResult:
        """Yield what stands between the first line and the footer."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Yield the first line, the body and the footer."""
        yield TopLine(self.trail(), self.session.judge.choice)
        yield from self.body()
        yield Footer(show_command_palette=False, compact=True)

    def retranslate(self) -> None:
        """Say again what this screen itself says; widgets are asked by the app."""
        self.query_one(TopLine).trail = self.trail()

    def follow_course(self) -> None:
        """Show what the course, which was read anew, says by now.

        Raises KeyError when what this screen is about is no longer in it.
        """

    def show_device(self, device: str) -> None:
        """Show where code runs, as soon as somebody knows."""
        self.query_one(TopLine).runs_on = device
        if self._device_poll is not None:
            self._device_poll.stop()
            self._device_poll = None

    def follow_device(self) -> None:
        """Ask the judge now and then until it knows on which device the code of this screen runs.

        Meanwhile the first line says what is loaded, and for how long.
        """
        if self._device_poll is None and not self._ask_device():
            self._device_poll = self.set_interval(DEVICE_POLL, self._ask_device)

    def _ask_device(self) -> bool:
        exercise = self.device_exercise()
        if exercise is None:
            return False
        device = self.session.judge.device(exercise)
        if device:
            self.show_device(device)
        else:
            self.query_one(TopLine).runs_on = self.tutor.loading(exercise)
        return bool(device)
