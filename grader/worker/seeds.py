"""Put every random number generator, and every default of a framework, at the same start."""

from __future__ import annotations

import random
import sys
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
    keras: Any = sys.modules.get("keras")
    if keras is not None:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")
        keras.backend.clear_session()
