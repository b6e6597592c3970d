"""Grade a learner's file against a folder of checks. Usable alone; it imports no framework and none of the other rooms.

>>> from pathlib import Path
>>> from grader import Grader, Submission
>>> checks = Path("grader/hidden/02_autograd/grad_of")
>>> with Grader() as grader:                                                       # doctest: +SKIP
...     verdict = grader.grade(Submission("02_autograd/grad_of", Path("grad_of.py"), checks))
...     verdict.passed, verdict.mistake, verdict.to_json()
"""

from grader.checks import CheckFolder, CheckFolderError, ExpectedCheck, mistake_key, read_checks
from grader.client import Grader
from grader.events import (
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
from grader.runs import Cancelled
from grader.submission import Submission
from grader.text import LANGUAGES, Text, say
from grader.verdict import CheckResult, CheckStatus, Status, Verdict, Where

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
