"""Renamed lessons and exercises: what was done and written under an old id belongs to the one of today."""

import os
from dataclasses import replace

import pytest

from study.actions import open_exercise
from study.course import CourseError
from study.courses import named_apart
from study.event import Kind
from study.session import open_session
from study.standing import fold, lesson_progress

CONTENT = "def alpha(x):\n    return 2 * x  # 내가 썼어요\n"


def say_before(folder, lesson, was=(), exercises=None):
    """Write `was` into a lesson, and into its exercises."""
    file = folder.root / f"lessons/{lesson}/lesson.toml"
    text = file.read_text("utf-8")
    for name, old in (exercises or {}).items():
        text = text.replace(f'name = "{name}"', f'name = "{name}"\nwas = {list(old)}')
    if was:
        text = f"was = {list(was)}\n{text}"
    file.write_text(text, "utf-8")


def problems_of(folder):
    with pytest.raises(CourseError) as caught:
        folder.open()
    return [(problem.field, problem.line, problem.sentence["en"]) for problem in caught.value.problems]


def test_what_was_done_in_a_renamed_exercise_counts_for_it(folder, log):
    folder.lesson("01_first", "alpha")
    say_before(folder, "01_first", exercises={"alpha": ["01_first/aleph"]})
    log.append(Kind.VERDICT, exercise="01_first/aleph", status="failed", digest="a")
    log.append(Kind.VERDICT, exercise="01_first/alpha", status="passed", digest="b")
    standing = fold(log.events(), folder.open().ids_before).exercise("01_first/alpha")
    assert (standing.attempts, standing.passed) == (2, True)


def test_what_was_done_in_a_renamed_lesson_counts_for_it(folder, log):
    folder.lesson("03_new", "alpha")
    say_before(folder, "03_new", was=["01_old", "02_older"])
    log.append(Kind.VERDICT, exercise="01_old/alpha", status="passed", digest="a")
    log.append(Kind.QUESTION_ANSWERED, lesson="02_older", question="Q1", right=True)
    log.append(Kind.PAGE_READ, lesson="01_old", page=2)
    log.append(Kind.VISITED, screen="exercise", lesson="01_old", exercise="01_old/alpha", page=0)
    course = folder.open()
    progress = fold(log.events(), course.ids_before)
    assert progress.passed("03_new/alpha")
    assert progress.question("03_new", "Q1").right
    assert progress.pages == {"03_new": frozenset({2})}
    assert (progress.last_visit.lesson, progress.last_visit.exercise) == ("03_new", "03_new/alpha")
    assert progress.last_exercise == "03_new/alpha"
    assert lesson_progress(progress, course.lesson("03_new")).done


def test_an_exercise_that_was_renamed_after_its_lesson_was_keeps_what_came_before_both(folder):
    folder.lesson("02_new", "alpha")
    say_before(folder, "02_new", was=["01_old"], exercises={"alpha": ["02_new/aleph"]})
    before = folder.open().ids_before
    assert {old for old, new in before.items() if new == "02_new/alpha"} == {
        "02_new/aleph",
        "01_old/alpha",
        "01_old/aleph",
    }


def test_an_exercise_that_moved_away_is_not_claimed_by_the_new_name_of_its_lesson(folder):
    folder.lesson("02_new", "alpha")
    folder.lesson("03_other", "alpha")
    say_before(folder, "02_new", was=["01_old"])
    say_before(folder, "03_other", exercises={"alpha": ["01_old/alpha"]})
    assert folder.open().ids_before == {"01_old": "02_new", "01_old/alpha": "03_other/alpha"}


def test_the_file_of_the_old_id_is_copied_and_stays(folder, workspace):
    folder.lesson("02_new", "alpha")
    say_before(folder, "02_new", was=["01_old"])
    old = workspace.root / "01_old/alpha.py"
    old.parent.mkdir(parents=True)
    old.write_text(CONTENT, "utf-8")
    opened = workspace.open(folder.open().exercise("02_new/alpha"))
    assert opened == workspace.root / "02_new/alpha.py"
    assert opened.read_text("utf-8") == old.read_text("utf-8") == CONTENT


def test_a_file_under_the_new_id_is_never_replaced_by_the_old_one(folder, workspace):
    folder.lesson("02_new", "alpha")
    say_before(folder, "02_new", was=["01_old"])
    exercise = folder.open().exercise("02_new/alpha")
    mine = workspace.open(exercise)
    old = workspace.root / "01_old/alpha.py"
    old.parent.mkdir()
    old.write_text(CONTENT, "utf-8")
    assert workspace.open(exercise).read_bytes() == exercise.stub.read_bytes() == mine.read_bytes()


def test_to_begin_again_gives_the_stub_and_not_the_old_file(folder, workspace):
    folder.lesson("02_new", "alpha")
    say_before(folder, "02_new", was=["01_old"])
    exercise = folder.open().exercise("02_new/alpha")
    old = workspace.root / "01_old/alpha.py"
    old.parent.mkdir(parents=True)
    old.write_text(CONTENT, "utf-8")
    workspace.open(exercise)
    assert workspace.reset(exercise).read_text("utf-8") == CONTENT
    assert workspace.file(exercise).read_bytes() == exercise.stub.read_bytes()


def test_what_is_no_file_under_the_old_id_is_left_alone(folder, workspace):
    folder.lesson("02_new", "alpha")
    say_before(folder, "02_new", was=["01_old"])
    exercise = folder.open().exercise("02_new/alpha")
    (workspace.root / "01_old").mkdir(parents=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(workspace.root / "01_old/alpha.py")
    else:
        (workspace.root / "01_old/alpha.py").mkdir()
    assert workspace.open(exercise).read_bytes() == exercise.stub.read_bytes()


def test_an_id_that_still_exists_is_no_earlier_one(folder):
    folder.lesson("01_first", "alpha")
    folder.lesson("02_second", "alpha")
    say_before(folder, "02_second", was=["01_first"], exercises={"alpha": ["01_first/alpha"]})
    found = problems_of(folder)
    assert [place[:2] for place in found] == [("was[1]", 1), ("exercises[1].was[1]", 10)]
    assert all("still exists" in sentence for _, _, sentence in found)


def test_two_that_claim_one_earlier_id_are_told(folder):
    folder.lesson("01_first", "alpha", "beta")
    say_before(folder, "01_first", exercises={"alpha": ["00_old/x"], "beta": ["00_old/x"]})
    assert problems_of(folder) == [
        ("exercises[2].was[1]", 14, "`00_old/x` is claimed by `01_first/alpha` as well. Keep it in one of the two.")
    ]


def test_a_chain_of_earlier_ids_is_told(folder):
    folder.lesson("01_first")
    folder.lesson("02_second")
    say_before(folder, "01_first", was=["00_old"])
    say_before(folder, "02_second", was=["01_first"])
    [(field, line, sentence)] = problems_of(folder)
    assert (field, line) == ("was[1]", 1)
    assert "a chain" in sentence
    assert "`00_old`" in sentence


def test_earlier_ids_of_a_course_beside_the_first_one_are_its_own(folder, workspace):
    folder.lesson("02_new", "alpha")
    say_before(folder, "02_new", was=["01_old"])
    course = named_apart(replace(folder.open(), id="algebra"))
    assert course.ids_before == {"algebra:01_old": "algebra:02_new", "algebra:01_old/alpha": "algebra:02_new/alpha"}
    for lesson in ("01_old", "algebra/01_old"):
        old = workspace.root / lesson / "alpha.py"
        old.parent.mkdir(parents=True)
        old.write_text(f"# {lesson}\n", "utf-8")
    assert workspace.open(course.exercises[0]).read_text("utf-8") == "# algebra/01_old\n"


def test_a_session_counts_what_was_done_before_a_renaming(folder, tmp_path):
    folder.lesson("01_old", "alpha")
    with open_session(folder.root, tmp_path / "work") as session:
        open_exercise(session, session.course.exercises[0])
        session.log.append(Kind.VERDICT, exercise="01_old/alpha", status="passed", digest="a")
    for place in ("lessons", "exercises", "grader/hidden"):
        (folder.root / place / "01_old").rename(folder.root / place / "02_new")
    say_before(folder, "02_new", was=["01_old"])
    with open_session(folder.root, tmp_path / "work") as session:
        assert session.progress().passed("02_new/alpha")
        assert open_exercise(session, session.course.exercises[0]) == tmp_path / "work/02_new/alpha.py"
