"""The result of a run: how it stands, its checks one by one, curves, what was printed, and what comes after passing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical, VerticalScroll

from tui.run import Phase, Run
from tui.widgets.check import CheckRow
from tui.widgets.curve import Curve
from tui.widgets.evidence import Evidence, Finding
from tui.widgets.output import OutputBox
from tui.widgets.passed import Afterwards, PassedBox
from tui.widgets.read_again import ReadAgain
from tui.widgets.searching import Searching
from tui.widgets.status import StatusLine, phase_classes
from tui.widgets.styled_alone import StyledAlone

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from study.explaining import PageToRead

_TICK: Final = 0.1


class VerdictScroll(StyledAlone, VerticalScroll):
    """What can be longer than the panel."""


class VerdictPanel(StyledAlone, Vertical):
    """Shows one `Run` after the other with `show`. `afterwards` is the Markdown for a run that passed."""

    DEFAULT_CSS = """
    VerdictPanel { border-left: outer $panel; }
    VerdictPanel.-starting, VerdictPanel.-running { border-left: outer $primary; }
    VerdictPanel.-waiting { border-left: outer $secondary; }
    VerdictPanel.-passed { border-left: double $success; }
    VerdictPanel.-failed { border-left: outer $warning; }
    VerdictPanel.-timeout { border-left: heavy $accent; }
    VerdictPanel.-crashed { border-left: heavy $error; }
    VerdictPanel.-invalid { border-left: dashed $error; }
    VerdictPanel.-unavailable { border-left: dashed $foreground; }
    VerdictPanel > VerdictScroll { scrollbar-size-vertical: 1; padding-top: 1; }
    VerdictPanel .group { height: auto; }
    VerdictPanel #whole > Evidence { padding: 0 1; margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="verdict")
        self.run = Run()
        self._rows: dict[str, CheckRow] = {}
        self._curves: dict[str, Curve] = {}
        self._whole: Finding | None = None
        self._is_another = False
        self._opened_itself: str | None = None
        self._began = 0.0
        self._ticking: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the status, then everything that scrolls under it."""
        yield StatusLine()
        yield Searching()
        with VerdictScroll():
            yield Vertical(id="whole", classes="group")
            yield PassedBox()
            yield Vertical(id="checks", classes="group")
            yield ReadAgain()
            yield Afterwards()
            yield Vertical(id="curves", classes="group")
            yield OutputBox()

    def on_mount(self) -> None:
        """Draw the empty run."""
        self._ticking = self.set_interval(_TICK, self._draw_status, pause=True)
        self.show(self.run)

    def show(self, run: Run, page: PageToRead | None = None) -> None:
        """Show what is known of a run now, and the page of a lesson that explains it.

        The first failed check opens itself; what the learner opened stays open.
        """
        if self._is_another:
            self._is_another = False
            self._begin()
        passed_now = run.phase is Phase.PASSED and self.run.phase is not Phase.PASSED
        self.run = run
        self.update_classes(phase_classes(run.phase))
        self._draw_status()
        self.query_one(Searching).show(run.searching)
        if self._ticking is not None:
            (self._ticking.resume if run.phase.under_way else self._ticking.pause)()
        self._draw_whole()
        self._draw_checks()
        self.query_one(ReadAgain).show(page)
        self._draw_curves()
        self.query_one(PassedBox).show(run.phase is Phase.PASSED, cheer=passed_now and run.recalled is None)
        self.query_one(Afterwards).show(run.phase is Phase.PASSED)
        self.query_one(OutputBox).show(run.output, truncated=run.verdict is not None and run.verdict.truncated)

    def expect_another(self) -> None:
        """Take what is shown next for another run, that begins now."""
        self._is_another = True
        self._began = time.monotonic()

    def set_afterwards(self, markdown: str, *, has_next: bool) -> None:
        """Set what is said once the exercise has passed."""
        self.query_one(Afterwards).set_text(markdown)
        self.query_one(PassedBox).set_next(has_next)

    def retranslate(self) -> None:
        """Say everything of this panel itself in the language now spoken; its parts are asked by the app."""
        self._draw_status()
        self._whole = None
        self._draw_whole()

    def focus_result(self) -> None:
        """Give the keys to the first failed check, else to all of it."""
        row = self._rows.get(self.run.first_failed or "")
        if row is not None and row.is_attached:
            row.take_keys()
            self._reveal(row)
        else:
            self.query_one(VerdictScroll).focus(scroll_visible=False)

    def _begin(self) -> None:
        self._opened_itself = None
        for row in self._rows.values():
            row.open(False)
        self.query_one(VerdictScroll).scroll_home(animate=False)

    def _draw_status(self) -> None:
        self.query_one(StatusLine).show(self.run, time.monotonic() - self._began)

    def _draw_whole(self) -> None:
        verdict = self.run.verdict
        finding = Finding.of_verdict(verdict) if verdict is not None else None
        if finding is not None and finding.message is None and not finding.error:
            finding = None
        if finding == self._whole:
            return
        self._whole = finding
        place = self.query_one("#whole")
        place.remove_children()
        if finding is not None:
            place.mount(Evidence(finding))

    def _draw_checks(self) -> None:
        rows = self.run.rows()
        if tuple(self._rows) != tuple(name for name, _, _ in rows):
            place = self.query_one("#checks")
            place.remove_children()
            self._rows = {name: CheckRow(name, title, result) for name, title, result in rows}
            place.mount_all(self._rows.values())
        for name, _, result in rows:
            self._rows[name].show(result)
        failed = self.run.first_failed
        if failed is not None and failed != self._opened_itself:
            self._opened_itself = failed
            self._rows[failed].open(True)
            self._reveal(self._rows[failed])

    def _draw_curves(self) -> None:
        if not set(self._curves) <= set(self.run.curves):
            self.query_one("#curves").remove_children()
            self._curves = {}
        for name, values in self.run.curves.items():
            if name in self._curves:
                self._curves[name].values = values
            else:
                self._curves[name] = Curve(name, values)
                self.query_one("#curves").mount(self._curves[name])

    def _reveal(self, row: CheckRow) -> None:
        """Bring a row into sight with all that it says, or from its top when it is longer than the panel."""

        def scroll() -> None:
            if row.is_attached:
                row.scroll_visible(animate=False, immediate=True)

        self.call_after_refresh(scroll)
