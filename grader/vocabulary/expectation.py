"""One value that the learner's code produced, and what may be expected of it.

Each call that holds returns its wrapper; one that does not ends the check with a message from the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np

from grader.messages import message
from grader.text import Text
from grader.vocabulary.arrays import (
    device_name,
    dtype_name,
    facts,
    fingerprint,
    is_array,
    is_torch,
    kind_of,
    shape_of,
    show_shape,
    to_numpy,
)
from grader.vocabulary.comparison import difference
from grader.vocabulary.unmet import Unmet


class Expectation:
    """One value that the learner's code produced, and what may be expected of it."""

    def __init__(self, value: Any, name: Text) -> None:
        self.value = value
        self._name = name

    def close_to(
        self, want: Any, rtol: float = 1e-5, atol: float = 1e-6, dtype: bool = True, means: str | None = None
    ) -> Expectation:
        """Same shape, same dtype (unless `dtype` is False) and every number close. NaN never holds."""
        found = difference(self.value, want, rtol=rtol, atol=atol, dtype=dtype)
        if found is None:
            return self
        return self._fail(found.kind, found.values, want=facts(want), means=means)

    def equals(self, want: Any, means: str | None = None) -> Expectation:
        """Plain Python equality, of the same type, with no `__eq__` of the learner's in the way."""
        if want is not None:
            self._present(facts(want), means)
        if type(self.value) is type(want) and _plain(self.value) == _plain(want):
            return self
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
        return self._fail("value.dtype", {"got": got, "want": want}, want={"dtype": want}, means=means)

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
        return self._fail("value.type", {"got": kind_of(self.value), "want": want}, want={"type": want}, means=means)

    def finite(self, means: str | None = None) -> Expectation:
        """No NaN and no Inf."""
        self._present({}, means)
        numbers = self._numbers(means)
        bad = int((~np.isfinite(numbers)).sum()) if numbers.dtype.kind == "f" else 0
        if not bad:
            return self
        return self._fail("value.nan", {"broken": str(bad), "count": str(numbers.size)}, means=means)

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

    def _numbers(self, means: str | None) -> np.ndarray[Any, Any]:
        try:
            numbers = to_numpy(self.value)
        except (TypeError, ValueError):
            numbers = np.empty(0, dtype=object)
        if numbers.dtype.kind not in "biuf":
            self._fail("value.no_number", {"got": kind_of(self.value)}, means=means)
        return numbers

    def _present(self, want: Mapping[str, str], means: str | None) -> None:
        if self.value is None:
            self._fail("value.none", {}, want=want, means=means)
        if self.value is Ellipsis:
            self._fail("value.ellipsis", {}, want=want, means=means)

    def _array(self, want: Mapping[str, str], means: str | None) -> None:
        self._present(want, means)
        if not is_array(self.value):
            self._fail("value.no_tensor", {"got": kind_of(self.value)}, want=want, means=means)

    def _tensor(self, means: str | None) -> None:
        self._present({}, means)
        if not is_torch(self.value):
            self._fail("value.no_tensor", {"got": kind_of(self.value)}, means=means)

    def _fail(
        self, kind: str, values: Mapping[str, str], *, want: Mapping[str, str] | None = None, means: str | None = None
    ) -> NoReturn:
        text = message(kind, None, **values)
        if self._name:
            text = {language: f"{self._name[language]}: {sentence}" for language, sentence in text.items()}
        raise Unmet(kind, text, want or {}, facts(self.value), fingerprint(self.value), means)


def _plain(value: Any) -> Any:
    if type(value) in (list, tuple):
        return [_plain(item) for item in value]
    if type(value) is dict:
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, np.generic):
        return value.item()
    # A subclass may say that it equals anything.
    return value if type(value) in (str, int, float, bool, type(None)) else (type(value), id(value))
