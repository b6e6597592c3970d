"""The page that `--help` prints, within 76 cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from setup.cells import cells, wrap
from setup.grammar import HELP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from setup.grammar import Command, Operand
    from setup.strings import Strings

WIDTH: Final = 76
COLUMN: Final = 19
INDENT: Final = "  "


def help_page(say: Strings, command: Command, commands: Sequence[str]) -> str:
    """Return the help of a command. commands: names of all, for the help of the program as a whole."""
    operand = command.operand
    words = ["python tutor.py", command.name, f"[{say('help.option')}]"]
    words.append(operand.usage if operand else "" if command.name else f"[{say('help.command')}]")
    about = say(f"help.{command.name or 'about'}")
    lines = [f"{say('help.usage')}: {' '.join(filter(None, words))}", "", *wrap(about, WIDTH)]
    if operand:
        lines += ["", f"{say('help.arguments')}:", *_rows([(_word(operand), say(f"help.{operand.about}"))])]
    options = [(", ".join(HELP), say("help.help"))]
    options += [
        (f"{option.name} {option.value}".rstrip(), say(f"help.{option.about or option.field}"))
        for option in command.options
    ]
    lines += ["", f"{say('help.options')}:", *_rows(options)]
    if not command.name:
        lines += ["", f"{say('help.commands')}:", *_rows((name, say(f"help.{name}")) for name in commands)]
    return "\n".join(lines)


def _word(operand: Operand) -> str:
    """Return the word by which the help speaks of an operand."""
    return operand.usage.split()[0].strip("[.]")


def _rows(rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, text in rows:
        first, *rest = wrap(text, WIDTH - COLUMN)
        yield f"{INDENT}{name}{' ' * (COLUMN - cells(INDENT + name))}{first}"
        for line in rest:
            yield " " * COLUMN + line
