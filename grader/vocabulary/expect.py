"""The `expect` fixture: what a check may expect of a value, and of the learner's code as a whole.

Messages come from the catalogue by key; a check adds words of its own with `Expect.that`.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from grader.messages import message
from grader.vocabulary.arrays import facts, fingerprint
from grader.vocabulary.expectation import Expectation
from grader.vocabulary.snapshots import brief, snapshot, unchanged
from grader.vocabulary.unmet import Unmet


class Expect:
    """Called with a value, it wraps it; its methods expect things of the learner's code as a whole."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree

    def __call__(self, value: Any, *, en: str = "", ko: str = "") -> Expectation:
        """Wrap what the learner's code produced; `en` and `ko` name it in messages."""
        return Expectation(value, {"en": en or ko, "ko": ko or en} if en or ko else {})

    def that(
        self, condition: Any, *, en: str, ko: str, got: Any = None, want: Any = None, means: str | None = None
    ) -> None:
        """Expect `condition` to be true, with words of the check's own. Mistakes are recognised by `got`."""
        if not condition:
            shown = {} if want is None else facts(want)
            raise Unmet("that", {"en": en, "ko": ko}, shown, {} if got is None else facts(got), fingerprint(got), means)

    @contextmanager
    def untouched(self, *things: Any, means: str | None = None) -> Iterator[None]:
        """Expect arrays, tensors, modules and lists of them to hold the same numbers after the block as before."""
        before = [snapshot(thing) for thing in things]
        yield
        for position, (thing, old) in enumerate(zip(things, before, strict=True)):
            new = snapshot(thing)
            if not unchanged(old, new):
                raise Unmet(
                    "input.changed",
                    message("input.changed", number=str(position + 1)),
                    {"value": brief(old)},
                    {"value": brief(new)},
                    fingerprint(new),
                    means,
                )

    def gradients(self, function: Callable[..., Any], *inputs: Any, means: str | None = None) -> None:
        """Expect autograd's gradients of `function` to be those of finite differences, in float64.

        Source: torch.autograd.gradcheck. Raises Unmet with the first differing pair in its evidence.
        """
        from torch.autograd.gradcheck import GradcheckError, gradcheck

        leaves = [tensor.detach().double().cpu().requires_grad_() for tensor in inputs]
        try:
            gradcheck(function, leaves)
        except GradcheckError as error:
            shown = {"value": " ".join(str(error).split())[:200]}
            raise Unmet("gradient.differs", message("gradient.differs"), {}, shown, None, means) from None

    def vectorised(
        self, run: Callable[[int], Any], sizes: Sequence[int] = (5, 10, 20), means: str | None = "perf.python_loop"
    ) -> None:
        """Expect `run(n)` to issue the same number of torch operations for every n of `sizes`."""
        from grader.vocabulary.operations import count_operations

        counts = [count_operations(partial(run, size)) for size in sizes]
        if max(counts) > min(counts):
            shown = {f"n = {size}": str(count) for size, count in zip(sizes, counts, strict=True)}
            want = {f"n = {size}": str(min(counts)) for size in sizes}
            raise Unmet("operations.grow", message("operations.grow"), want, shown, "grows", means)

    def avoids(self, *names: str, means: str | None = None) -> None:
        """Expect the learner's source to use none of these names; dotted ones match from the right."""
        for node in ast.walk(self._tree):
            used = _dotted(node)
            for name in names:
                if used == name or used.endswith(f".{name}"):
                    line = str(getattr(node, "lineno", 0))
                    text = message("source.avoid", name=name, line=line)
                    raise Unmet("source.avoid", text, {}, {"line": line}, name, means)

    @contextmanager
    def no_warnings(self, means: str | None = None) -> Iterator[None]:
        """Expect the block to raise no warning."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
        if caught:
            first = " ".join(str(caught[0].message).split())
            seen = {"warning": caught[0].category.__name__, "count": len(caught)}
            raise Unmet("warned", message("warned"), {}, {"warning": first[:300]}, seen, means)


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}".lstrip(".")
    if isinstance(node, ast.alias):
        return node.name
    return node.arg or "" if isinstance(node, ast.keyword) else ""
