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
from grader.vocabulary.arrays import fingerprint
from grader.vocabulary.comparison import difference
from grader.vocabulary.expectation import Expectation
from grader.vocabulary.facts import facts, side_by_side
from grader.vocabulary.loops import count_work
from grader.vocabulary.phrases import sentence_for
from grader.vocabulary.portability import FLOATS, follow_device, follow_dtype
from grader.vocabulary.showing import shorten
from grader.vocabulary.snapshots import changed_part, snapshot, unchanged
from grader.vocabulary.surroundings import Places, running
from grader.vocabulary.unmet import Unmet
from grader.worker.seeds import seed_all


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
        """Expect `condition` to be true, with words of the check's own. Mistakes are recognised by `got`.

        A text as `got` is a label to recognise by: the learner sees it only beside a `want`.
        """
        if not condition:
            shown = {} if want is None else facts(want)
            hidden = got is None or (isinstance(got, str) and want is None)
            raise Unmet("that", {"en": en, "ko": ko}, shown, {} if hidden else facts(got), fingerprint(got), means)

    @contextmanager
    def untouched(self, *things: Any, means: str | None = None) -> Iterator[None]:
        """Expect arrays, tensors, modules and lists of them to hold the same numbers after the block as before."""
        before = [snapshot(thing) for thing in things]
        yield
        for position, (thing, old) in enumerate(zip(things, before, strict=True)):
            new = snapshot(thing)
            if not unchanged(old, new):
                was, now, first = changed_part(old, new)
                actual, expected = side_by_side(now, was, first)
                text = message("input.changed", number=str(position + 1))
                often = message("input.changed.often")
                raise Unmet("input.changed", text, expected, actual, fingerprint(new), means, often)

    def gradients(self, function: Callable[..., Any], *inputs: Any, means: str | None = None) -> None:
        """Expect autograd's gradients of `function` to be those of finite differences, in float64.

        Source: torch.autograd.gradcheck. Raises Unmet with the first differing pair in its evidence.
        """
        from torch.autograd.gradcheck import GradcheckError, gradcheck

        leaves = [tensor.detach().double().cpu().requires_grad_() for tensor in inputs]
        try:
            gradcheck(function, leaves)
        except GradcheckError as error:
            shown = {"value": shorten(str(error), 200)}
            raise Unmet("gradient.differs", message("gradient.differs"), {}, shown, None, means) from None

    def vectorised(
        self, run: Callable[[int], Any], sizes: Sequence[int] = (5, 10, 20), means: str | None = "perf.python_loop"
    ) -> None:
        """Expect `run(n)` to issue as many torch operations, and to run as many lines, for every n of `sizes`."""
        work = [count_work(partial(run, size)) for size in sizes]
        for kind, counts in zip(("operations.grow", "lines.grow"), zip(*work, strict=True), strict=True):
            if max(counts) > min(counts):
                shown = {f"n = {size}": str(count) for size, count in zip(sizes, counts, strict=True)}
                want = {f"n = {size}": str(min(counts)) for size in sizes}
                raise Unmet(kind, message(kind), want, shown, "grows", means)

    def operations(
        self,
        run: Callable[[], Any],
        *,
        uses: Sequence[str] = (),
        avoids: Sequence[str] = (),
        means: str | None = None,
    ) -> None:
        """Expect `run()` to issue all of the ATen operations `uses` (``mm``, ``_softmax``) and none of `avoids`."""
        from grader.vocabulary.operations import operations_of

        ran = set(operations_of(run))
        for key, names in (
            ("operations.missing", [name for name in uses if name not in ran]),
            ("operations.avoid", [name for name in avoids if name in ran]),
        ):
            if names:
                listed = ", ".join(f"`{name}`" for name in names)
                shown = {"value": ", ".join(sorted(ran))}
                raise Unmet(key, message(key, names=listed), {}, shown, names, means)

    def follows_device(
        self, function: Callable[..., Any], *inputs: Any, shape: tuple[int, ...] | None = None, means: str | None = None
    ) -> None:
        """Expect `function` to give its result where its inputs are; `shape` is that of the (first) result.

        Called with copies of tensors and modules on torch's device ``meta``, so that a device written into the code
        shows without a GPU. Code that reads numbers on its way, as ``.item()`` does, cannot be judged so, and holds.
        """
        follow_device(function, inputs, shape, means)

    def follows_dtype(
        self, function: Callable[..., Any], *inputs: Any, dtypes: Sequence[str] = FLOATS, means: str | None = None
    ) -> None:
        """Expect the floating-point results of `function` to have the dtype of its floating-point inputs.

        Called once for each of `dtypes`, with copies of tensors, arrays and torch modules in it. Whole numbers and
        Keras layers stay as they are; NumPy, which has no bfloat16, gets float16 in its place.
        """
        follow_dtype(function, inputs, dtypes, means)

    def repeatable(self, run: Callable[[], Any], *, seed: int = 0, means: str | None = None) -> None:
        """Expect `run()` to give the same numbers twice, with all seeds set to `seed` before each call."""
        seed_all(seed)
        first = run()
        seed_all(seed)
        again = run()
        found = difference(again, first, rtol=0.0, atol=0.0, dtype=True)
        if found is not None:
            actual, expected = side_by_side(again, first, found.first)
            raise Unmet("seed.differs", message("seed.differs"), expected, actual, fingerprint(first), means)

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
        caught: list[tuple[warnings.WarningMessage, Places]] = []

        def keep(*words: Any, **options: Any) -> None:
            caught.append((warnings.WarningMessage(*words, **options), running()))

        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = keep
            yield
        if caught:
            first, places = caught[0]
            said = " ".join(str(first.message).split())
            known_one = sentence_for(f"{first.category.__name__}: {said}")
            text = known_one[1] if known_one else message("warned")
            seen = {"warning": first.category.__name__, "count": len(caught)}
            raise Unmet("warned", text, {}, {"warning": shorten(said, 300)}, seen, means, places=places)


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}".lstrip(".")
    if isinstance(node, ast.alias):
        return node.name
    return node.arg or "" if isinstance(node, ast.keyword) else ""
