"""The name under which this machine writes progress into one workspace.

It is kept outside the workspace, in the user's own configuration: a workspace that is copied or cloned to another
machine must not take the name along, or two machines would give the same number to different events.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import socket
from pathlib import Path
from typing import Final

from platformdirs import user_config_path

from study import atomic_file

CONFIG_VARIABLE: Final = "TUTOR_CONFIG"
_NAME: Final = re.compile(r"[\w-]{1,80}")


def device_name(workspace_root: Path) -> str:
    """Return the name of this machine for a workspace: always the same one, made at the first call.

    Where it cannot be kept, each call returns a new one.
    """
    try:
        place = str(workspace_root.resolve())
        key = hashlib.sha256(f"{socket.gethostname()}\0{place}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
        file = config_folder() / "devices" / key
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            atomic_file.create(file, f"{fresh_name()}\n{place}\n".encode("utf-8", "backslashreplace"))
    except FileExistsError:
        pass
    except (OSError, RuntimeError):  # RuntimeError: a user without a home folder
        return fresh_name()
    try:
        name = file.read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        return fresh_name()
    return name if _NAME.fullmatch(name) else fresh_name()


def fresh_name() -> str:
    """Return a name that nobody has, recognisable by the machine's own name."""
    host = re.sub(r"[^A-Za-z0-9]+", "-", socket.gethostname().partition(".")[0]).strip("-").lower()[:24]
    return f"{host or 'device'}-{secrets.token_hex(4)}"


def config_folder() -> Path:
    """Return the folder of the user's own settings for the tutorial; ``TUTOR_CONFIG`` chooses another one.

    Raises RuntimeError for a user without a home folder.
    """
    chosen = os.environ.get(CONFIG_VARIABLE)
    return Path(chosen) if chosen else user_config_path("tensor-tutor", appauthor=False)
