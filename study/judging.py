"""Hand a learner's file to the grader, and note the verdict in the progress log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader import CheckStatus, Grader, Submission, Verdict
from study.event import Kind
from study.workspace import WorkspaceError

if TYPE_CHECKING:
    import threading

    from grader import Listener
    from study.course import Course, Exercise
    from study.progress import ProgressLog
    from study.workspace import Workspace


class Judge:
    """Judges the exercises of one workspace. Starts nothing before it is asked to; a context manager.

    choice: the device that was asked for: auto, cpu, cuda or mps.
    """

    def __init__(
        self,
        course: Course,
        workspace: Workspace,
        log: ProgressLog,
        device: str = "auto",
        *,
        grader: Grader | None = None,
    ) -> None:
        self.choice = device
        self._course = course
        self._workspace = workspace
        self._log = log
        self._grader = grader or Grader(workspace.root / ".tutor" / "mistakes")

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self, exercise: Exercise) -> None:
        """Start what an exercise needs, in the background. Returns at once."""
        self._grader.prepare(exercise.checks, self.choice)

    def device(self, exercise: Exercise) -> str | None:
        """Return where the code of an exercise will run, or None until that is known."""
        return self._grader.device(exercise.checks, self.choice)

    def judge(
        self, exercise: Exercise, listen: Listener | None = None, cancelled: threading.Event | None = None
    ) -> Verdict:
        """Judge the learner's file of an exercise, as it is on the disk. Blocks.

        The verdict is noted in the log when it counts as an attempt; look at the log's `trouble` afterwards.
        Raises grader.Cancelled soon after `cancelled` is set; then nothing is noted.
        """
        submission = Submission(
            exercise=exercise.id,
            file=self._workspace.file(exercise),
            checks=exercise.checks,
            stub=exercise.stub,
            device=self.choice,
            course_version=self._course.version,
        )
        digest = self._digest(exercise)
        verdict = self._grader.grade(submission, listen=listen, cancelled=cancelled)
        if verdict.counts_as_attempt:
            self._note(verdict, digest)
        return verdict

    def close(self) -> None:
        """End the grader's processes."""
        self._grader.close()

    def _digest(self, exercise: Exercise) -> str:
        try:
            return self._workspace.digest(exercise)
        except WorkspaceError:
            return ""

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
