"""What a folder of checks promises is read from its source, and everything wrong with it is said in a sentence."""

import pytest

from grader import CheckFolderError, mistake_key, read_checks

GOOD = """
raise RuntimeError("reading does not run this")
FAMILY = "keras-torch"
SECONDS = 7

def helper():
    pass

@check(en="first", ko="첫째")
def test_b():
    pass

@other
@check(en="second", ko="둘째", family="tensorflow")
def test_a():
    pass
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "곱하기 two"
    folder.mkdir()

    def write(source):
        (folder / f"test_{folder.name}.py").write_text(source, encoding="utf-8")
        return folder

    return write


def check_of(title='en="a", ko="가"', name="test_a"):
    return f"@check({title})\ndef {name}():\n    pass\n"


def test_checks_are_read_in_order_without_running_anything(folder):
    read = read_checks(folder(GOOD))
    assert [(check.name, check.title["ko"], check.family) for check in read.expected] == [
        ("test_b", "첫째", "keras-torch"),
        ("test_a", "둘째", "tensorflow"),
    ]
    assert read.families == ("keras-torch", "tensorflow")
    assert read.seconds == 7.0


def test_family_and_limit_have_defaults(folder):
    read = read_checks(folder(check_of()))
    assert (read.families, read.seconds) == (("torch",), 20.0)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("def test_a(:\n", "invalid syntax"),
        ("", "there is no check in it"),
        ("def helper():\n    pass\n", "there is no check in it"),
        ("def test_a():\n    pass\n", "test_a has no @check"),
        ("@check\ndef test_a():\n    pass\n", "test_a has no @check"),
        (check_of('en="a"'), "no title in ko"),
        (check_of('ko="가"'), "no title in en"),
        (check_of('en="", ko=""'), "no title in en and ko"),
        (check_of('en=3, ko="가"'), "no title in en"),
        (check_of('en=TITLE, ko="가"'), "must be literals"),
        (check_of('en="a", ko="가", family="jax"'), "unknown family 'jax'; known are torch"),
        (check_of('en="a", ko="가", family=["torch"]'), "unknown family"),
        ('FAMILY = "mxnet"\n' + check_of(), "unknown family 'mxnet'"),
        ("SECONDS = 0\n" + check_of(), "SECONDS is 0; it must be a number above 0"),
        ("SECONDS = -1\n" + check_of(), "must be a number above 0"),
        ("SECONDS = True\n" + check_of(), "must be a number above 0"),
        ('SECONDS = "20"\n' + check_of(), "must be a number above 0"),
        (check_of() + check_of(), "two checks have the same name"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(folder, source, sentence):
    made = folder(source)
    with pytest.raises(CheckFolderError) as caught:
        read_checks(made)
    assert sentence in str(caught.value)
    assert f"test_{made.name}.py" in str(caught.value)


def test_the_line_of_a_bad_check_is_named(folder):
    with pytest.raises(CheckFolderError, match=r"\.py:4: "):
        read_checks(folder("\n\n" + check_of('en="a"')))


def test_a_folder_that_is_not_there_is_an_error_of_the_same_kind(tmp_path):
    with pytest.raises(CheckFolderError, match=r"test_nowhere\.py"):
        read_checks(tmp_path / "nowhere")


def test_check_files_that_are_not_utf_8_are_an_error_of_the_same_kind(folder):
    made = folder("")
    (made / f"test_{made.name}.py").write_bytes(b"# \xff\n")
    with pytest.raises(CheckFolderError, match="utf-8"):
        read_checks(made)


def test_answers_and_mistakes_are_found_by_their_place(double):
    read = read_checks(double)
    assert read.solution == double / "solution.py"
    assert [file.name for file in read.accepted] == ["times.py"]
    assert [file.name for file in read.mistakes] == ["double.same.py", "double.squared.py"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("grad.accumulates.py", "grad.accumulates"),
        ("grad.accumulates~2.py", "grad.accumulates"),
        ("grad.accumulates~12.py", "grad.accumulates"),
        ("py.py", "py"),
    ],
)
def test_a_mistake_is_named_by_its_file(tmp_path, name, key):
    assert mistake_key(tmp_path / name) == key
