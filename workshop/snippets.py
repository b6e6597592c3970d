"""Run the code that a lesson shows, and compare what it prints with what the lesson says that it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study import markdown
from study.printed import last_line
from study.question import QuestionKind, mark
from workshop.complaint import Complaint, Step, complain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from study.course import Lesson
    from study.lesson_text import LessonText, Page
    from study.question import Question

SECONDS: Final = 180
GIVEN: Final[Mapping[str, str]] = {
    "torch": "import torch\n",
    "np.": "import numpy as np\n",
    "keras": "import keras\n",
}
"""What a question's snippet need not import, by what shows that it uses it."""
_RUNNER: Final = Path(__file__).with_name("snippet_runner.py")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A block of Python, and the output that the lesson shows right after it, if it shows one."""

    code: str
    shown: str | None


@dataclass(frozen=True, slots=True)
class Output:
    """What a snippet printed; what an error says stands at its end when one ended it: `failed`."""

    text: str
    failed: bool

    @property
    def last_line(self) -> str:
        """The last line that is not empty."""
        return last_line(self.text)


def snippets(page: Page) -> tuple[Snippet, ...]:
    """Return the snippets of a page in order: they run one after the other in one interpreter."""
    found = []
    for part in page.parts:
        if not isinstance(part, str):
            continue
        for fence, after in pairwise([*markdown.fences(part), None]):
            if fence is not None and fence.info == "python":
                follows = after is not None and after.info == "text" and not part[fence.end : after.start].strip()
                found.append(Snippet(fence.body, after.body if after is not None and follows else None))
    return tuple(found)


def asked(text: LessonText) -> tuple[Question, ...]:
    """Return the questions whose code prints their answer."""
    kinds = (QuestionKind.NUMBER, QuestionKind.OUTPUT)
    return tuple(question for question in text.questions if question.kind in kinds and question.code)


def wrong_snippets(lesson: Lesson, text: LessonText) -> Iterator[Complaint]:
    """Run all the code of a lesson in a process of its own; yield each snippet that prints something else."""
    file = lesson.folder / "en.md"
    written = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    pages = [found for page in text.pages if (found := snippets(page))]
    questions = asked(text)
    programs = [[snippet.code for snippet in page] for page in pages]
    programs += [[with_imports(question.code)] for question in questions]
    if not programs:
        return
    try:
        printed = run(programs)
    except SnippetsEnd as error:
        yield complain(lesson.id, Step.LANGUAGES, file, "snippets_end", how=error)
        return
    for page, outputs in zip(pages, printed, strict=False):
        for snippet, output in zip(page, outputs, strict=True):
            line = written.count("\n", 0, max(written.find(snippet.code), 0)) + 1
            if snippet.shown is None and output.failed:
                yield complain(lesson.id, Step.LANGUAGES, file, "snippet_fails", line, how=output.last_line)
            elif snippet.shown is not None and output.text.rstrip() != snippet.shown.rstrip():
                how = _first_other(output.text, snippet.shown)
                yield complain(lesson.id, Step.LANGUAGES, file, "snippet_prints", line, how=how)
    for question, (output,) in zip(questions, printed[len(pages) :], strict=True):
        if not mark(question, output.last_line).right:
            line = written.count("\n", 0, max(written.find(question.id), 0)) + 1
            how = output.last_line
            yield complain(lesson.id, Step.LANGUAGES, file, "question_prints", line, id=question.id, how=how)


class SnippetsEnd(Exception):
    """The process that runs snippets ended before it had told what they print."""


def run(programs: Sequence[Sequence[str]]) -> list[list[Output]]:
    """Return what each snippet of each program prints. Raises SnippetsEnd."""
    with tempfile.TemporaryDirectory(prefix="snippets-", ignore_cleanup_errors=True) as folder:
        environment = {
            **os.environ,
            "KERAS_BACKEND": os.environ.get("KERAS_BACKEND", "torch"),
            "KERAS_HOME": str(Path(folder) / "keras"),
            "CUDA_VISIBLE_DEVICES": "",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONUTF8": "1",
        }
        try:
            ended = subprocess.run(
                [sys.executable, str(_RUNNER)],
                input=json.dumps(programs).encode(),
                capture_output=True,
                cwd=folder,
                env=environment,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise SnippetsEnd(f"after {SECONDS} s") from None
        if ended.returncode:
            said = ended.stderr.decode("utf-8", "replace").strip().splitlines()
            raise SnippetsEnd(said[-1] if said else f"exit code {ended.returncode}")
        found = json.loads(ended.stdout.splitlines()[-1])
        return [[Output(text, failed) for text, failed in program] for program in found]


def with_imports(code: str) -> str:
    """Return the snippet of a question with the imports that it need not have."""
    return "".join(line for name, line in GIVEN.items() if name in code and line not in code) + code


def _first_other(output: str, shown: str) -> str:
    """Return the first printed line that is not the shown one."""
    have, want = output.rstrip().splitlines(), shown.rstrip().splitlines()
    place = next((n for n, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want)))
    return have[place] if place < len(have) else ""
