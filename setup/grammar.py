"""What can stand on a command line: options that every command takes, and what a command may take beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from setup.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Option:
    """An option such as ``--lang``. value: what stands for its value in the help, empty for one that takes none.

    choices: the values it knows, empty for any. number: its value is a whole number from 1 on.
    many: it may be given several times, and is read as all its values. default: what it is where it is not given.
    about: key of its help, where that is not the field.
    """

    name: str
    value: str = ""
    choices: tuple[str, ...] = ()
    number: bool = False
    default: str | int | bool = ""
    many: bool = False
    about: str = ""

    @property
    def field(self) -> str:
        """The name under which it is read."""
        return self.name.removeprefix("--")


@dataclass(frozen=True, slots=True)
class Operand:
    """What a command works on. usage: how it is written in the help. most: None for any number of them.

    about: key of its help.
    """

    field: str
    usage: str
    least: int
    most: int | None
    about: str = "exercise"


COMMON: Final = (
    Option("--workspace", "DIR"),
    Option("--course", "DIR", many=True, about="other_course"),
    Option("--lang", "LANG", LANGUAGES),
    Option("--device", "DEVICE", ("auto", "cpu", "cuda", "mps")),
    Option("--torch", "BUILD", ("cpu", "default")),
)
HELP: Final = ("-h", "--help")
TAKES: Final[dict[str, Option | Operand]] = {
    "exercise": Operand("exercise", "EXERCISE", 1, 1),
    "exercise?": Operand("exercise", "[EXERCISE]", 0, 1),
    "exercises": Operand("exercises", "[EXERCISE ...]", 0, None),
    "course": Operand("words", "ACTION [WHAT]", 1, 2, "action"),
    "parts": Operand("parts", "[LESSON|EXERCISE ...]", 0, None, "parts"),
    "new": Operand("words", "WHAT NAME", 2, 2, "new_words"),
    "--kind": Option("--kind", "KIND", ("fill", "fix", "write", "port", "fast")),
    "--title": Option("--title", "TEXT", many=True),
    "lesson": Operand("lesson", "LESSON", 1, 1, "lesson"),
    "--quick": Option("--quick", default=False),
    "--report": Option("--report", "FILE"),
    "--answers": Option("--answers", default=False),
    "--json": Option("--json", default=False),
    "--yes": Option("--yes", default=False),
    "--anyway": Option("--anyway", default=False),
    "--anyway, unconfined": Option("--anyway", default=False, about="unconfined"),
    "--rounds": Option("--rounds", "N", number=True, default=10),
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what it takes. passes_on: what it does not know is left in order for another program."""

    name: str
    options: tuple[Option, ...] = COMMON
    operand: Operand | None = None
    passes_on: bool = False


def command(name: str, *takes: str) -> Command:
    """Return a command. takes: keys of `TAKES`, or ``...`` for one that passes on what it does not know."""
    taken = [TAKES[take] for take in takes if take != "..."]
    options = tuple(one for one in taken if isinstance(one, Option))
    operand = next((one for one in taken if isinstance(one, Operand)), None)
    return Command(name, (*COMMON, *options), operand, "..." in takes)
