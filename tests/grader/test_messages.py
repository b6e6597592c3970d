"""Every sentence the grader can say is there, in both languages, with the same facts in it."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from grader import LANGUAGES, messages
from grader.messages import FOLDER, MessageError, catalogue, exercise_messages, known, message

ROOM = Path(messages.__file__).parent
SOURCES = [file for file in sorted(ROOM.rglob("*.py")) if "hidden" not in file.parts]
HIDDEN = sorted(file.parent for file in (ROOM / "hidden").glob("*/*/test_*.py"))
KEY = re.compile(r'"([a-z_]+\.[a-z0-9_]+)"')
FOUND = {(file.name, key) for file in SOURCES for key in KEY.findall(file.read_text("utf-8"))}
MODULES = {f"keras.{name}" for name in ("activations", "callbacks", "layers", "losses", "metrics", "ops", "optimizers")}
USED = sorted((file, key) for file, key in FOUND if not key.endswith(".py") and key not in MODULES)
OFTEN = sorted(key for key in catalogue() if key.endswith(".often"))
ROWS = tomllib.loads((FOLDER / "errors.toml").read_text("utf-8"))["error"]
GROUPS = {key.partition(".")[0] for key in catalogue()}


def placeholders(sentence):
    return sorted(set(re.findall(r"\{(\w+)\}", sentence)))


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_sentence_says_the_same_in_every_language(key):
    text = catalogue()[key]
    assert set(text) == set(LANGUAGES)
    assert all(sentence.strip() == sentence and sentence for sentence in text.values())
    assert placeholders(text["en"]) == placeholders(text["ko"])
    assert re.search("[가-힣]", text["ko"])
    assert not re.search("[가-힣]", text["en"])


@pytest.mark.parametrize(("file", "key"), [(file, key) for file, key in USED if key.partition(".")[0] in GROUPS])
def test_a_sentence_that_code_asks_for_is_there(file, key):
    assert known(key), f"{file} uses {key}"


def test_keys_are_found_in_the_code_at_all():
    assert {"run.timeout", "value.none", "file.missing", "error.exit", "shape.permuted"} <= {key for _, key in USED}


def test_a_key_stands_once_in_a_language():
    for language in LANGUAGES:
        keys = Counter(
            key
            for file in (FOLDER / language).glob("*.toml")
            for key, _ in messages._flat(tomllib.loads(file.read_text("utf-8")))
        )
        assert [key for key, count in keys.items() if count > 1] == []


def test_both_languages_have_the_same_files():
    names = {language: sorted(file.name for file in (FOLDER / language).iterdir()) for language in LANGUAGES}
    assert names["en"] == names["ko"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["pattern"][:40])
def test_a_pattern_of_the_table_compiles_and_says_how_it_is_told(row):
    assert {"pattern", "key"} <= set(row) <= {"pattern", "key", "code"}
    re.compile(row["pattern"])
    re.compile(row.get("code", ""))
    assert re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", row["key"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["pattern"][:40])
def test_the_named_groups_of_a_pattern_fill_its_sentence(row):
    groups = sorted(re.compile(row["pattern"]).groupindex)
    assert groups == placeholders(catalogue()[row["key"]]["en"])


@pytest.mark.parametrize("key", OFTEN)
def test_what_something_often_comes_from_belongs_to_a_sentence_and_needs_no_facts(key):
    assert known(key.removesuffix(".often"))
    assert placeholders(catalogue()[key]["en"]) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_an_error_of_the_table_has_its_sentence(row):
    assert known(row["key"])


@pytest.mark.parametrize("folder", HIDDEN, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_an_exercise_has_a_sentence_for_each_of_its_mistakes(folder):
    own = exercise_messages(folder)
    means = re.findall(r'means="([^"]+)"', next(folder.glob("test_*.py")).read_text("utf-8"))
    mistakes = [file.name.removesuffix(".py").partition("~")[0] for file in folder.glob("mistakes/*.py")]
    assert [key for key in (*mistakes, *means) if not known(key, own)] == []


def test_facts_are_filled_in():
    assert message("run.timeout", seconds=3)["en"].startswith("Stopped after 3 seconds.")


def test_braces_of_a_learner_are_left_alone():
    told = message("error.raised", type="ValueError", text="{type} {0} {")
    assert told["en"].endswith("ValueError: {type} {0} {")


def test_an_unknown_key_is_an_error_of_ours():
    with pytest.raises(KeyError):
        message("no.such")


def test_an_exercise_may_bring_sentences_of_its_own(double):
    own = exercise_messages(double)
    assert known("double.squared", own)
    assert not known("double.squared")
    assert message("double.squared", own)["ko"] == "x에 x를 곱했어요."


def test_an_exercise_without_sentences_has_none(tmp_path):
    assert exercise_messages(tmp_path) == {}


@pytest.mark.parametrize(
    "content", ['["a.b"]\nen = "only"\n', 'flat = "text"\n', '["a.b"]\nen = 1\nko = 2\n', "not toml", "\udcff"]
)
def test_sentences_of_an_exercise_that_lack_a_language_are_refused(tmp_path, content):
    (tmp_path / "messages.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(MessageError, match=r"messages\.toml"):
        exercise_messages(tmp_path)
