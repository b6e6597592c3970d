import subprocess
import sys
from pathlib import Path

import pytest

from study import actions
from study.course import CourseError
from study.event import Kind
from study.lesson_text import read_lesson
from study.session import open_session
from study.settings import settings_file
from study.standing import Visit, lesson_progress
from study.workspace import WorkspaceError

ALPHA = "01_first/alpha"
QUESTION = """# T

## P

```question
id = "Q1"
kind = "choice"
ask = "Which?"
options = [{ text = "a", why = "yes", right = true }, { text = "b", why = "no" }]
```
"""


@pytest.fixture
def session(course, tmp_path):
    with open_session(course.root, tmp_path / "work", "cpu") as session:
        yield session


@pytest.fixture
def alpha(session):
    return session.course.exercise(ALPHA)


def kinds(session):
    return [event.kind for event in session.log.events()]


def passed(session):
    session.log.append(Kind.VERDICT, exercise=ALPHA, status="passed")


def test_opening_a_session_touches_no_file(session, tmp_path):
    assert not (tmp_path / "work").exists()
    assert session.judge.choice == "cpu"
    assert session.warning is None


def test_a_session_on_what_is_no_course_is_refused(tmp_path):
    with pytest.raises(CourseError):
        open_session(tmp_path / "nothing", tmp_path / "work")


def test_a_bad_settings_file_is_a_warning(course, tmp_path):
    settings_file(tmp_path).parent.mkdir()
    settings_file(tmp_path).write_text("{", "utf-8")
    with open_session(course.root, tmp_path) as session:
        assert "settings.bad-1.json" in session.warning["ko"]


def test_opening_an_exercise_is_noted_once(session, alpha):
    file = actions.open_exercise(session, alpha)
    assert actions.open_exercise(session, alpha) == file
    assert kinds(session) == ["exercise_opened"]


def test_an_exercise_that_cannot_be_opened_is_not_noted(session, alpha):
    session.workspace.file(alpha).mkdir(parents=True)
    with pytest.raises(WorkspaceError):
        actions.open_exercise(session, alpha)
    assert kinds(session) == []


def test_hints_come_one_at_a_time_and_the_last_one_stays(session, alpha):
    assert actions.shown_hints(session, alpha, "en") == ()
    taken = [actions.take_hint(session, alpha, "en") for _ in range(4)]
    assert [(hint.number, hint.text, hint.new) for hint in taken] == [
        (1, "First.", True),
        (2, "Second.", True),
        (3, "Third.", True),
        (3, "Third.", False),
    ]
    assert actions.shown_hints(session, alpha, "ko") == ("First.", "Second.", "Third.")
    assert kinds(session) == ["hint_shown"] * 3


def test_a_solution_is_locked_until_it_has_passed(session, alpha):
    with pytest.raises(actions.SolutionLocked) as caught:
        actions.reveal_solution(session, alpha)
    assert ALPHA in caught.value.sentence["ko"]
    assert kinds(session) == []
    passed(session)
    assert "return 2 * x" in actions.reveal_solution(session, alpha)
    assert kinds(session) == ["verdict", "solution_shown"]


def test_a_solution_that_is_shown_anyway_is_noted_as_early(session, alpha):
    assert "return 2 * x" in actions.reveal_solution(session, alpha, anyway=True)
    assert session.progress().exercise(ALPHA).solution_early


def test_a_course_without_the_solution_is_told_and_nothing_is_noted(session, alpha):
    (alpha.checks / "solution.py").unlink()
    with pytest.raises(CourseError) as caught:
        actions.reveal_solution(session, alpha, anyway=True)
    assert "solution.py" in caught.value.sentence["ko"]
    assert kinds(session) == []


def test_a_reset_keeps_the_file_and_what_has_passed(session, alpha):
    actions.open_exercise(session, alpha).write_text("mine\n", "utf-8")
    passed(session)
    kept = actions.reset_exercise(session, alpha)
    assert kept.read_text("utf-8") == "mine\n"
    assert session.progress().passed(ALPHA)
    assert session.progress().exercise(ALPHA).resets == 1


def test_an_answer_is_marked_and_noted(folder, tmp_path):
    folder.lesson("01_first", text=QUESTION)
    session = open_session(folder.root, tmp_path / "work")
    lesson = session.course.lesson("01_first")
    (question,) = read_lesson(lesson, "en").questions
    assert actions.answer_question(session, lesson, question, frozenset({1})).why == "no"
    assert actions.answer_question(session, lesson, question, frozenset({0})).right
    assert session.progress().question("01_first", "Q1").attempts == 2
    assert lesson_progress(session.progress(), lesson).questions_right == 1
    assert [event.data["answer"] for event in session.log.events()] == [[1], [0]]


def test_pages_and_visits_are_noted_when_they_are_news(session):
    lesson = session.course.lesson("01_first")
    for page in (0, 1, 0):
        actions.read_page(session, lesson, page)
    for place in (Visit("home"), Visit("home"), Visit("lesson", "01_first", page=1), Visit("home")):
        actions.visit(session, place)
    assert kinds(session) == ["page_read", "page_read", "visited", "visited", "visited"]
    assert session.progress().last_visit == Visit("home")


def test_progress_is_folded_again_only_for_news_and_sees_other_processes(session, course):
    before = session.progress()
    assert session.progress() is before
    other = open_session(course.root, session.workspace.root)
    passed(other)
    assert session.progress().passed(ALPHA)


def test_the_room_imports_no_framework_and_no_interface():
    code = (
        "import sys, study.session, study.actions, study.naming, study.watching\n"
        "heavy = {'torch', 'numpy', 'tensorflow', 'keras', 'textual', 'watchfiles', 'pytest'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False, timeout=60)
    assert ended.returncode == 0
