from __future__ import annotations

import pytest

import tutor
from setup.cells import cells

COMMANDS = (
    "list",
    "grade",
    "watch",
    "hint",
    "reset",
    "solution",
    "path",
    "status",
    "course",
    "doctor",
    "bench",
    "test",
)


def read(*arguments: str, language: str = "en"):
    return tutor.commands(language).read(arguments)


@pytest.mark.parametrize("arguments", [("--lang", "ko", "grade", "a", "b"), ("grade", "a", "--lang", "ko", "b")])
def test_common_options_stand_before_or_after_the_command(arguments):
    found = read(*arguments)
    assert (found.command, found.lang, found.exercises) == ("grade", "ko", ["a", "b"])


def test_a_value_stands_behind_its_option_or_its_equals_sign():
    assert read("--workspace=a b", "bench", "--rounds", "3").workspace == "a b"
    assert read("bench", "--rounds=3").rounds == 3
    assert (read("bench").rounds, read("bench").workspace, read("bench").json) == (10, "", False)


def test_what_stands_behind_two_dashes_is_a_name():
    assert read("grade", "--json", "--", "--lang").exercises == ["--lang"]
    assert read("watch").exercise is None


def test_without_a_command_the_tutorial_opens():
    found = read("--device", "cpu")
    assert (found.command, found.run, found.device) == ("", tutor.tutorial, "cpu")


def test_what_the_test_command_does_not_know_goes_to_pytest_in_order():
    assert read("test", "-k", "a or b", "--lang", "ko", "tests/cli", "-x").rest == ["-k", "a or b", "tests/cli", "-x"]


@pytest.mark.parametrize(
    ("arguments", "en", "ko"),
    [
        (("frobnicate",), "frobnicate: this has to be one of list, ", "frobnicate: list, "),
        (("it's",), "it's: this has to be one of list, ", "it's: list, "),
        (("",), "'': this has to be one of list, ", "'': list, "),
        (("hint", "a", ""), "'' is not understood here.", "'': 여기서는 쓸 수 없어요."),
        (("hint",), "exercise is missing.", "exercise: 꼭 써야 해요."),
        (("hint", "--lang"), "--lang needs a value.", "--lang: 뒤에 값을 써야 해요."),
        (("list", "--lang", "fr"), "fr: this has to be one of en, ko.", "fr: en, ko 중 하나여야 해요."),
        (("list", "--json=1"), "--json takes no value.", "--json: 값을 받지 않아요."),
        (
            ("bench", "--rounds", "0"),
            "--rounds needs a whole number from 1 on.",
            "--rounds: 1 이상의 정수를 써야 해요.",
        ),
        (("list", "--frob"), "--frob is not understood here.", "--frob: 여기서는 쓸 수 없어요."),
        (("--work", "x", "list"), "--work is not understood here.", "--work: 여기서는 쓸 수 없어요."),
        (("--json", "list"), "--json is not understood here.", "--json: 여기서는 쓸 수 없어요."),
        (("list", "extra"), "extra is not understood here.", "extra: 여기서는 쓸 수 없어요."),
        (("list", "--workspace="), "--workspace needs a value.", "--workspace: 뒤에 값을 써야 해요."),
        (("list", "--course", "--json"), "--course needs a value.", "--course: 뒤에 값을 써야 해요."),
        (("bench", "--rounds", "two"), "--rounds needs a whole number", "--rounds: 1 이상의 정수를 써야 해요."),
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_wrong_use_is_a_sentence_in_the_learners_language_and_exit_code_2(arguments, en, ko, language, capsys):
    with pytest.raises(SystemExit) as ended:
        read(*arguments, language=language)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.lower().startswith({"en": en, "ko": ko}[language])
    assert "tutor.py" in said.err.splitlines()[-1]
    assert "argument" not in said.err


def test_what_a_command_does_not_know_leads_to_the_help_of_that_command(capsys):
    with pytest.raises(SystemExit):
        read("hint", "a", "b")
    assert capsys.readouterr().err.endswith("See: python tutor.py hint --help\n")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_help_fits_80_columns(command, language, capsys):
    with pytest.raises(SystemExit) as ended:
        read(*command, "--help", language=language)
    assert ended.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith({"en": "usage: ", "ko": "사용법: "}[language] + "python tutor.py")
    assert all(cells(line) <= 80 for line in lines)


def test_a_course_may_be_named_several_times():
    assert read("list", "--course", "a", "--course=b").course == ["a", "b"]
    assert read("list").course == []


def test_the_course_command_takes_an_action_and_what_it_is_done_to():
    found = read("course", "add", "x.zip", "--yes", "--course", "main")
    assert (found.words, found.yes, found.course) == (["add", "x.zip"], True, ["main"])
