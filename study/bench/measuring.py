"""The whole measuring, one thing at a time."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from grader import FAMILIES
from study.bench.on_screen import save_to_screen
from study.bench.part import NotHere, Part
from study.bench.saving import save_to_verdict
from study.bench.side_by_side import side_by_side
from study.bench.starting import start_up
from study.bench.target import choose, small_fit
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.text import Text
    from study.bench.part import Tell
    from study.course import Course


def measure(course: Course, rounds: int, device: str, language: str, tell: Tell) -> Iterator[Part]:
    """Yield each part as soon as it is measured. Nothing of the learner is touched. Raises nothing of its own."""
    targets = {family: choose(course, family) for family in FAMILIES}
    failed: dict[str, Text | None] = {}
    for family, target in targets.items():
        if target is None:
            yield Part(family, {"label": FAMILIES[family].label}, missing=_no_exercise(FAMILIES[family].label))
        elif absent := FAMILIES[family].missing():
            yield Part(family, {"label": FAMILIES[family].label}, missing=_not_installed(", ".join(absent)))
        else:
            part = _tried(family, partial(side_by_side, target, rounds, device, tell))
            if part.failed:
                failed[target.exercise.id] = part.missing
            yield part
    if not FAMILIES["tensorflow"].missing():
        yield _tried("small_fit", lambda: replace(side_by_side(small_fit(), rounds, device, tell), name="small_fit"))
    first = next((target for target in targets.values() if target is not None), None)
    if first is not None and first.exercise.id in failed:
        # What did not end as it should will not do so after a save either.
        for name in ("save", "screen"):
            yield Part(name, {}, missing=failed[first.exercise.id], failed=True)
    elif first is not None:
        yield _tried("save", partial(save_to_verdict, course, first, rounds, device, tell))
        yield _tried("screen", partial(save_to_screen, course, first, rounds, language, device, tell))
    yield _tried("start", partial(start_up, course, rounds, language, tell))


def _tried(name: str, measured: Callable[[], Part]) -> Part:
    label = {"label": FAMILIES[name].label} if name in FAMILIES else {}
    try:
        return measured()
    except Trouble as trouble:
        return Part(name, label, missing=trouble.sentence, failed=not isinstance(trouble, NotHere))
    except (OSError, subprocess.SubprocessError) as error:
        said = str(error)
        return Part(name, label, missing={"en": said, "ko": said}, failed=True)


def _no_exercise(label: str) -> Text:
    return {
        "en": f"This course has no exercise with a solution for {label}.",
        "ko": f"이 코스에는 {label} 연습 문제(풀이 포함)가 없어요.",
    }


def _not_installed(packages: str) -> Text:
    return {"en": f"Not installed: {packages}.", "ko": f"설치되지 않았어요: {packages}"}
