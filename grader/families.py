"""Which frameworks a host imports. One host serves one family, because Keras reads its backend once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Final


@dataclass(frozen=True, slots=True)
class Family:
    """A set of frameworks that live together in one process.

    label: what a learner is told while it loads. imports: modules the host imports, in that order.
    packages: what must be installed. variables: environment that must stand before the first import.
    blocked: modules that cannot be imported in this family, because a library would load them unasked.
    goes: its host takes so much memory that it is ended when nobody needed it for some minutes.
    """

    name: str
    label: str
    imports: tuple[str, ...]
    packages: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)
    blocked: tuple[str, ...] = ()
    goes: bool = False

    def missing(self) -> tuple[str, ...]:
        """Return the packages that are not installed, without importing any of them."""
        return tuple(package for package in self.packages if find_spec(package) is None)


_ONE_THREAD: Final = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}
# torch.optim imports torch._dynamo at its first use, which would cost every worker 0.9 s.
_TORCH: Final = (
    "torch",
    "torch._dynamo",
    "torch.utils.data",
    "torch.utils._python_dispatch",
    "torch.autograd.gradcheck",
)
# What a learner may well use beside Keras, and what would cost every worker a second.
_SKLEARN: Final = ("sklearn.datasets", "sklearn.preprocessing")

FAMILIES: Final[Mapping[str, Family]] = {
    family.name: family
    for family in (
        Family(
            "torch",
            "PyTorch",
            _TORCH,
            ("torch", "sklearn"),
            {**_ONE_THREAD, "PYTORCH_NVML_BASED_CUDA_CHECK": "1"},
        ),
        Family(
            "keras-torch",
            "Keras (PyTorch)",
            (*_TORCH, *_SKLEARN, "keras"),
            ("torch", "keras", "sklearn"),
            {**_ONE_THREAD, "PYTORCH_NVML_BASED_CUDA_CHECK": "1", "KERAS_BACKEND": "torch"},
            # keras.utils.set_random_seed imports TensorFlow wherever it is installed: 2 s in every worker.
            blocked=("tensorflow",),
        ),
        Family(
            "tensorflow",
            "Keras (TensorFlow)",
            ("tensorflow", *_SKLEARN, "keras"),
            ("tensorflow", "keras", "sklearn"),
            {**_ONE_THREAD, "KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"},
            goes=True,
        ),
    )
}
