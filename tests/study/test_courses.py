"""Several courses as one: what their exercises are called, where files lie, and what keeps a course out."""

import json
from dataclasses import asdict, replace

import pytest

from grader import Status, Verdict
from study.course_list import CourseList, Listed
from study.courses import Gone, Neighbour, UnfitId, open_library
from study.explaining import page_for_verdict
from study.fetching.source import SourceKind
from study.naming import AmbiguousExercise, UnknownExercise, find_exercise
from study.session import open_session
from tests.study.conftest import CourseFolder


@pytest.fixture
def make(tmp_path):
    """Write a small course with an id; return its folder."""

    def write(course_id, *lessons, name=None, title=None):
        folder = CourseFolder(tmp_path / (name or course_id))
        for lesson in lessons or ("01_first",):
            folder.lesson(lesson, "alpha", "beta", needs=() if lesson == "01_first" else ("01_first",))
        title = title or course_id.title()
        folder.write(
            "course.toml",
            f'id = "{course_id}"\ntitle = {{ en = "{title}", ko = "{title} 코스" }}\nversion = "{title} 1"\n',
        )
        return folder.root

    return write


@pytest.fixture
def library(make):
    return open_library(make("main"), [Neighbour(make("algebra", "01_first", "02_next")), Neighbour(make("수학"))])


def test_one_course_is_what_it_was_before_there_were_several(make):
    root = make("main", "01_first", "02_second")
    course = open_library(root).course
    assert [exercise.id for exercise in course.exercises][:2] == ["01_first/alpha", "01_first/beta"]
    assert course.parts == ()


def test_the_first_course_keeps_its_ids_and_the_others_get_a_prefix(library):
    assert [lesson.id for lesson in library.course.lessons] == [
        "01_first",
        "algebra:01_first",
        "algebra:02_next",
        "수학:01_first",
    ]
    assert library.course.exercise("algebra:02_next/beta").lesson == "algebra:02_next"
    assert library.course.lesson("algebra:02_next").needs == ("algebra:01_first",)
    assert library.absent == ()


def test_files_of_another_course_stand_in_a_folder_of_its_own(library, workspace):
    course = library.course
    assert workspace.file(course.exercise("01_first/alpha")) == workspace.root / "01_first" / "alpha.py"
    beside = workspace.open(course.exercise("algebra:01_first/alpha"))
    assert beside == workspace.root / "algebra" / "01_first" / "alpha.py"
    assert beside.is_file()


def test_lessons_are_numbered_within_their_own_course(library):
    numbers = [library.course.number(lesson) for lesson in library.course.lessons]
    assert numbers == ["01", "01", "02", "01"]


def test_what_explains_a_mistake_stands_in_the_course_of_the_exercise(library):
    verdict = Verdict("수학:01_first/alpha", Status.FAILED)
    assert page_for_verdict(library.course, verdict).lesson.id == "수학:01_first"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("01_first/alpha", "01_first/alpha"),
        ("algebra:01_first/alpha", "algebra:01_first/alpha"),
        ("algebra/01_first/alpha", "algebra:01_first/alpha"),
        ("algebra\\01_first\\alpha.py", "algebra:01_first/alpha"),
        ("ALGEBRA:01_first/beta", "algebra:01_first/beta"),
        ("수학:alpha", "수학:01_first/alpha"),
        ("algebra:next/bet", "algebra:02_next/beta"),
    ],
)
def test_an_exercise_of_another_course_is_named_with_the_id_of_the_course(library, workspace, name, found):
    assert find_exercise(library.course, workspace, name).id == found


def test_the_paths_of_its_files_name_an_exercise_of_another_course(library, workspace):
    exercise = library.course.exercise("algebra:01_first/beta")
    assert find_exercise(library.course, workspace, str(workspace.open(exercise))) == exercise
    assert find_exercise(library.course, workspace, str(exercise.stub)) == exercise


def test_a_name_that_several_courses_have_is_asked_back_and_an_unknown_course_is_unknown(library, workspace):
    with pytest.raises(AmbiguousExercise) as caught:
        find_exercise(library.course, workspace, "beta")
    assert "algebra:02_next/beta" in caught.value.matches
    with pytest.raises(UnknownExercise):
        find_exercise(library.course, workspace, "physics:alpha")


def test_progress_in_one_course_is_none_in_another(make, tmp_path):
    with open_session(make("main"), tmp_path / "work", "cpu", [Neighbour(make("algebra"))]) as session:
        session.log.append("verdict", exercise="algebra:01_first/alpha", status="passed")
        session.log.append("page_read", lesson="algebra:01_first", page=0)
        assert session.progress().passed("algebra:01_first/alpha")
        assert not session.progress().passed("01_first/alpha")
        assert "01_first" not in session.progress().pages


@pytest.mark.parametrize("spelling", ["main", "MAIN", "ｍａｉｎ"])
def test_two_courses_with_one_id_are_refused_with_a_sentence(make, spelling):
    [absent] = open_library(make("main"), [Neighbour(make(spelling, name="other"))]).absent
    assert isinstance(absent.trouble, UnfitId)
    assert "Two courses have the id" in absent.trouble.sentence["en"]
    assert "두 개" in absent.trouble.sentence["ko"]


def test_an_id_that_is_the_name_of_a_lesson_would_mix_files_and_is_refused(make):
    [absent] = open_library(make("main"), [Neighbour(make("01_First", name="other"))]).absent
    assert "name of a lesson" in absent.trouble.sentence["en"]


@pytest.mark.parametrize("course_id", ["a/b", "..", "a:b", "con", "a b", ".tutor"])
def test_an_id_that_is_no_safe_name_is_refused(make, course_id):
    library = open_library(make("main"), [Neighbour(make(course_id, name="other"))])
    assert len(library.absent) == 1
    assert all(":" not in exercise.id for exercise in library.course.exercises)


def test_a_course_that_is_broken_or_gone_keeps_none_of_the_others_out(make, tmp_path):
    broken = make("broken")
    (broken / "lessons/01_first/ko.md").unlink()
    gone = Neighbour(tmp_path / "gone", "gone")
    library = open_library(make("main"), [Neighbour(broken, "broken"), gone, Neighbour(make("algebra"))])
    assert "algebra:01_first/alpha" in [exercise.id for exercise in library.course.exercises]
    first, second = library.absent
    assert (first.name, second.name) == ("broken", "gone")
    assert "ko.md" in first.trouble.sentence["en"]
    assert isinstance(second.trouble, Gone)


def test_a_course_that_changed_its_id_is_told_because_the_learners_files_are_named_after_it(make):
    [absent] = open_library(make("main"), [Neighbour(make("new"), "old")]).absent
    assert "`new`" in absent.trouble.sentence["en"]
    assert absent.name == "old"


def test_a_listed_course_keeps_its_ids_when_it_is_opened_first(make):
    root = make("algebra")
    library = open_library(root, [Neighbour(root, "algebra", is_strange=True)])
    assert library.course.exercises[0].id == "algebra:01_first/alpha"
    assert library.strangers == {"algebra"}
    assert library.absent == ()


def test_a_verdict_carries_the_version_of_the_course_that_its_exercise_belongs_to(make, tmp_path):
    neighbours = [Neighbour(make("algebra"), is_strange=True)]
    with open_session(make("main"), tmp_path / "work", "cpu", neighbours) as session:
        session.workspace.open(session.course.exercise("01_first/alpha"))
        assert session.judge.judge(session.course.exercise("01_first/alpha")).course_version == "Main 1"
        session.workspace.open(session.course.exercise("algebra:01_first/alpha"))
        assert session.judge.judge(session.course.exercise("algebra:01_first/alpha")).course_version == "Algebra 1"


def test_the_list_holds_what_was_written_and_a_bad_one_is_kept_aside(tmp_path):
    courses = CourseList(tmp_path)
    assert courses.read() == ((), None)
    listed = (
        Listed("algebra", SourceKind.FOLDER, "/somewhere"),
        Listed("수학", SourceKind.GIT, "https://example.org/수학", "main", "0" * 40),
    )
    with courses.changing(1):
        courses.write(listed)
    assert courses.read() == (listed, None)
    assert [neighbour.is_strange for neighbour in courses.neighbours()[0]] == [False, True]
    assert courses.root(listed[1]) == courses.folder / "수학" / ("0" * 12)
    courses.file.write_text("[{", "utf-8")
    assert courses.read()[0] == ()
    assert (courses.folder / "list.bad-1.json").read_text("utf-8") == "[{"


@pytest.mark.parametrize(
    "wrong",
    [{"id": "../x"}, {"pin": "../../etc"}, {"pin": ""}, {"kind": "exe"}, {"source": ""}, {"id": 1}, {"more": "x"}],
)
def test_a_list_whose_names_would_lead_out_of_it_is_not_used(tmp_path, wrong):
    courses = CourseList(tmp_path)
    courses.folder.mkdir(parents=True)
    good = asdict(replace(Listed("a", SourceKind.ZIP, "x.zip"), pin="a" * 64))
    courses.file.write_text(json.dumps([{**good, **wrong}]), "utf-8")
    listed, warning = courses.read()
    assert listed == ()
    assert "list.bad-1.json" in warning["ko"]
