"""Commands and options as a learner types them, with complaints in their language.

tutor.py names the commands and what each takes (`setup.grammar`). Common options may stand before or after the command,
and a value after its option or after a ``=`` behind it. Wrong use ends the program with a sentence and exit code 2.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Final, NoReturn

from setup.grammar import HELP, Command, Option, command
from setup.strings import Strings

WRONG_USE: Final = 2

Run = Callable[[SimpleNamespace, str], int]


class CommandLine:
    """The commands of the program, added one by one. `run` is what happens without a command."""

    def __init__(self, language: str, run: Run) -> None:
        self._language = language
        self._say = Strings(language)
        self._commands = {"": command("")}
        self._runs = {"": run}

    def add(self, name: str, run: Run, *takes: str) -> None:
        """Add a command. takes: keys of `setup.grammar.TAKES`, or ``...`` to pass on what it does not know."""
        self._commands[name] = command(name, *takes)
        self._runs[name] = run

    def read(self, arguments: Sequence[str]) -> SimpleNamespace:
        """Return what was typed: `command`, `run`, `rest` to pass on, what the command takes, the common options."""
        typed = _Typed(self._commands, self._complain, self._help)
        typed.read(arguments)
        found = typed.command
        read = SimpleNamespace(command=found.name, run=self._runs[found.name], rest=typed.rest)
        for option in found.options:
            one = typed.values.get(option.name, option.default)
            setattr(read, option.field, typed.several.get(option.name, []) if option.many else one)
        if found.operand is not None:
            many = found.operand.most != 1
            setattr(read, found.operand.field, typed.operands if many else next(iter(typed.operands), None))
        return read

    def _complain(self, at: Command, key: str, **values: str) -> NoReturn:
        """Say what is wrong, in the learner's language, and where the help is."""
        sentence = self._say(f"wrong.{key}", **values)
        see = self._say("wrong.see", command=f"{at.name} ".lstrip())
        print(sentence, see, sep="\n", file=sys.stderr)
        sys.exit(WRONG_USE)

    def _help(self, at: Command) -> NoReturn:
        from setup.help_page import help_page

        print(help_page(self._say, at, [name for name in self._commands if name]))
        sys.exit(0)


class _Typed:
    """What was typed, word by word. rest: words that are passed on.

    values: by the name of the option, the last one where it was given several times; several: all of them.
    """

    def __init__(
        self, commands: dict[str, Command], complain: Callable[..., NoReturn], show_help: Callable[[Command], NoReturn]
    ) -> None:
        self.command = commands[""]
        self.values: dict[str, str | int | bool] = {}
        self.several: dict[str, list[str | int]] = {}
        self.operands: list[str] = []
        self.rest: list[str] = []
        self._commands = commands
        self._complain = complain
        self._show_help = show_help
        self._unknown = ""

    def read(self, words: Sequence[str]) -> None:
        """Read all of it, or complain."""
        left = list(words)
        while left:
            word = left.pop(0)
            if word == "--":
                for follower in left:
                    self._operand(follower)
                break
            if word.startswith("-") and word != "-":
                self._option(word, left)
            elif not self.command.name:
                self._choose(word)
            else:
                self._operand(word)
        self._reject()
        operand = self.command.operand
        if operand is not None and len(self.operands) < operand.least:
            self._complain(self.command, "required", what=operand.usage)

    def _choose(self, word: str) -> None:
        self._reject()
        if word not in self._commands or not word:
            self._complain(self.command, "choice", what=_quoted(word), choices=", ".join(filter(None, self._commands)))
        self.command = self._commands[word]

    def _operand(self, word: str) -> None:
        if self.command.passes_on:
            self.rest.append(word)
            return
        operand = self.command.operand
        if operand is None or len(self.operands) == operand.most:
            self._unknown = self._unknown or _quoted(word)
        self.operands.append(word)

    def _option(self, word: str, left: list[str]) -> None:
        name, equals, value = word.partition("=")
        if name in HELP:
            self._show_help(self.command)
        option = next((known for known in self.command.options if known.name == name), None)
        if option is None:
            if self.command.passes_on:
                self.rest.append(word)
            else:
                self._unknown = self._unknown or word
        elif not option.value:
            if equals:
                self._complain(self.command, "novalue", option=name)
            self.values[name] = True
        else:
            if not equals and left and not (left[0].startswith("-") and left[0] != "-"):
                value = left.pop(0)
            self.values[name] = self._value(option, value)
            self.several.setdefault(name, []).append(self.values[name])

    def _value(self, option: Option, value: str) -> str | int:
        if not value:
            self._complain(self.command, "value", option=option.name)
        if option.choices and value not in option.choices:
            self._complain(self.command, "choice", what=value, choices=", ".join(option.choices))
        if not option.number:
            return value
        if not value.isdecimal() or int(value) < 1:
            self._complain(self.command, "count", option=option.name)
        return int(value)

    def _reject(self) -> None:
        if self._unknown:
            self._complain(self.command, "unknown", what=self._unknown)


def _quoted(word: str) -> str:
    return word or "''"
