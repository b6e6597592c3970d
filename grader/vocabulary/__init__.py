"""What a hidden check may say. A check imports from here and from nowhere else of the grader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.vocabulary.check import check

if TYPE_CHECKING:
    from grader.vocabulary.operations import count_operations
    from grader.vocabulary.watching import Watched, watch

__all__ = ["Watched", "check", "count_operations", "watch"]


def __getattr__(name: str) -> Any:
    """Import what needs torch only when a check asks for it: the TensorFlow host has no torch."""
    if name in ("watch", "Watched"):
        from grader.vocabulary import watching

        return getattr(watching, name)
    if name == "count_operations":
        from grader.vocabulary.operations import count_operations

        return count_operations
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
