"""What a measuring gives: figures by name, as frozen data and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.text import Text
    from study.bench.memory import Footprint
    from study.bench.readings import Readings


class NotMeasured(Trouble):
    """Something could not be measured; the sentence says why."""


class NotHere(NotMeasured):
    """The platform at hand does not offer what it takes."""


@dataclass(frozen=True, slots=True)
class Part:
    """Figures that belong together, or the sentence why there are none.

    name: ``torch``, ``keras-torch``, ``tensorflow``, ``small_fit``, ``save``, ``screen``,
    ``start``. about: facts such as the exercise.
    ratios: of medians. memory_missing: why there is no memory. failed: it should have worked here.
    """

    name: str
    about: Mapping[str, str | int] = field(default_factory=dict)
    figures: Mapping[str, Readings] = field(default_factory=dict)
    ratios: Mapping[str, float] = field(default_factory=dict)
    memory: Mapping[str, Footprint] = field(default_factory=dict)
    memory_missing: Text | None = None
    missing: Text | None = None
    failed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return plain data: seconds and bytes."""
        return {
            "name": self.name,
            "about": dict(self.about),
            "figures": {
                name: {"median": each.median, "p95": each.p95, "readings": list(each.seconds)}
                for name, each in self.figures.items()
            },
            "ratios": dict(self.ratios),
            "memory": {name: asdict(each) for name, each in self.memory.items()},
            "memory_missing": dict(self.memory_missing) if self.memory_missing else None,
            "missing": dict(self.missing) if self.missing else None,
            "failed": self.failed,
        }


@dataclass(frozen=True, slots=True)
class Step:
    """What is being measured now. round: from 1 on; 0 while something is made ready."""

    part: str
    what: str
    round: int = 0


if TYPE_CHECKING:
    Tell = Callable[[Step], None]
