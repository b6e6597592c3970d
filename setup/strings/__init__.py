"""What set-up says, by language: ``en.toml`` and ``ko.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class Strings:
    """The sentences of one language, read once."""

    def __init__(self, language: str) -> None:
        text = (Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8")
        self._sections: dict[str, dict[str, str]] = tomllib.loads(text)

    def __call__(self, key: str, **values: Any) -> str:
        """Return the sentence `section.name` with `values` filled in. Raises KeyError for an unknown one."""
        section, name = key.split(".", 1)
        return self._sections[section][name].format(**values)
