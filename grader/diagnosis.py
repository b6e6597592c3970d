"""Recognise a known mistake by what it does: the one that behaves on the failed checks as the submission did."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from grader.behaviour import Behaviour, same
from grader.checks import CheckFolder, mistake_key
from grader.messages import exercise_messages, known, message
from grader.runs import Runner, Source
from grader.verdict import Verdict

AT_ONCE: Final = 2


class Diagnosis:
    """Runs the known mistakes of an exercise, remembers how they behave, and names the one that was made."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._remembered: dict[tuple[str, str], Behaviour | None] = {}

    def name_the_mistake(
        self,
        verdict: Verdict,
        observed: Mapping[str, Behaviour],
        folder: CheckFolder,
        device: str,
        stop: threading.Event,
    ) -> Verdict:
        """Return `verdict` with the recognised mistake on the checks that it explains, or as it is.

        observed: behaviour of the submission on the checks that failed. Raises Cancelled.
        """
        failed = [check.name for check in verdict.checks if check.name in observed]
        if not failed or any(check.mistake for check in verdict.checks if check.name == failed[0]):
            return verdict
        # The checks before the first failed one tell a mistake that fails earlier from the one that was made.
        first = [check.name for check in folder.expected].index(failed[0])
        compared = [check.name for place, check in enumerate(folder.expected) if place < first or check.name in failed]

        def behave(file: Path) -> Mapping[str, Behaviour]:
            return self._behaviour(file, folder, compared, device, stop)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            known_ones = dict(
                zip((file.name for file in folder.mistakes), pool.map(behave, folder.mistakes), strict=True)
            )
        name = recognise(failed, observed, known_ones)
        own = exercise_messages(folder.folder)
        if name is None or not known(mistake_key(Path(name)), own):
            return verdict
        key = mistake_key(Path(name))
        text = message(key, own)
        return verdict.with_checks(
            tuple(
                replace(check, mistake=key, mistake_message=text)
                if check.name in failed and check.name in known_ones[name]
                else check
                for check in verdict.checks
            )
        )

    def _behaviour(
        self, file: Path, folder: CheckFolder, names: Sequence[str], device: str, stop: threading.Event
    ) -> Mapping[str, Behaviour]:
        source = Source(file.read_text(encoding="utf-8"), folder.folder.name, device)
        parts = (str(folder.test), folder.test.read_text(encoding="utf-8"), source.text, device)
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        wanted = [
            check for check in folder.expected if check.name in names and (digest, check.name) not in self._remembered
        ]
        for family in dict.fromkeys(check.family for check in wanted):
            expected = [check for check in wanted if check.family == family]
            run = self._runner.run(source, folder, expected, lambda _: None, stop)
            for check in expected:
                self._remembered[digest, check.name] = run.behaviours.get(check.name)
        seen = {name: self._remembered.get((digest, name)) for name in names}
        return {name: behaviour for name, behaviour in seen.items() if behaviour is not None}


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
