"""Try things out in processes of their own: what a framework can do here, and whether confinement holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE: Final = 180.0
PROJECT: Final = Path(__file__).resolve().parents[1]

_TORCH: Final = """
import torch
version, devices = torch.__version__, []
if torch.cuda.is_available(): devices.append("cuda")
if torch.backends.mps.is_available(): devices.append("mps")
torch.ones(2, device=devices[0] if devices else "cpu").sum().item()
"""
_TENSORFLOW: Final = """
import tensorflow
version = tensorflow.__version__
devices = ["cuda"] if tensorflow.config.list_physical_devices("GPU") else []
"""
_KERAS: Final = """
import keras
version = f"{keras.__version__} ({keras.backend.backend()})"
devices = []
"""
_FRAME: Final = """
import json, sys, time
began = time.perf_counter()
{code}
print(json.dumps([version, [*devices, "cpu"], time.perf_counter() - began]))
"""
_CONFINED: Final = """
import pathlib, sys
sys.path.insert(0, sys.argv[1])
from grader.worker import confine
scratch, outside = map(pathlib.Path, sys.argv[2:])
held = confine.landlock(scratch)
(scratch / "inside").write_text("", encoding="utf-8")
try:
    (outside / "outside").write_text("", encoding="utf-8")
except OSError:
    sys.exit(0 if held else 1)
sys.exit(1)
"""


@dataclass(frozen=True, slots=True)
class Framework:
    """Something to import. code: sets `version` and `devices`. variables: environment that it needs."""

    name: str
    label: str
    code: str
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a framework said. devices: best first, empty with an error. seconds: of the import."""

    version: str = ""
    devices: tuple[str, ...] = ()
    seconds: float = 0.0
    error: str = ""


FRAMEWORKS: Final = (
    Framework("torch", "PyTorch", _TORCH),
    Framework("tensorflow", "TensorFlow", _TENSORFLOW, {"TF_CPP_MIN_LOG_LEVEL": "3"}),
    Framework("keras", "Keras", _KERAS, {"KERAS_BACKEND": "torch"}),
)
TORCHVISION: Final = Framework(
    "torchvision", "torchvision", "import torchvision\nversion, devices = torchvision.__version__, []"
)


def ask(framework: Framework) -> Answer:
    """Import a framework in a process of its own and return what it said. Nothing is raised."""
    try:
        done = _python(_FRAME.format(code=framework.code), variables=framework.variables)
        version, devices, seconds = json.loads(done.stdout.splitlines()[-1])
        return Answer(version, tuple(devices), seconds)
    except subprocess.TimeoutExpired:
        return Answer(error=f"no answer within {PATIENCE:.0f} s")
    except OSError as error:
        return Answer(error=str(error))
    except (ValueError, IndexError):
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        return Answer(error=last[0].strip() if last else f"it ended with code {done.returncode}")


def is_installed(module: str) -> bool:
    """Return whether a module is there, without importing it."""
    return find_spec(module) is not None


def confines() -> bool:
    """Return whether a process that was shut in really cannot write outside its scratch folder: it is tried."""
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as outside:
        try:
            return _python(_CONFINED, str(PROJECT), scratch, outside).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False


def _python(code: str, *arguments: str, variables: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[Any]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", **(variables or {})},
        cwd=tempfile.gettempdir(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
