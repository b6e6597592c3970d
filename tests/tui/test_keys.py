"""Keys work in every terminal and have words in every language."""

import importlib
import pkgutil
import re

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tui.keys import bound, key_name, translated
from tui.language import speak

MOVES = "up|down|left|right|home|end|pageup|pagedown"
OTHERS = "question_mark|slash|tab|shift\\+tab|enter|space|escape|delete|backspace"
PLAIN = re.compile(rf"[a-z0-9]|(shift\+)?f\d+|ctrl\+([a-z]|underscore)|(ctrl\+|shift\+)*({MOVES})|{OTHERS}")


def own_bindings() -> list[tuple[type, Binding]]:
    found = []
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode) and thing.__module__ == module.name:
                found += [(thing, binding) for binding in Binding.make_bindings(vars(thing).get("BINDINGS", ()))]
    return found


def test_every_binding_has_an_id_words_and_a_tooltip():
    bindings = own_bindings()
    assert len(bindings) > 20
    for owner, binding in bindings:
        assert binding.id, (owner, binding)
        for language in ("en", "ko"):
            speak(language)
            words = translated(binding)
            assert words.description, (owner, binding)
            assert words.tooltip, (owner, binding)
    speak("en")


def test_everything_has_a_key_that_needs_no_kitty_protocol():
    keys: dict[str, list[str]] = {}
    for _, binding in own_bindings():
        keys.setdefault(str(binding.id), []).append(binding.key)
    assert [name for name, same in keys.items() if not any(PLAIN.fullmatch(key) for key in same)] == []


@pytest.mark.parametrize(
    ("key", "short", "name"),
    [
        ("ctrl+underscore", False, "Ctrl+_"),
        ("ctrl+slash", False, "Ctrl+/"),
        ("ctrl+p", True, "^P"),
        ("ctrl+p", False, "Ctrl+P"),
        ("f1", True, "F1"),
        ("n", True, "n"),
        ("right", False, "→"),
    ],
)
def test_a_key_is_written_as_people_write_it(key, short, name):
    assert key_name(Binding(key, "help"), short=short) == name


def test_no_key_is_written_by_its_name_in_the_code():
    written = {key_name(binding, short=False).split("+")[-1] for _, binding in own_bindings()}
    assert {word for word in written if len(word) > 3 and word.isupper()} == set()
    assert {word for word in written if "_" in word} <= {"_"}


def test_a_binding_without_words_is_refused():
    with pytest.raises(KeyError):
        bound("x", "nothing", "app.no_such_key")
