"""Hand a learner's file to the grader, and note the verdict in the progress log."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from grader import CheckFolderError, CheckResult, CheckStatus, Judged, Status, Submission, Verdict, read_checks
from study import probes
from study.event import Kind
from study.learner_file import NotOrdinary
from study.workspace import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from grader import Grader, GradingEvent, Listener
    from grader.text import Text
    from study.course import Course, Exercise
    from study.progress import ProgressLog
    from study.workspace import Workspace


class Judge:
    """Judges the exercises of one workspace. Starts nothing before it is asked to; a context manager.

    choice: the device that was asked for: auto, cpu, cuda or mps.
    anyway: whether checks of `strangers`, ids of courses from elsewhere, are run where nothing shuts them in.
    """

    def __init__(
        self,
        course: Course,
        workspace: Workspace,
        log: ProgressLog,
        device: str = "auto",
        *,
        grader: Grader | None = None,
        strangers: frozenset[str] = frozenset(),
        confines: Callable[[], bool] = probes.confines,
    ) -> None:
        self.choice = device
        self.anyway = False
        self._strangers = strangers
        self._confines = cache(confines)
        self._course = course
        self._workspace = workspace
        self._log = log
        self._made = grader
        self._is_closed = False
        self._making = threading.Lock()

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _grader(self) -> Grader:
        # Made when it is first needed: what it brings in would keep the first screen waiting.
        with self._making:
            if self._made is None:
                from grader import Grader

                self._made = Grader(self._workspace.root / ".tutor" / "mistakes")
                if self._is_closed:
                    self._made.close()
            return self._made

    def prepare(self, exercise: Exercise) -> None:
        """Start what an exercise needs, in the background. Returns soon."""
        if not self._is_too_strange(exercise):
            self._grader.prepare(exercise.checks, self.choice)

    def start_all(self, exercises: Iterable[Exercise]) -> None:
        """Start every host that these exercises need, in the background. Returns at once."""
        first: dict[str, Exercise] = {}
        for exercise in exercises:
            with suppress(CheckFolderError):
                first.setdefault(read_checks(exercise.checks).families[0], exercise)
        for exercise in first.values():
            self._grader.start(exercise.checks)

    def device(self, exercise: Exercise) -> str | None:
        """Return where the code of an exercise will run, or None until that is known."""
        return self._grader.device(exercise.checks, self.choice)

    def judge(
        self, exercise: Exercise, listen: Listener | None = None, cancelled: threading.Event | None = None
    ) -> Verdict:
        """Judge the learner's file of an exercise, as it is on the disk. Blocks.

        The verdict is noted in the log when it counts as an attempt; look at the log's `trouble` afterwards.
        Raises grader.Cancelled soon after `cancelled` is set; then nothing is noted, unless the verdict stood already
        and only the mistake behind it was still looked for.
        """
        digest = ""
        refused = None
        try:
            digest = self._workspace.digest(exercise)
        except NotOrdinary as trouble:
            # The grader would follow a link; nothing else here does, and no save behind one would be noticed.
            refused = self._unrun(exercise, Status.INVALID, trouble.sentence)
        except WorkspaceError:
            pass  # the grader says why in its own words
        if self._is_too_strange(exercise):
            return self._unrun(exercise, Status.UNAVAILABLE, _too_strange(exercise))
        stands: list[Verdict] = []

        def hear(event: GradingEvent) -> None:
            if isinstance(event, Judged):
                stands.append(event.verdict)
            if listen is not None:
                listen(event)

        try:
            stands.append(refused or self._graded(exercise, hear, cancelled))
        finally:
            if stands and stands[-1].counts_as_attempt:
                self._note(stands[-1], digest)
        return stands[-1]

    def close(self) -> None:
        """End the grader's processes."""
        with self._making:
            self._is_closed = True
            if self._made is not None:
                self._made.close()

    def _graded(self, exercise: Exercise, listen: Listener, cancelled: threading.Event | None) -> Verdict:
        submission = Submission(
            exercise=exercise.id,
            file=self._workspace.file(exercise),
            checks=exercise.checks,
            stub=exercise.stub,
            device=self.choice,
            course_version=self._course.part(exercise.lesson).version,
        )
        return self._grader.grade(submission, listen=listen, cancelled=cancelled)

    def _is_too_strange(self, exercise: Exercise) -> bool:
        """Whether the checks of an exercise come from elsewhere and nothing here would shut them in."""
        if self.anyway or not self._strangers or self._course.part(exercise.lesson).id not in self._strangers:
            return False
        return not self._confines()

    def _unrun(self, exercise: Exercise, status: Status, why: Text) -> Verdict:
        try:
            expected = read_checks(exercise.checks).expected
        except CheckFolderError:
            expected = ()
        checks = tuple(CheckResult(check.name, check.title, CheckStatus.NOT_RUN) for check in expected)
        version = self._course.part(exercise.lesson).version
        return Verdict(exercise.id, status, checks, why, course_version=version)

    def _note(self, verdict: Verdict, digest: str) -> None:
        self._log.append(
            Kind.VERDICT,
            exercise=verdict.exercise,
            status=str(verdict.status),
            mistake=verdict.mistake,
            device=verdict.device,
            seconds=round(verdict.seconds, 3),
            passed=sum(check.status is CheckStatus.PASSED for check in verdict.checks),
            total=len(verdict.checks),
            digest=digest,
        )


def _too_strange(exercise: Exercise) -> Text:
    return {
        "en": "The checks of this exercise are programs from somebody else's course, and nothing on this machine shuts "
        "them in (`python tutor.py doctor` says more). They were not run. If you trust who made the course: "
        f"python tutor.py grade {exercise.id} --anyway",
        "ko": "이 연습의 채점 코드는 다른 사람이 만든 코스의 프로그램인데, 이 컴퓨터에는 그것을 가둘 방법이 없어요"
        "(`python tutor.py doctor`에서 자세히 볼 수 있어요). 그래서 실행하지 않았어요. "
        f"코스를 만든 사람을 믿는다면 이렇게 실행하세요: python tutor.py grade {exercise.id} --anyway",
    }
