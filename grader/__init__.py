"""Grade a learner's file against a folder of checks. Usable alone; it imports no framework and none of the other rooms.

>>> from pathlib import Path
>>> from grader import Grader, Submission
>>> checks = Path("grader/hidden/02_autograd/grad_of")
>>> with Grader() as grader:                                                       # doctest: +SKIP
...     verdict = grader.grade(Submission("02_autograd/grad_of", Path("grad_of.py"), checks))
...     verdict.passed, verdict.mistake, verdict.to_json()
"""

from typing import TYPE_CHECKING, Any

from grader.checks import CheckFolder, CheckFolderError, ExpectedCheck, mistake_key, read_checks
from grader.events import (
    Cancelled,
    CheckFinished,
    GradingEvent,
    Judged,
    Listener,
    MetricLogged,
    OutputPrinted,
    Started,
    Waiting,
)
from grader.families import FAMILIES, Family
from grader.submission import Submission
from grader.text import LANGUAGES, Text, say
from grader.verdict import CheckResult, CheckStatus, Status, Verdict, Where

if TYPE_CHECKING:
    from grader.client import Grader

__all__ = [
    "FAMILIES",
    "LANGUAGES",
    "Cancelled",
    "CheckFinished",
    "CheckFolder",
    "CheckFolderError",
    "CheckResult",
    "CheckStatus",
    "ExpectedCheck",
    "Family",
    "Grader",
    "GradingEvent",
    "Judged",
    "Listener",
    "MetricLogged",
    "OutputPrinted",
    "Started",
    "Status",
    "Submission",
    "Text",
    "Verdict",
    "Waiting",
    "Where",
    "mistake_key",
    "read_checks",
    "say",
]


def __getattr__(name: str) -> Any:
    """Bring in the client when it is first asked for: who only reads verdicts needs nothing that starts processes."""
    if name == "Grader":
        from grader.client import Grader

        return Grader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
