"""Put every random number generator, and every default of a framework, at the same start."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np


def seed_all(seed: int = 0) -> None:
    """Seed Python, NumPy, and torch, TensorFlow and Keras where they are loaded."""
    random.seed(seed)
    np.random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed)


def is_recording() -> bool:
    """Whether autograd records; True where torch is not loaded."""
    torch = sys.modules.get("torch")
    return torch is None or bool(torch.is_grad_enabled())


def record(wanted: bool) -> None:
    """Have autograd record, or not."""
    if "torch" in sys.modules:
        sys.modules["torch"].set_grad_enabled(wanted)


@contextmanager
def nothing_stays(scratch: Path) -> Iterator[None]:
    """Put the settings of the process back at the end, and defaults of frameworks; a file may have changed any.

    `scratch` is empty then: what one file wrote there would be taken for what the next one did.
    """
    environment, path, recursion = dict(os.environ), list(sys.path), sys.getrecursionlimit()
    mask = os.umask(0)
    os.umask(mask)
    with np.errstate(), np.printoptions():
        try:
            yield
        finally:
            os.umask(mask)
            sys.setrecursionlimit(recursion)
            sys.path[:] = path
            if environment != dict(os.environ):
                os.environ.clear()
                os.environ.update(environment)
            put_back()
            with suppress(OSError):  # a file may have removed the folder itself
                os.chdir(scratch)
                _empty(scratch)


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            with suppress(OSError):
                entry.unlink()


def put_back() -> None:
    """Put back the defaults that a file may have changed for the whole process, where torch and Keras are loaded."""
    torch: Any = sys.modules.get("torch")
    if torch is not None:
        torch.set_default_dtype(torch.float32)
        torch.set_default_device(None)
        torch.set_grad_enabled(True)
        torch.use_deterministic_algorithms(False)
        torch.autograd.set_detect_anomaly(False)
        torch.set_num_threads(1)
        torch.set_float32_matmul_precision("highest")
        torch.set_printoptions(profile="default")
    keras: Any = sys.modules.get("keras")
    if keras is not None:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")
        keras.backend.clear_session()
