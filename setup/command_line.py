"""Commands and options as a learner types them, with help and complaints in their language.

tutor.py names the commands and what each takes; argparse reads them. The common options may stand before or after the
command. Wrong use ends the program with a sentence and exit code 2.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn

from setup.cells import wrap
from setup.language import LANGUAGES
from setup.strings import Strings

WRONG_USE: Final = 2


def count(text: str) -> int:
    """Return a whole number from 1 on. Raises ValueError."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


COMMON: Final[dict[str, dict[str, Any]]] = {
    "--workspace": {"metavar": "DIR"},
    "--course": {"metavar": "DIR"},
    "--lang": {"choices": LANGUAGES, "metavar": "LANG"},
    "--device": {"choices": ("auto", "cpu", "cuda", "mps"), "metavar": "DEVICE"},
    "--torch": {"choices": ("cpu", "default"), "metavar": "BUILD"},
}
TAKES: Final[dict[str, dict[str, Any]]] = {
    "exercise": {"metavar": "EXERCISE"},
    "exercise?": {"metavar": "EXERCISE", "nargs": "?"},
    "exercises": {"metavar": "EXERCISE", "nargs": "*"},
    "--json": {"action": "store_true"},
    "--yes": {"action": "store_true"},
    "--anyway": {"action": "store_true"},
    "--rounds": {"metavar": "N", "type": count, "default": 10},
}
COMPLAINTS: Final = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "required"),
    (re.compile(r"unrecognized arguments: (?P<what>.*)"), "unknown"),
    (
        re.compile(
            r"argument \S+: invalid choice: (?P<quote>['\"])(?P<what>.*)(?P=quote) \(choose from (?P<choices>.+)\)"
        ),
        "choice",
    ),
    (re.compile(r"argument (?P<option>\S+): invalid count value"), "count"),
    (re.compile(r"argument (?P<option>\S+): expected one argument"), "value"),
    (re.compile(r"argument (?P<option>\S+): ignored explicit argument"), "novalue"),
)

Run = Callable[[argparse.Namespace, str], int]


class CommandLine:
    """The commands of the program, added one by one. `run` is what happens without a command."""

    def __init__(self, language: str, run: Run) -> None:
        self._say = Strings(language)
        self._parser = _Parser(self._say, prog="python tutor.py", description=self._say("help.about"))
        self._parser.set_defaults(command="", run=run, passes_on=False)
        self._parser.explain_commands()
        self._parsers = {"": self._parser}

    def add(self, name: str, run: Run, *takes: str) -> None:
        """Add a command. takes: keys of `TAKES`, or ``...`` for a command that passes on what it does not know."""
        parser = self._parser.commands.add_parser(name, say=self._say, help=self._say(f"help.{name}"))
        parser.description = self._say(f"help.{name}")
        parser.command = f"{name} "
        self._parsers[name] = parser
        parser.set_defaults(run=run, passes_on="..." in takes)
        for take in takes:
            if take != "...":
                parser.takes(take, TAKES[take])

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return what was typed: `command`, `run`, `rest`, what the command takes, and the common options."""
        read, rest = self._parser.parse_known_args(arguments)
        if hasattr(read, "exercises"):  # argparse gives up on names that stand after an option
            read.exercises += [name for name in rest if not name.startswith("-")]
            rest = [option for option in rest if option.startswith("-")]
        read.command = read.command or ""
        if rest and not read.passes_on:
            self._parsers[read.command].error(f"unrecognized arguments: {' '.join(rest)}")
        read.rest = rest
        for option in COMMON:
            if not hasattr(read, option[2:]):
                setattr(read, option[2:], "")
        return read


class _Parser(argparse.ArgumentParser):
    def __init__(self, say: Strings, **rest: Any) -> None:
        super().__init__(**rest, add_help=False, allow_abbrev=False, formatter_class=lambda prog: _Formatter(prog, say))
        self._say = say
        self.command = ""
        self._works_on = self.add_argument_group(say("help.arguments"))
        self._options = self.add_argument_group(say("help.options"))
        self._options.add_argument("-h", "--help", action="help", help=say("help.help"))
        for option, settings in COMMON.items():
            self._options.add_argument(
                option, default=argparse.SUPPRESS, help=say(f"help.{option[2:]}"), dest=option[2:], **settings
            )

    def explain_commands(self) -> None:
        self.commands = self.add_subparsers(
            title=self._say("help.commands"), metavar=self._say("help.command"), dest="command", parser_class=_Parser
        )

    def takes(self, name: str, settings: dict[str, Any]) -> None:
        if name.startswith("--"):
            self._options.add_argument(name, help=self._say(f"help.{name[2:]}"), **settings)
        else:
            self._works_on.add_argument(name.rstrip("?"), help=self._say("help.exercise"), **settings)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, in the learner's language, and where the help is."""
        sentence = message
        for pattern, key in COMPLAINTS:
            if match := pattern.match(message):
                found = {name: text or "''" for name, text in match.groupdict().items()}
                if "choices" in found:
                    found["choices"] = found["choices"].replace("'", "")
                sentence = self._say(f"wrong.{key}", **found)
        print(sentence, self._say("wrong.see", command=self.command), sep="\n", file=sys.stderr)
        sys.exit(WRONG_USE)


class _Formatter(argparse.HelpFormatter):
    """Counts cells, not characters, and names the usage in the learner's language."""

    def __init__(self, prog: str, say: Strings) -> None:
        super().__init__(prog, max_help_position=24, width=76)
        self._say = say

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, f"{self._say('help.usage')}: " if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrap(text, width))
