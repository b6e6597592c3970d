"""Every word of the interface exists in every language, and every key that the code asks for exists."""

import ast
import re
from pathlib import Path

import pytest

from grader.text import LANGUAGES
from study.mark import Mark
from study.question import QuestionKind
from tui.language import next_language, speak, tr
from tui.place import Going
from tui.strings import FOLDER, catalogue, phrase

ROOM = FOLDER.parent
PLACES = re.compile(r"{(\w+)}")


def called_with(name: str) -> list[tuple[Path, str]]:
    """Return the literal keys that calls of `name` in the room are given."""
    found = []
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != name:
                continue
            found += [(file, arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_files_keys_and_places(language):
    english, other = catalogue("en"), catalogue(language)
    assert {file.name for file in (FOLDER / language).iterdir()} == {file.name for file in (FOLDER / "en").iterdir()}
    assert english.keys() == other.keys()
    for key in english:
        assert set(PLACES.findall(english[key])) == set(PLACES.findall(other[key])), key
        assert other[key].strip(), key


def test_every_key_that_the_code_asks_for_exists():
    asked = called_with("tr")
    assert asked
    missing = [(file.name, key) for file, key in asked if key not in catalogue("en")]
    assert missing == []


def test_keys_made_from_a_word_exist_for_every_word():
    made = [f"home.{what}.{mark}" for what in ("lesson", "exercise") for mark in Mark]
    made += [f"home.continue.{kind}" for kind in Going]
    made += [f"lesson.question.{kind}" for kind in QuestionKind]
    made += [f"lesson.question.{kind}_here" for kind in (QuestionKind.NUMBER, QuestionKind.OUTPUT)]
    assert [key for key in made if key not in catalogue("en")] == []


def test_no_key_is_left_over():
    named = {key for name in ("tr", "phrase") for _, key in called_with(name)}
    bound = {key for _, key in called_with("bound") if isinstance(key, str)}
    words = {f"{file}.keys.{rest}" for file, _, rest in (name.partition(".") for name in bound)}
    made = re.compile(
        r"home\.(lesson|exercise|continue|welcome)\.|lesson\.question\.|help\.(here|everywhere)|exercise\."
    )
    over = [
        key
        for key in catalogue("en")
        if key not in named and key.rpartition(".")[0] not in words and not made.match(key)
    ]
    assert over == []


def test_the_switch_goes_through_all_languages_and_back():
    seen = [speak("en")]
    for _ in LANGUAGES:
        seen.append(speak(next_language()))
    assert seen[0] == seen[-1]
    assert set(seen) == set(LANGUAGES)


def test_an_unknown_language_becomes_english():
    assert speak("tlh") == "en"
    assert tr("lesson.bar.next") == "Next"


def test_an_unknown_key_is_an_error_and_never_an_empty_screen():
    with pytest.raises(KeyError):
        phrase("ko", "app.no_such_key")
