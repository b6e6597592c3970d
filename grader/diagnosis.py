"""Recognise a known mistake by what it does: the one that behaves on the failed checks as the submission did."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from grader.behaviour import Behaviour, same, same_throughout
from grader.checks import CheckFolder, mistake_key
from grader.events import Cancelled
from grader.job import Source
from grader.messages import exercise_messages, known, message
from grader.mistakes import KnownMistakes, state
from grader.runs import Runner
from grader.verdict import Verdict

AHEAD: Final = 4
"""Mistakes that one worker runs ahead of time: what it found is kept when the learner goes on to something else."""


class Diagnosis:
    """Knows how the mistakes of an exercise behave, and names the one that was made.

    memory: a folder to remember behaviours in from one program to the next.
    """

    def __init__(self, runner: Runner, memory: Path | None = None) -> None:
        self._runner = runner
        self._memory = memory
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], KnownMistakes] = {}

    def learn(self, folder: CheckFolder, device: str, stop: threading.Event) -> None:
        """Find out how the mistakes of `folder` behave, in processes that let all others go first. Raises Cancelled.

        Who asks for a mistake meanwhile does not wait for these: a process that goes last may take its time.
        """
        names = [check.name for check in folder.expected]
        mistakes = self._mistakes(folder, device)
        while unknown := mistakes.unknown(names)[:AHEAD]:
            self._run(mistakes, unknown, names, folder, device, stop, quiet=True)

    def name_the_mistake(
        self,
        verdict: Verdict,
        observed: Mapping[str, Behaviour],
        folder: CheckFolder,
        device: str,
        stop: threading.Event,
    ) -> Verdict:
        """Return `verdict` with the recognised mistake on the checks that it explains, or as it is.

        observed: behaviour of the submission on the checks that failed. What is not known of the mistakes by now is
        found out in one worker, as far as is needed here. Raises Cancelled.
        """
        failed = [check.name for check in verdict.checks if check.name in observed]
        if not failed or any(check.mistake for check in verdict.checks if check.name == failed[0]):
            return verdict
        # The checks before the first failed one tell a mistake that fails earlier from the one that was made.
        first = [check.name for check in folder.expected].index(failed[0])
        compared = [check.name for place, check in enumerate(folder.expected) if place < first or check.name in failed]
        mistakes = self._mistakes(folder, device)
        while not mistakes.asked.acquire(timeout=0.05):
            if stop.is_set():
                raise Cancelled
        try:
            like = (failed[0], observed[failed[0]])
            exactly = {name: observed[name] for name in failed}
            while unknown := mistakes.better(compared, exactly, like):
                self._run(mistakes, unknown, compared, folder, device, stop, like=like, until=exactly)
            behaviours = mistakes.behaviours(compared)
        finally:
            mistakes.asked.release()
        name = recognise(failed, observed, behaviours)
        own = exercise_messages(folder.folder)
        if name is None or not known(mistake_key(Path(name)), own):
            return verdict
        key = mistake_key(Path(name))
        text = message(key, own)
        return verdict.with_checks(
            tuple(
                replace(check, mistake=key, mistake_message=text)
                if check.name in failed and check.name in behaviours[name]
                else check
                for check in verdict.checks
            )
        )

    def _mistakes(self, folder: CheckFolder, device: str) -> KnownMistakes:
        key = (state(folder), device)
        with self._lock:
            if key not in self._known:
                self._known[key] = KnownMistakes(folder, device, key[0], self._memory)
            return self._known[key]

    def _run(
        self,
        mistakes: KnownMistakes,
        files: Sequence[Path],
        names: Sequence[str],
        folder: CheckFolder,
        device: str,
        stop: threading.Event,
        *,
        like: tuple[str, Behaviour] | None = None,
        until: Mapping[str, Behaviour] | None = None,
        quiet: bool = False,
    ) -> None:
        """Find out how `files` behave on the checks `names`; with `like`, only those that behave so on that check.

        Those after one that behaves exactly as `until` stay unknown; so do those after one that ends its worker, which
        is given up.
        """
        expected = [check for check in folder.expected if check.name in names]
        # The family of the check that tells them apart comes first: what is not alike need not be run in the others.
        telling = next((check.family for check in expected if like is not None and check.name == like[0]), "")
        families = sorted(dict.fromkeys(check.family for check in expected), key=lambda family: family != telling)
        failed: dict[Path, dict[str, Behaviour]] = {file: {} for file in files}
        for family in families:
            ran = list(failed)
            run = self._runner.run(
                Source(
                    tuple(file.read_text(encoding="utf-8") for file in ran),
                    folder.folder.name,
                    device,
                    compare=True,
                    like=like if family == telling else None,
                    until=until if len(families) == 1 else None,
                    quiet=quiet,
                ),
                folder,
                [check for check in expected if check.family == family],
                lambda _: None,
                stop,
            )
            for place, seen in run.compared.items():
                failed[ran[place]].update(seen)
            unlike = set()
            if like is not None:
                for place, behaviour in run.alone.items():
                    mistakes.learn_alone(ran[place], like[0], behaviour)
                    if behaviour is None or not same(like[1], behaviour):
                        unlike.add(place)
            lost = [file for place, file in enumerate(ran) if place not in run.compared and place not in unlike]
            if until is not None and any(same_throughout(seen, until) for seen in run.compared.values()):
                lost = []  # it ended there
            for file in lost if run.broken else lost[:1]:
                mistakes.give_up(file, names)
            failed = {ran[place]: failed[ran[place]] for place in run.compared}
            if not failed:
                break
        for file, seen in failed.items():
            mistakes.learn(file, names, seen)
        if failed:
            mistakes.keep()


def recognise(
    failed: Sequence[str], observed: Mapping[str, Behaviour], known_ones: Mapping[str, Mapping[str, Behaviour]]
) -> str | None:
    """Return the name of the known mistake that explains the submission best, or None.

    failed: checks that did not hold, in order. observed: the submission's behaviour on them.
    known_ones: behaviour of each mistake on the checks it fails. A mistake counts when it agrees on the first failed
    check; among those, the one that agrees on most failed checks and fails fewest others; then the first by name.
    """
    best: tuple[int, int] | None = None
    found: str | None = None
    for name, behaviours in sorted(known_ones.items()):
        agreeing = [check for check in failed if check in behaviours and same(observed[check], behaviours[check])]
        if failed[0] not in agreeing:
            continue
        score = (len(agreeing), -len(behaviours.keys() - set(agreeing)))
        if best is None or score > best:
            best, found = score, name
    return found
