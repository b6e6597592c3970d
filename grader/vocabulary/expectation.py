"""One value that the learner's code produced, and what may be expected of it.

Each call that holds returns its wrapper; one that does not ends the check with a message from the catalogue.
"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from grader.vocabulary.arrays import device_name, dtype_name, is_torch, kind_of, shape_of
from grader.vocabulary.claim import Claim, kind_often
from grader.vocabulary.comparison import Difference, difference, dtype_often
from grader.vocabulary.facts import facts, side_by_side
from grader.vocabulary.showing import show_index, show_number, show_shape
from grader.vocabulary.surroundings import sizes_at_hand
from grader.vocabulary.training import Curve, events_of, missed_round, parameter_shapes


class Expectation(Claim):
    """One value that the learner's code produced, and what may be expected of it."""

    def close_to(
        self, want: Any, rtol: float = 1e-5, atol: float = 1e-6, dtype: bool = True, means: str | None = None
    ) -> Expectation:
        """Same shape, same dtype (unless `dtype` is False), same kind of device and every number close.

        NaN never holds. Where `want` is a tuple or list of arrays, as many results in that order.
        """
        found = difference(self.value, want, rtol=rtol, atol=atol, dtype=dtype)
        if found is None:
            return self
        # Looked for only now: the variables of the check are of no use to one that holds.
        found = difference(self.value, want, rtol=rtol, atol=atol, dtype=dtype, sizes=sizes_at_hand()) or found
        return self._differs(found, want, means)

    def equals(self, want: Any, means: str | None = None) -> Expectation:
        """Plain Python equality, of the same type, with no `__eq__` of the learner's in the way."""
        if want is not None:
            self._present(facts(want), means)
        if type(self.value) is type(want) and _plain(self.value) == _plain(want):
            return self
        if type(self.value) is not type(want) and want is not None:
            values = {"got": kind_of(self.value), "want": kind_of(want)}
            return self._fail(
                "value.type", values, want=facts(want), means=means, often=kind_often(self.value, (type(want),))
            )
        return self._fail("value.not_equal", {}, want=facts(want), means=means)

    def shape(self, *want: int | None, means: str | None = None) -> Expectation:
        """A tensor of exactly that shape; None stands for any size."""
        shown = {"shape": show_shape(want)}
        self._array(shown, means)
        got = shape_of(self.value)
        if len(got) == len(want) and all(size in (None, mine) for mine, size in zip(got, want, strict=True)):
            return self
        return self._fail("shape.other", {"got": show_shape(got), "want": show_shape(want)}, want=shown, means=means)

    def dtype(self, want: str, means: str | None = None) -> Expectation:
        """That dtype, by its NumPy name."""
        self._array({"dtype": want}, means)
        got = dtype_name(self.value)
        if got == want:
            return self
        values, often = {"got": got, "want": want}, dtype_often(got, want)
        return self._fail("value.dtype", values, want={"dtype": want}, means=means, often=often)

    def on(self, device: Any, means: str | None = None) -> Expectation:
        """Lives on that device; the number of a device of the same kind does not matter."""
        self._array({"device": str(device)}, means)
        got = device_name(self.value)
        if got.partition(":")[0] == str(device).partition(":")[0]:
            return self
        return self._fail("value.device", {"got": got, "want": str(device)}, want={"device": str(device)}, means=means)

    def is_a(self, kind: type | tuple[type, ...], means: str | None = None) -> Expectation:
        """An instance of that type; a bool is no int here."""
        kinds = kind if isinstance(kind, tuple) else (kind,)
        want = " / ".join(one.__name__ for one in kinds)
        if isinstance(self.value, kinds) and (bool in kinds or not isinstance(self.value, bool)):
            return self
        self._present({"type": want}, means)
        values, often = {"got": kind_of(self.value), "want": want}, kind_often(self.value, kinds)
        return self._fail("value.type", values, want={"type": want}, means=means, often=often)

    def finite(self, means: str | None = None) -> Expectation:
        """No NaN and no Inf."""
        self._present({}, means)
        numbers = self._numbers(means)
        bad = ~np.isfinite(numbers) if numbers.dtype.kind == "f" else np.zeros(1, bool)
        if not bad.any():
            return self
        first = tuple(int(index) for index in np.argwhere(bad)[0])
        values = {"broken": str(int(bad.sum())), "count": str(numbers.size), "index": show_index(first)}
        values["got"] = show_number(numbers[first])
        return self._fail("value.nan" if numbers.ndim else "value.one_nan", values, means=means)

    def leaf(self, means: str | None = None) -> Expectation:
        """A leaf of autograd's graph: made by hand, not computed."""
        self._tensor(means)
        return self if self.value.is_leaf else self._fail("graph.no_leaf", {}, means=means)

    def no_graph(self, means: str | None = None) -> Expectation:
        """Carries no history of operations."""
        self._present({}, means)
        held = is_torch(self.value) and (self.value.grad_fn is not None or self.value.requires_grad)
        return self._fail("graph.kept", {}, means=means) if held else self

    def in_graph(self, means: str | None = None) -> Expectation:
        """Carries the history that backward() needs."""
        self._tensor(means)
        return self if self.value.requires_grad else self._fail("graph.cut", {}, means=means)

    def between(self, low: float | None, high: float | None, means: str | None = None) -> Expectation:
        """One number, low <= x <= high; either side may be None."""
        shown = {"value": f"{'' if low is None else f'{low:g} ≤ '}x{'' if high is None else f' ≤ {high:g}'}"}
        self._present(shown, means)
        numbers = self._numbers(means)
        if numbers.size != 1:
            return self._fail("value.not_one", {"shape": show_shape(numbers.shape)}, want=shown, means=means)
        number = float(numbers.reshape(()))
        if (low is None or number >= low) and (high is None or number <= high):
            return self
        values = {"got": f"{number:g}", "want": shown["value"]}
        return self._fail("value.out_of_range", values, want=shown, means=means)

    def contains(self, *keys: Any, means: str | None = None) -> Expectation:
        """A dict, list or set that has all of these."""
        shown = {"value": ", ".join(map(repr, keys))}
        self._present(shown, means)
        try:
            missing = [key for key in keys if key not in self.value]
        except TypeError:
            return self._fail("value.no_container", {"got": kind_of(self.value)}, want=shown, means=means)
        if not missing:
            return self
        return self._fail("value.lacks", {"missing": ", ".join(map(repr, missing))}, want=shown, means=means)

    def results(self, count: int, means: str | None = None) -> Expectation:
        """A tuple or list of exactly `count` results."""
        self._present({"value": f"{count}"}, means)
        if not isinstance(self.value, tuple | list):
            return self._fail("value.not_several", {"got": kind_of(self.value), "want": str(count)}, means=means)
        if len(self.value) == count:
            return self
        return self._fail("value.count", {"got": str(len(self.value)), "want": str(count)}, means=means)

    def parameters(self, *shapes: tuple[int, ...], means: str | None = None) -> Expectation:
        """A torch module or Keras layer that trains parameters of exactly these shapes, in any order."""
        self._present({}, means)
        got = parameter_shapes(self.value)
        want = {"value": ", ".join(map(show_shape, sorted(shapes)))}
        if got is None:
            return self._fail("parameters.none", {"got": kind_of(self.value)}, want=want, means=means)
        if sorted(got.values()) == sorted(shapes):
            return self
        shown = ", ".join(f"{name} {show_shape(shape)}" for name, shape in got.items())
        kind = "parameters.few" if len(got) < len(shapes) else "parameters.many" if len(got) > len(shapes) else ""
        values = {"got": str(len(got)), "want": str(len(shapes))}
        seen = [list(shape) for shape in got.values()]
        return self._fail(
            kind or "parameters.shapes", values, want=want, got={"value": shown or "–"}, seen=seen, means=means
        )

    def order(self, *events: str, times: int = 1, means: str | None = None) -> Expectation:
        """Watched events: exactly `times` rounds of `events` in that order; events with other names do not count."""
        got = events_of(self.value)
        if got is None:
            return self._fail("value.no_container", {"got": kind_of(self.value)}, means=means)
        missed = missed_round(got, events, times)
        if missed is None:
            return self
        number, came = missed
        values = {"round": str(number), "want": " → ".join(events), "got": " → ".join(came) or "–"}
        kind = "events.order" if number <= times else "events.more"
        facts_ = {"value": values["got"]}
        return self._fail(kind, values, want={"value": values["want"]}, got=facts_, seen=list(got), means=means)

    def falls(self, to: float | None = None, by: float = 0.0, means: str | None = None) -> Expectation:
        """Losses, one number after the other: the last is below the first by the share `by`, and at most `to`."""
        self._present({}, means)
        curve = Curve.of(self._numbers(means))
        if curve is None:
            return self._fail("loss.too_short", {}, means=means)
        if not curve.finite:
            return self._fail("loss.not_finite", {"step": str(curve.broken_at)}, means=means)
        limit = min([curve.first * (1 - by) if curve.first > 0 else curve.first, *([] if to is None else [to])])
        if curve.last < curve.first and curve.last <= limit:
            return self
        values = {"first": show_number(curve.first), "last": show_number(curve.last), "limit": show_number(limit)}
        kind = "loss.not_falling" if curve.last >= curve.first else "loss.falls_little"
        return self._fail(
            kind, values, want={"value": f"≤ {values['limit']}"}, got={"value": values["last"]}, means=means
        )

    def _differs(self, found: Difference, want: Any, means: str | None) -> NoReturn:
        got = self.value
        values = dict(found.values)
        if found.part is not None:
            got, want = got[found.part - 1], want[found.part - 1]
            values["part"], values["parts"] = str(found.part), str(len(self.value))
        actual, expected = side_by_side(got, want, found.first)
        self._fail(found.kind, values, want=expected, got=actual, means=means, often=found.often)


def _plain(value: Any) -> Any:
    if type(value) in (list, tuple):
        return [_plain(item) for item in value]
    if type(value) is dict:
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, np.generic):
        return value.item()
    # A subclass may say that it equals anything.
    return value if type(value) in (str, int, float, bool, type(None)) else (type(value), id(value))
