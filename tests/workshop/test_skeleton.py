"""What `new` begins is valid, whatever is still to be written in it, and takes nothing's place."""

import pytest

from setup.grammar import TAKES
from study.course_reader import open_course
from study.lesson_format import KINDS
from tests.workshop.conftest import Workshop
from workshop.skeleton import NotBegun, begin_course, begin_exercise, begin_lesson


@pytest.fixture(scope="module")
def report(shared_workshop):
    return shared_workshop.check()


def test_check_asks_for_nothing_but_the_texts_that_are_to_be_written(report):
    assert report.complaints
    assert {complaint.step for complaint in report.complaints} == {"texts"}
    assert all("to be written" in complaint.sentence["en"] for complaint in report.complaints)
    assert report.unavailable == ()


def test_its_stub_solution_answers_and_mistakes_are_judged_as_they_should_be(report):
    (row,) = report.rows
    assert row.stub
    assert (row.solution.good, row.solution.all) == (5, 5)
    assert (row.mistakes.good, row.mistakes.all) == (2, 2)
    assert (row.accepted.good, row.accepted.all) == (1, 1)
    assert row.mutation.fates
    assert row.mutation.survivors == ()


@pytest.fixture(scope="module")
def report_of_all_kinds(tmp_path_factory):
    """A course with an exercise of each kind."""
    root = tmp_path_factory.mktemp("kinds") / "course"
    begin_course(root)
    begin_lesson(root, "01_kinds")
    for kind in KINDS:
        begin_exercise(root, "01_kinds", f"to_{kind}", kind)
    return Workshop(root).check()


def test_each_kind_of_exercise_lacks_nothing_but_its_texts(report_of_all_kinds):
    others = [one for one in report_of_all_kinds.complaints if "to be written" not in one.sentence["en"]]
    asked = [one for one in others if "imports `keras`" not in one.sentence["en"]]
    assert [(one.about, one.sentence["en"]) for one in asked] == []
    assert {one.about for one in others} == {"01_kinds/to_port"}
    assert [row.exercise.kind for row in report_of_all_kinds.rows] == list(KINDS)
    for row in report_of_all_kinds.rows:
        assert row.mutation.fates
        assert row.mutation.survivors == (), row.exercise.id


def test_the_command_line_knows_the_kinds_that_lessons_have():
    assert TAKES["--kind"].choices == KINDS


def test_a_course_has_its_file_and_its_folders(tmp_path):
    root = tmp_path / "my-course"
    begin_course(root, ["선형대수", 'Say "hi"'])
    begin_lesson(root, "01_first")
    course = open_course(root)
    assert (course.id, course.title) == ("my-course", {"en": 'Say "hi"', "ko": "선형대수"})
    assert sorted(entry.name for entry in root.iterdir()) == ["course.toml", "exercises", "grader", "lessons"]


def test_a_course_is_begun_around_files_that_are_there_and_never_twice(tmp_path):
    (tmp_path / "README.md").write_text("mine", "utf-8")
    begin_course(tmp_path)
    before = (tmp_path / "course.toml").read_bytes()
    with pytest.raises(NotBegun, match="nothing is overwritten"):
        begin_course(tmp_path, ["Other"])
    assert (tmp_path / "course.toml").read_bytes() == before
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "titles"), [("my course", ()), ("con", ()), ("fine", ["two\nlines"]), ("fine", [" "])]
)
def test_a_bad_name_or_title_of_a_course_is_refused_and_nothing_is_made(tmp_path, name, titles):
    with pytest.raises(NotBegun):
        begin_course(tmp_path / name, titles)
    assert list(tmp_path.iterdir()) == []


def test_a_file_does_not_become_a_course(tmp_path):
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(NotBegun):
        begin_course(tmp_path / "taken")


def test_a_new_exercise_is_added_and_the_rest_of_the_file_stays(workshop):
    file = workshop.lesson / "lesson.toml"
    workshop.change(file, "[[exercises]]", "# a comment of the author's\n[[exercises]]")
    before = file.read_text(encoding="utf-8")
    begin_exercise(workshop.root, "01_first", "thrice")
    assert file.read_text(encoding="utf-8").startswith(before)
    assert [exercise.name for exercise in open_course(workshop.root).exercises] == ["twice", "thrice"]


def test_line_ends_of_another_system_stay_too(workshop):
    file = workshop.lesson / "lesson.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    begin_exercise(workshop.root, "01_first", "thrice")
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")
    assert len(open_course(workshop.root).exercises) == 2


@pytest.mark.parametrize("name", ["", "..", "../out", "a b", "con", "a/b", ".hidden"])
def test_a_bad_name_of_a_lesson_is_refused(workshop, name):
    with pytest.raises(NotBegun):
        begin_lesson(workshop.root, name)
    assert [folder.name for folder in (workshop.root / "lessons").iterdir()] == ["01_first"]


@pytest.mark.parametrize("name", ["", "2nd", "class", "a-b", "../out", "nul"])
def test_a_bad_name_of_an_exercise_is_refused(workshop, name):
    before = (workshop.lesson / "lesson.toml").read_bytes()
    with pytest.raises(NotBegun):
        begin_exercise(workshop.root, "01_first", name)
    assert (workshop.lesson / "lesson.toml").read_bytes() == before
    assert [folder.name for folder in workshop.exercise.parent.iterdir()] == ["twice"]


@pytest.mark.parametrize("name", ["twice", "Twice"])
def test_nothing_is_overwritten(workshop, name):
    workshop.write(workshop.exercise / "stub.py", "# mine\n")
    with pytest.raises(NotBegun, match="nothing is overwritten"):
        begin_exercise(workshop.root, "01_first", name)
    with pytest.raises(NotBegun, match="nothing is overwritten"):
        begin_lesson(workshop.root, "01_first")
    assert (workshop.exercise / "stub.py").read_text(encoding="utf-8") == "# mine\n"


def test_an_exercise_needs_a_lesson_that_is_there(workshop):
    with pytest.raises(NotBegun, match="begin it first"):
        begin_exercise(workshop.root, "02_second", "once")
    assert not (workshop.root / "exercises" / "02_second").exists()


def test_a_list_that_cannot_be_added_to_is_left_alone(workshop):
    file = workshop.lesson / "lesson.toml"
    workshop.change(
        file, '[[exercises]]\nname = "twice"\nkind = "write"\n', 'exercises = [{name="twice",kind="write"}]\n'
    )
    before = file.read_bytes()
    with pytest.raises(NotBegun, match="cannot be added to"):
        begin_exercise(workshop.root, "01_first", "thrice")
    assert file.read_bytes() == before
    assert not (workshop.exercise.parent / "thrice").exists()
