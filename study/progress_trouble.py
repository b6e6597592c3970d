"""What a learner is told when the progress log cannot be written or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from study.os_reasons import reason

if TYPE_CHECKING:
    from pathlib import Path

    from grader.text import Text


def unwritten(folder: Path, error: OSError) -> Text:
    """Return the sentence about events that are held in memory only."""
    why = reason(error)
    return {
        "en": f"Progress cannot be saved in {folder}. {why['en']} Until then, what you do is forgotten at the end.",
        "ko": f"{folder}: 진도를 저장할 수 없어요. {why['ko']} 해결하지 않고 끝내면 이번에 한 것은 기록되지 않아요.",
    }


def unread(path: Path, error: OSError) -> Text:
    """Return the sentence about earlier events that are there and cannot be shown."""
    why = reason(error)
    return {
        "en": f"Progress cannot be read from {path}. {why['en']} Until then, not all that you did may be shown.",
        "ko": f"{path}: 진도를 읽을 수 없어요. {why['ko']} 그동안은 지금까지 한 것이 다 보이지 않을 수 있어요.",
    }
