"""A value in the hands of an expectation: what it must be at least, and how the check ends when it is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np

from grader.messages import known, message
from grader.text import Text
from grader.vocabulary.arrays import fingerprint, is_array, is_torch, kind_of, to_numpy
from grader.vocabulary.facts import facts
from grader.vocabulary.unmet import Unmet


class Claim:
    """One value, its name in messages, and the ways in which a claim about it fails."""

    def __init__(self, value: Any, name: Text) -> None:
        self.value = value
        self._name = name

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
            often = container_often(self.value)
            self._fail("value.no_tensor", {"got": kind_of(self.value)}, want=want, means=means, often=often)

    def _tensor(self, means: str | None) -> None:
        self._present({}, means)
        if not is_torch(self.value):
            often = "value.type.numpy" if isinstance(self.value, np.ndarray) else container_often(self.value)
            self._fail("value.no_tensor", {"got": kind_of(self.value)}, means=means, often=often)

    def _fail(
        self,
        kind: str,
        values: Mapping[str, str],
        *,
        want: Mapping[str, str] | None = None,
        got: Mapping[str, str] | None = None,
        seen: Any = None,
        means: str | None = None,
        often: str | None = None,
    ) -> NoReturn:
        named = bool(self._name) and kind == "value.none"
        sentences = ["value.none_named" if named else kind, *(["value.largest"] if "percent" in values else [])]
        text = _joined(*(message(key, None, **values) for key in sentences))
        if "part" in values:
            text = _before(message("value.part", None, **values), text)
        if self._name:
            text = _before(self._name, text)
        key = often or f"{kind}.often"
        guess = message(key, None, **values) if known(key) and not named else None
        shown = facts(self.value) if got is None else got
        looked_at = fingerprint(self.value) if seen is None else seen
        raise Unmet(kind, text, want or {}, shown, looked_at, means, guess, result=not self._name)


def kind_often(value: Any, kinds: tuple[type, ...]) -> str | None:
    """Return the key of what it often comes from that `value` is of none of these types."""
    wants_tensor = any(kind.__name__ in ("Tensor", "EagerTensor") for kind in kinds)
    if wants_tensor:
        return "value.type.numpy" if isinstance(value, np.ndarray | np.generic) else container_often(value)
    if is_array(value) and {int, float, bool} & set(kinds):
        return "value.type.number"
    return "value.type.bool" if isinstance(value, bool) and int in kinds else None


def container_often(value: Any) -> str | None:
    """Return the key of what it often comes from that `value` is no tensor."""
    if isinstance(value, tuple):
        named = type(value).__module__ == "torch.return_types"
        return "value.sequence.named" if named else "value.sequence.one" if len(value) == 1 else None
    return "value.type.python" if isinstance(value, list | int | float) else None


def _joined(*texts: Text) -> Text:
    return {language: " ".join(text[language] for text in texts) for language in texts[0]}


def _before(name: Text, text: Text) -> Text:
    return {language: f"{name[language]}: {sentence}" for language, sentence in text.items()}
