import os

import pytest

from study.naming import AmbiguousExercise, UnknownExercise, find_exercise
from study.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "work")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("01_first/beta", "01_first/beta"),
        ("01_first/beta.py", "01_first/beta"),
        ("01_first\\beta.py", "01_first/beta"),
        ("BETA", "01_first/beta"),
        ("alpha", "01_first/alpha"),
        ("phabe", "02_second/alphabet"),
        ("first/alp", "01_first/alpha"),
        ("02/gam", "02_second/gamma"),
        (" gamma ", "02_second/gamma"),
    ],
)
def test_an_unambiguous_part_is_enough_and_a_whole_name_wins(course, workspace, name, found):
    assert find_exercise(course, workspace, name).id == found


def test_the_path_of_a_file_names_its_exercise(course, workspace, monkeypatch):
    file = workspace.open(course.exercise("02_second/alphabet"))
    assert find_exercise(course, workspace, str(file)).id == "02_second/alphabet"
    monkeypatch.chdir(file.parent)
    assert find_exercise(course, workspace, f".{os.sep}alphabet.py").id == "02_second/alphabet"


def test_the_path_of_the_stub_names_its_exercise(course, workspace):
    exercise = course.exercise("02_second/gamma")
    assert find_exercise(course, workspace, str(exercise.stub)) == exercise
    assert find_exercise(course, workspace, str(exercise.folder)) == exercise


def test_a_part_of_several_names_lists_them(course, workspace):
    with pytest.raises(AmbiguousExercise) as caught:
        find_exercise(course, workspace, "lph")
    assert caught.value.matches == ("01_first/alpha", "02_second/alphabet")
    assert "02_second/alphabet" in caught.value.sentence["ko"]


def test_a_long_list_of_what_may_be_meant_is_cut(folder, workspace):
    for number in range(8):
        folder.lesson(f"0{number}_lesson", "same")
    with pytest.raises(AmbiguousExercise) as caught:
        find_exercise(folder.open(), workspace, "same")
    assert "04_lesson/same and 3 more." in caught.value.sentence["en"]
    assert "05_lesson" not in caught.value.sentence["ko"]


def test_a_misspelt_name_is_answered_with_what_may_be_meant(course, workspace):
    with pytest.raises(UnknownExercise) as caught:
        find_exercise(course, workspace, "gamam")
    assert caught.value.close == ("02_second/gamma",)
    assert "Did you mean: 02_second/gamma?" in str(caught.value)


@pytest.mark.parametrize("name", ["", "/", "zzzzzz", "\0", "~nobody/x", "a" * 5000, "../../etc/passwd"])
def test_nonsense_is_unknown(course, workspace, name):
    with pytest.raises(UnknownExercise) as caught:
        find_exercise(course, workspace, name)
    assert caught.value.sentence["ko"]
