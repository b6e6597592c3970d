"""Recognise a known mistake by what it does: the one that behaves on the failed checks as the submission did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.behaviour import Behaviour, same


def recognise(
    failed: Sequence[str], observed: Mapping[str, Behaviour], known: Mapping[str, Mapping[str, Behaviour]]
) -> str | None:
    """Return the name of the known mistake that explains the submission best, or None.

    failed: checks that did not hold, in order. observed: the submission's behaviour on them.
    known: behaviour of each mistake on the checks it fails. A mistake counts when it agrees on the first failed check;
    among those, the one that agrees on most of the failed checks and fails fewest others; then the first by name.
    """
    if not failed:
        return None
    best: tuple[int, int] | None = None
    found: str | None = None
    for name, behaviours in sorted(known.items()):
        agreeing = [check for check in failed if check in behaviours and same(observed[check], behaviours[check])]
        if failed[0] not in agreeing:
            continue
        score = (len(agreeing), -len(behaviours.keys() - set(agreeing)))
        if best is None or score > best:
            best, found = score, name
    return found
