import pytest

from study.course import CourseError
from study.course_reader import open_course


def problems_of(folder):
    with pytest.raises(CourseError) as caught:
        folder.open()
    for problem in caught.value.problems:
        assert problem.sentence["en"].strip()
        assert problem.sentence["ko"].strip()
        assert problem.file.is_absolute()
    return caught.value.problems


def the_problem_of(folder):
    problems = problems_of(folder)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_course_is_read_in_the_order_of_its_lessons(course):
    assert [lesson.id for lesson in course.lessons] == ["01_first", "02_second"]
    assert [exercise.id for exercise in course.exercises] == [
        "01_first/alpha",
        "01_first/beta",
        "02_second/alphabet",
        "02_second/gamma",
    ]
    assert course.lesson("02_second").needs == ("01_first",)
    assert course.exercise("01_first/beta").titles == {"en": "Do beta", "ko": "beta 하기"}
    assert course.exercise("01_first/beta").checks == course.root / "grader/hidden/01_first/beta"


def test_what_is_not_in_the_course_is_a_key_error(course):
    for unknown in ("01_first/none", "none/alpha", "alpha", ""):
        with pytest.raises(KeyError):
            course.exercise(unknown)
    with pytest.raises(KeyError):
        course.lesson("none")


def test_exercises_and_lessons_can_be_keys(course):
    assert len({*course.exercises, *course.exercises}) == 4
    assert len({*course.lessons, course.lesson("01_first")}) == 2


def test_a_course_without_a_file_of_its_own_is_named_after_its_folder(course):
    assert (course.id, course.title["ko"], course.version) == ("course", "course", "")


def test_a_course_file_gives_title_and_version(folder):
    folder.lesson("01_first")
    folder.write("course.toml", 'id = "mine"\ntitle = { en = "Mine", ko = "내 코스" }\nversion = "2"\n')
    course = folder.open()
    assert (course.id, course.title, course.version) == ("mine", {"en": "Mine", "ko": "내 코스"}, "2")


def test_a_lesson_knows_the_ids_of_its_questions(folder):
    block = '```question\nid = "Q1"\n```\n'
    quoted = '````\n```question\nid = "shown as code"\n```\n````\n'
    folder.lesson("01_first", text=f"# Title\n\n## One\n\n{block}\n{quoted}\n## Two\n\n{block.replace('Q1', 'Q2')}")
    assert folder.open().lesson("01_first").questions == ("Q1", "Q2")


def test_a_folder_with_korean_and_blanks_in_its_path_is_a_course(tmp_path, folder):
    moved = type(folder)(tmp_path / "내 코스 folder")
    moved.lesson("01_첫레슨", "더하기")
    assert moved.open().exercises[0].id == "01_첫레슨/더하기"


def test_an_empty_folder_is_no_course(folder):
    assert "no lesson" in the_problem_of(folder).sentence["en"]


def test_all_problems_are_told_at_once(folder):
    folder.lesson("01_first", "alpha")
    folder.lesson("02_second", "beta")
    (folder.root / "lessons/01_first/ko.md").unlink()
    (folder.root / "exercises/02_second/beta/stub.py").unlink()
    folder.write("lessons/02_second/en.md", b"# \xff\n")
    assert sorted(problem.file.name for problem in problems_of(folder)) == ["en.md", "ko.md", "stub.py"]


def test_bad_toml_is_told_with_its_line(folder):
    folder.lesson("01_first")
    folder.write("lessons/01_first/lesson.toml", "title = \n")
    assert the_problem_of(folder).line == 1


def test_a_number_of_too_many_digits_is_told(folder):
    folder.lesson("01_first")
    file = folder.write("lessons/01_first/lesson.toml", f"minutes = {'9' * 5000}\n")
    with pytest.raises(CourseError) as caught:
        folder.open()
    assert file in {problem.file for problem in caught.value.problems}


@pytest.mark.parametrize("name", ["lesson.toml", "en.md", "ko.md"])
def test_bad_utf8_is_told_with_its_byte(folder, name):
    folder.lesson("01_first")
    file = folder.write(f"lessons/01_first/{name}", b"# ok\n\xc3\x28")
    problem = the_problem_of(folder)
    assert problem.file == file
    assert "byte 6 is not UTF-8" in problem.sentence["en"]


@pytest.mark.parametrize(
    "path",
    [
        "lessons/01_first/lesson.toml",
        "lessons/01_first/en.md",
        "lessons/01_first/ko.md",
        "exercises/01_first/alpha/stub.py",
        "exercises/01_first/alpha/en.md",
        "exercises/01_first/alpha/ko.md",
        "grader/hidden/01_first/alpha/test_alpha.py",
    ],
)
def test_a_missing_file_is_told(folder, path):
    folder.lesson("01_first", "alpha")
    (folder.root / path).unlink()
    assert the_problem_of(folder).file == folder.root / path


@pytest.mark.parametrize("field", ["title", "summary", "needs", "packages", "minutes"])
def test_a_missing_field_is_told(folder, field):
    folder.lesson("01_first")
    file = folder.root / "lessons/01_first/lesson.toml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(field)]
    file.write_text("\n".join(lines), "utf-8")
    assert the_problem_of(folder).field == field


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("title", "title = 3"),
        ("title.ko", 'title = { en = "only" }'),
        ("needs", 'needs = "01"'),
        ("packages[1]", "packages = [1]"),
        ("minutes", "minutes = true"),
        ("minutes", "minutes = 0"),
        ("summary.en", 'summary = { en = " ", ko = "요약" }'),
    ],
)
def test_a_field_of_the_wrong_type_is_told(folder, field, line):
    folder.lesson("01_first")
    file = folder.root / "lessons/01_first/lesson.toml"
    name = line.partition(" ")[0]
    kept = [old for old in file.read_text("utf-8").splitlines() if not old.startswith(name)]
    file.write_text("\n".join([*kept, line]), "utf-8")
    assert the_problem_of(folder).field == field


def test_a_need_that_no_lesson_meets_is_told(folder):
    folder.lesson("01_first", needs=("00_none",))
    assert "`00_none`" in the_problem_of(folder).sentence["en"]


def test_lessons_that_need_one_another_are_told_once_with_the_whole_circle(folder):
    folder.lesson("01_a", needs=("02_b",))
    folder.lesson("02_b", needs=("03_c",))
    folder.lesson("03_c", needs=("01_a",))
    folder.lesson("04_d", needs=("01_a",))
    circle, behind = problems_of(folder)
    assert "01_a -> 02_b -> 03_c -> 01_a" in circle.sentence["en"]
    assert "cannot be reached: `01_a`" in behind.sentence["en"]


def test_a_lesson_that_needs_itself_is_told(folder):
    folder.lesson("01_a", needs=("01_a",))
    assert "01_a -> 01_a" in the_problem_of(folder).sentence["ko"]


def test_two_circles_are_both_told(folder):
    for one, other in (("01_a", "02_b"), ("02_b", "01_a"), ("03_c", "04_d"), ("04_d", "03_c")):
        folder.lesson(one, needs=(other,))
    assert len(problems_of(folder)) == 2


def test_an_unknown_kind_of_exercise_is_told(folder):
    folder.lesson("01_first", "alpha")
    file = folder.root / "lessons/01_first/lesson.toml"
    file.write_text(file.read_text("utf-8").replace('"fill"', '"guess"'), "utf-8")
    problem = the_problem_of(folder)
    assert problem.field == "exercises[1].kind"
    assert "fill, fix, write, port, fast" in problem.sentence["ko"]


def test_two_exercises_that_differ_in_case_alone_are_one_name_too_many(folder):
    folder.lesson("01_first", "alpha", "Alpha")
    assert the_problem_of(folder).field == "exercises[2].name"


@pytest.mark.parametrize("name", ["../alpha", "a/b", "a\\\\b", "..", ".hidden", "con", "a b", "alpha.py", "/etc"])
def test_a_name_that_leads_elsewhere_is_refused(folder, name):
    folder.lesson("01_first")
    file = folder.root / "lessons/01_first/lesson.toml"
    file.write_text(file.read_text("utf-8") + f'[[exercises]]\nname = "{name}"\nkind = "fill"\n', "utf-8")
    problem = the_problem_of(folder)
    assert problem.field == "exercises[1].name"
    assert "letters, digits" in problem.sentence["en"]


def test_a_text_without_title_is_told(folder):
    folder.lesson("01_first", "alpha")
    folder.write("exercises/01_first/alpha/ko.md", "## 힌트 1\n")
    folder.write("lessons/01_first/en.md", "```python\n# not a title\n```\n")
    assert sorted(problem.file.name for problem in problems_of(folder)) == ["en.md", "ko.md"]


def test_the_error_says_everything_in_both_languages(folder):
    folder.lesson("01_first", needs=("00_none",))
    (folder.root / "lessons/01_first/ko.md").unlink()
    with pytest.raises(CourseError) as caught:
        open_course(folder.root)
    assert str(caught.value).count("\n") == 1
    assert caught.value.sentence["ko"].count("\n") == 1


def test_a_course_with_windows_line_ends_and_byte_order_marks_is_the_same_course(folder):
    folder.lesson("01_first", "alpha")
    before = folder.open()
    for file in folder.root.rglob("*.*"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    after = folder.open()
    assert after == before
    assert after.exercises[0].titles == before.exercises[0].titles


def test_links_to_other_places_in_the_same_course_are_followed(folder):
    folder.lesson("01_first", "alpha", "beta")
    for name in ("stub.py", "ko.md"):
        file = folder.root / "exercises/01_first/beta" / name
        file.unlink()
        file.symlink_to(f"../alpha/{name}")
    hidden = folder.root / "grader/hidden"
    hidden.rename(folder.root / "hidden")
    hidden.symlink_to("../hidden", target_is_directory=True)
    course = folder.open()
    assert course.exercise("01_first/beta").titles == {"en": "Do beta", "ko": "alpha 하기"}


def test_a_package_that_the_course_declares_can_be_named(folder):
    folder.lesson("01_first")
    file = folder.root / "lessons/01_first/lesson.toml"
    file.write_text(file.read_text("utf-8").replace('["torch"]', '["scipy", "numpy"]'), "utf-8")
    assert the_problem_of(folder).field == "packages[1]"
    folder.write("course.toml", 'id = "c"\ntitle = { en = "C", ko = "코" }\nversion = "1"\npackages = ["scipy"]\n')
    assert folder.open().lessons[0].packages == ("scipy", "numpy")


def test_a_need_that_comes_later_in_the_course_is_told(folder):
    folder.lesson("01_first", needs=("02_second",))
    folder.lesson("02_second")
    problem = the_problem_of(folder)
    assert (problem.field, problem.line) == ("needs[1]", 3)
    assert "comes after this lesson" in problem.sentence["en"]


def test_a_problem_is_told_with_its_path_from_the_course_on_its_line_and_its_field(folder):
    folder.lesson("01_first", "alpha")
    file = folder.root / "lessons/01_first/lesson.toml"
    file.write_text(file.read_text("utf-8").replace("minutes = 10", "minutes = 0"), "utf-8")
    with pytest.raises(CourseError) as caught:
        folder.open()
    assert str(caught.value).startswith("lessons/01_first/lesson.toml:5: minutes: `minutes` is `0`. Allowed: ")
    assert caught.value.problems[0].told("ko").startswith(f"{file}:5: minutes: ")
