"""What a measured process is to run. Standard library only: both ends of the measuring import it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import Final

VARIABLE: Final = "TUTOR_BENCH"


@dataclass(frozen=True, slots=True)
class Job:
    """Checks and the file that they judge.

    family: frameworks to import. folder: the checks, `test` the file in it, `names` its functions.
    file: the learner's file. device: where to compute, such as ``cpu``.
    """

    family: str
    folder: str
    test: str
    names: tuple[str, ...]
    file: str
    device: str

    def variables(self) -> dict[str, str]:
        """Return the environment that `given` reads it from."""
        return {VARIABLE: json.dumps(asdict(self))}

    @classmethod
    def given(cls) -> Job:
        """Return the job of this process. Raises KeyError where there is none."""
        data = json.loads(os.environ[VARIABLE])
        return cls(**{**data, "names": tuple(data["names"])})
