"""What a learner chose: language and theme, kept in ``<workspace>/.tutor/settings.json``."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.text import LANGUAGES
from study import atomic_file
from study.workspace_trouble import cannot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.text import Text


@dataclass(frozen=True, slots=True)
class Settings:
    """What a learner chose.

    language: a language of the course, or None for the one of the system.
    theme: name of a theme, or None for the default; it may be one that this version does not have.
    other: fields that this version does not know; they are kept.
    """

    language: str | None = None
    theme: str | None = None
    other: Mapping[str, Any] = field(default_factory=dict)


def settings_file(workspace_root: Path) -> Path:
    """Return where the settings of a workspace are kept."""
    return workspace_root / ".tutor" / "settings.json"


def load_settings(workspace_root: Path) -> tuple[Settings, Text | None]:
    """Return the settings, and a warning when the file could not be understood.

    Then the settings are the defaults, and the bad file is kept beside under a new name.
    """
    file = settings_file(workspace_root)
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            return Settings(), _put_aside(file)
        data = json.loads(file.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), None
    except OSError as error:
        return Settings(), cannot("read", file, error).sentence
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return Settings(), _put_aside(file)
    language, theme = data.pop("language", None), data.pop("theme", None)
    return Settings(
        language if language in LANGUAGES else None,
        theme if isinstance(theme, str) and theme else None,
        data,
    ), None


def save_settings(workspace_root: Path, settings: Settings) -> None:
    """Keep the settings. Raises WorkspaceError when they cannot be written."""
    file = settings_file(workspace_root)
    data = {**settings.other, "language": settings.language, "theme": settings.theme}
    raw = json.dumps(data, indent=2).encode() + b"\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic_file.replace(file, raw)
    except OSError as error:
        raise cannot("save", file, error) from error


def _put_aside(file: Path) -> Text:
    try:
        kept = atomic_file.set_aside(file, lambda number: f"settings.bad-{number}.json").name
    except OSError as error:
        kept = f"{file.name} ({os.strerror(error.errno or 0)})"
    return {
        "en": f"{file} could not be understood, so the defaults are used. The old file is kept as {kept}.",
        "ko": f"{file}: 내용을 이해할 수 없어 기본 설정을 쓸게요. 이전 파일은 {kept} 이름으로 남겨 두었어요.",
    }
