"""What is left of an error of ours: a report in the workspace, for whoever mends it."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "breakdown.txt"


def keep_report(workspace_root: Path) -> Path | None:
    """Write the traceback of the error being handled into the workspace; None when that is not possible either."""
    file = workspace_root / ".tutor" / NAME
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return None
    return file
