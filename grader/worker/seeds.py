"""Put every random number generator that is loaded at the same start."""

from __future__ import annotations

import random
import sys

import numpy as np


def seed_all(seed: int = 0) -> None:
    """Seed Python, NumPy, and torch, TensorFlow and Keras where they are loaded."""
    random.seed(seed)
    np.random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed)
