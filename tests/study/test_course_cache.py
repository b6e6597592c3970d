"""What is remembered of a course's files: it saves reading, never shows what is not in them, and may be lost."""

import json
import os
import shutil

import pytest

from study import lesson_reader
from study.course import CourseError
from study.course_reader import open_course


@pytest.fixture
def cache(tmp_path):
    (tmp_path / "work/.tutor").mkdir(parents=True)
    return tmp_path / "work/.tutor/read/course.json"


@pytest.fixture
def settled(folder, monkeypatch):
    """A course whose files were written long before it is opened: no clock of a file system is that coarse."""
    folder.lesson("01_first", "alpha", "beta", text="# Title\n\n## One\n<!-- explains: alpha -->\n\nText.\n")
    folder.lesson("02_second", "gamma", needs=("01_first",))
    file = folder.root / "lessons/02_second/lesson.toml"
    file.write_text('was = ["00_old"]\n' + file.read_text("utf-8"), "utf-8")
    hours = 3600 * 10**9
    now = max(found.stat().st_ctime_ns for found in folder.root.rglob("*")) + hours
    monkeypatch.setattr("study.course_cache.time.time_ns", lambda: now)
    return folder


def titles(course):
    return [(lesson.title, lesson.pages, lesson.was) for lesson in course.lessons], [
        (exercise.id, exercise.titles, exercise.kind, exercise.was) for exercise in course.exercises
    ]


def unread(monkeypatch):
    """Return a list to which every lesson that is read from its files is added."""
    read = []
    real = lesson_reader.read_lesson_folder

    def noted(root, folder, *rest):
        read.append(folder.name)
        return real(root, folder, *rest)

    monkeypatch.setattr(lesson_reader, "read_lesson_folder", noted)
    return read


def test_what_is_remembered_is_what_was_read(settled, cache, monkeypatch):
    fresh = open_course(settled.root, cache)
    read = unread(monkeypatch)
    again = open_course(settled.root, cache)
    assert read == []
    assert again == fresh == open_course(settled.root)
    assert titles(again) == titles(fresh)
    assert again.ids_before == fresh.ids_before == {"00_old": "02_second", "00_old/gamma": "02_second/gamma"}


def test_who_waits_is_told_how_many_of_the_lessons_that_are_not_remembered_were_read(settled, cache):
    told = []
    open_course(settled.root, cache, lambda done, total: told.append((done, total)))
    settled.lesson("03_third", "delta")
    open_course(settled.root, cache, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (0, 1)]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("lessons/01_first/lesson.toml", "01_first title", "01_other title"),
        ("lessons/01_first/en.md", "## One", "## Two"),
        ("exercises/01_first/beta/ko.md", "beta 하기", "beta 쓰기"),
    ],
)
def test_a_file_that_changed_is_read_again_and_the_other_lessons_are_not(settled, cache, monkeypatch, path, old, new):
    open_course(settled.root, cache)
    file = settled.root / path
    before = file.stat()
    changed = file.read_text("utf-8").replace(old, new)
    assert len(changed.encode()) == before.st_size
    file.write_text(changed, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    read = unread(monkeypatch)
    again = open_course(settled.root, cache)
    assert read == ["01_first"]
    assert titles(again) == titles(open_course(settled.root))


def test_a_file_that_is_gone_is_told_as_ever(settled, cache):
    open_course(settled.root, cache)
    (settled.root / "exercises/01_first/alpha/stub.py").unlink()
    with pytest.raises(CourseError, match="no stub"):
        open_course(settled.root, cache)


def test_a_new_lesson_is_read_and_one_that_is_gone_is_forgotten(settled, cache):
    open_course(settled.root, cache)
    shutil.rmtree(settled.root / "lessons/02_second")
    settled.lesson("03_third", "delta")
    assert [lesson.id for lesson in open_course(settled.root, cache).lessons] == ["01_first", "03_third"]
    assert "02_second" not in cache.read_text("utf-8")


def test_lessons_are_checked_against_each_other_also_when_they_are_remembered(settled, cache):
    open_course(settled.root, cache)
    shutil.rmtree(settled.root / "lessons/01_first")
    with pytest.raises(CourseError, match="needs `01_first`"):
        open_course(settled.root, cache)


def test_a_package_that_is_no_longer_declared_is_told(settled, cache):
    file = settled.root / "lessons/01_first/lesson.toml"
    file.write_text(file.read_text("utf-8").replace('["torch"]', '["scipy"]'), "utf-8")
    course = 'id = "c"\ntitle = { en = "C", ko = "코" }\nversion = "1"\n'
    settled.write("course.toml", course + 'packages = ["scipy"]\n')
    open_course(settled.root, cache)
    settled.write("course.toml", course)
    with pytest.raises(CourseError, match="`scipy` is no package"):
        open_course(settled.root, cache)


def test_files_that_are_younger_than_a_clock_can_tell_are_not_remembered(folder, cache):
    folder.lesson("01_first")
    open_course(folder.root, cache)
    assert not cache.exists() or json.loads(cache.read_bytes().partition(b"\n")[2])["lessons"] == {}


@pytest.mark.parametrize("torn", [b"", b"\n", b"not json", b"\xff\xfe", b"[" * 5000])
def test_a_broken_memory_is_thrown_away(settled, cache, torn):
    fresh = open_course(settled.root, cache)
    cache.write_bytes(torn)
    assert open_course(settled.root, cache) == fresh


def test_a_memory_that_was_cut_short_or_edited_is_thrown_away(settled, cache):
    fresh = open_course(settled.root, cache)
    whole = cache.read_bytes()
    for changed in (whole[: len(whole) // 2], whole.replace(b"Do alpha", b"Do other")):
        assert changed != whole
        cache.write_bytes(changed)
        assert titles(open_course(settled.root, cache)) == titles(fresh)


def test_a_memory_of_another_course_is_not_used(settled, cache, tmp_path):
    open_course(settled.root, cache)
    moved = tmp_path / "moved"
    shutil.copytree(settled.root, moved)
    assert open_course(moved, cache).exercises[0].folder.is_relative_to(moved)


def test_nothing_is_written_where_no_workspace_is(settled, tmp_path):
    open_course(settled.root, tmp_path / "nowhere/.tutor/read/course.json")
    assert not (tmp_path / "nowhere").exists()


def test_a_course_opens_also_where_nothing_can_be_remembered(settled, cache):
    cache.mkdir(parents=True)
    assert len(open_course(settled.root, cache).exercises) == 3
    assert list(cache.parent.iterdir()) == [cache]
