"""Which build of PyTorch comes: on Linux and Windows the usual one can bring several GB of CUDA libraries.

Without an NVIDIA driver they are of no use, so the smaller CPU build is offered before anything is downloaded.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

if TYPE_CHECKING:
    from collections.abc import Iterable

    from setup.display import Display
    from setup.strings import Strings

CPU_INDEX: Final = "https://download.pytorch.org/whl/cpu"
LOCATIONS: Final = ("index-url", "extra-index-url", "find-links")
DRIVER_FILES: Final = ("/proc/driver/nvidia/version", "/dev/nvidiactl", "/usr/lib/wsl/lib/libcuda.so.1")


def worth_offering(pip_settings: str) -> bool:
    """Return whether the CPU build saves a useless download. `pip_settings` is what ``pip config list`` printed."""
    if sys.platform not in ("linux", "win32") or has_nvidia_driver():
        return False
    return not any(_brings_cpu_build(location) for location in locations(pip_settings))


def offer(display: Display, say: Strings) -> str:
    """Say what the usual build brings, ask when somebody sits at the terminal, and return ``cpu`` or ``default``."""
    display.sentence(say("torch.offer"))
    if not (sys.stdin and sys.stdin.isatty() and display.on_terminal):
        display.sentence(say("torch.how"))
        return "default"
    display.sentence(say("torch.question"))
    try:
        answer = input("> ").strip().lower()
    except EOFError:
        return "default"
    return "default" if answer.startswith(("n", "아", "ㄴ")) else "cpu"


def cpu_arguments(version: str) -> list[str]:
    """Return what pip is told to take the CPU build of that version, and no other when its index does not answer."""
    if sys.platform == "darwin":  # there is one build, without a local part in its version
        return []
    return ["--extra-index-url", CPU_INDEX, f"torch=={version}+cpu"]


def has_nvidia_driver() -> bool:
    """Return whether a driver is installed, by its traces: no program is started."""
    if shutil.which("nvidia-smi"):
        return True
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "nvcuda.dll").exists()
    return any(Path(trace).exists() for trace in DRIVER_FILES)


def locations(pip_settings: str) -> Iterable[str]:
    """Yield every index and find-links that pip is told about."""
    for line in pip_settings.splitlines():
        name, _, value = line.partition("=")
        if name.strip().rpartition(".")[2] in LOCATIONS:
            yield from value.strip().strip("'\"").replace("\\n", " ").split()


def _brings_cpu_build(location: str) -> bool:
    if location.rstrip("/").endswith("/cpu"):
        return True
    folder = _local_folder(location)
    if folder is None:
        return False
    try:
        if any(folder.glob(f"torch-*+cpu-cp{sys.version_info.major}{sys.version_info.minor}-*.whl")):
            return True
        return "+cpu" in unquote((folder / "torch" / "index.html").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False


def _local_folder(location: str) -> Path | None:
    if location.startswith("file:"):
        return Path(url2pathname(urlsplit(location).path))
    return None if "://" in location else Path(location).expanduser()
