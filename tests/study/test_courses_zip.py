"""Zip files of strangers: what is unpacked, and everything that is not."""

import os
import random
import struct
import unicodedata
import zipfile
from contextlib import suppress

import pytest

from study.fetching.trouble import FetchFailed, WrongSource
from study.fetching.unpacking import Unpacking
from study.fetching.zip_file import digest_of, unpack_zip

LINK = 0o120777 << 16
FIFO = 0o010644 << 16


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "unpacked"
    folder.mkdir()
    return folder


@pytest.fixture
def zipped(tmp_path):
    """Write a zip file with these members; a member is (name, content) or (name, content, external attributes)."""

    def write(*members, method=zipfile.ZIP_DEFLATED):
        file = tmp_path / "course.zip"
        with zipfile.ZipFile(file, "w", method) as archive:
            for name, content, *attributes in members:
                info = zipfile.ZipInfo(name)
                info.filename = name  # as it is: ZipInfo itself cuts and mends names
                info.compress_type = method
                info.external_attr = attributes[0] if attributes else 0o100644 << 16
                archive.writestr(info, content)
        return file

    return write


def found(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(file, into):
    with pytest.raises(WrongSource) as caught:
        unpack_zip(file, into)
    assert caught.value.sentence["ko"]
    return caught.value.sentence["en"]


def test_files_are_unpacked_as_they_are(zipped, into):
    unpack_zip(zipped(("course.toml", b"a\r\n"), ("lessons/수/ko.md", "가".encode())), into)
    assert found(into) == {"course.toml": b"a\r\n", "lessons/수/ko.md": "가".encode()}


@pytest.mark.parametrize("top", ["course-main", "수학"])
def test_one_folder_around_everything_is_left_out(zipped, into, top):
    file = zipped((f"{top}/", b""), (f"{top}/course.toml", b"a"), (f"{top}/lessons/x.md", b"b"), ("__MACOSX/._x", b""))
    unpack_zip(file, into)
    assert found(into) == {"course.toml": b"a", "lessons/x.md": b"b"}


def test_a_course_of_one_folder_is_not_unwrapped(zipped, into):
    unpack_zip(zipped(("lessons/x.md", b"b")), into)
    assert found(into) == {"lessons/x.md": b"b"}


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "a/../../outside",
        "/absolute",
        "C:/drive",
        "C:drive",
        "\\\\server\\share",
        "a\\..\\b",
        "a//b",
        "./a",
        "..",
        "con",
        "lessons/NUL.md",
        "com1.txt",
        "trailing.",
        "trailing ",
        "a:stream",
        "what?",
        "tab\tbed",
        "bell\x07",
        "x" * 300,
        "/".join("deep" for _ in range(200)),
    ],
)
def test_a_name_that_leads_out_or_that_some_system_misreads_is_refused(zipped, into, name):
    assert "unsafe name" in refused(zipped(("course.toml", b"a"), (name, b"b")), into)
    assert not (into.parent / "outside").exists()
    assert set(found(into)) <= {"course.toml"}


def test_a_name_that_is_cut_at_a_zero_byte_is_refused(zipped, into):
    file = zipped(("lessons/a.md#tail", b"x"))
    file.write_bytes(file.read_bytes().replace(b"a.md#tail", b"a.md\0tail"))
    refused(file, into)


@pytest.mark.parametrize("attributes", [LINK, FIFO])
def test_links_and_special_files_are_refused(zipped, into, attributes):
    assert "link or a special file" in refused(zipped(("a", b"/etc/passwd", attributes)), into)
    assert found(into) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.md", "A.md"),
        ("lessons/a.md", "LESSONS/b.md"),
        (unicodedata.normalize("NFC", "한글"), unicodedata.normalize("NFD", "한글")),
        ("same", "same"),
        ("a", "a/b"),
        ("a/b", "a"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_are_one_on_some_systems_are_refused(zipped, into, one, other):
    assert "Two of its names are one" in refused(zipped((one, b"1"), (other, b"2")), into)


def test_a_bomb_is_stopped_while_it_is_read(zipped, into):
    file = zipped(*((f"{number}", bytes(2_000_000)) for number in range(20)))
    assert file.stat().st_size < 100_000
    assert "too much" in refused(file, into)
    assert sum(map(len, found(into).values())) < 12_000_000


def test_a_file_that_says_it_is_smaller_than_it_is_gets_no_further(zipped, into):
    file = zipped(("big", bytes(3_000_000)))
    raw = file.read_bytes()
    file.write_bytes(raw.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 10)))
    refused(file, into)
    assert sum(map(len, found(into).values())) <= 3_000_000


def test_limits_hold_for_what_is_written_not_for_what_was_announced(into):
    unpacking = Unpacking(into, most_files=3, most_bytes=10)
    unpacking.add("a", iter([b"12345"]))
    with pytest.raises(WrongSource, match="too much"):
        unpacking.add("b", (b"x" for _ in iter(int, 1)))
    assert (into / "b").stat().st_size <= 10


def test_more_files_than_a_course_has_are_refused(into):
    unpacking = Unpacking(into, most_files=2)
    unpacking.add("a", [])
    unpacking.add("b", [])
    with pytest.raises(WrongSource, match="more than 2 files"):
        unpacking.add("c", [])


def test_a_zip_file_with_more_than_20000_files_is_refused(zipped, into):
    file = zipped(*((f"lessons/{number}", b"") for number in range(20_001)), method=zipfile.ZIP_STORED)
    assert "20,000 files" in refused(file, into)


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_zip_file_that_was_cut_off_is_refused(zipped, into, cut):
    file = zipped(("course.toml", b"abc" * 100))
    file.write_bytes(file.read_bytes()[:-cut])
    assert "whole zip file" in refused(file, into)


def test_damaged_content_is_refused(zipped, into):
    file = zipped(("a", b"abc" * 100), method=zipfile.ZIP_STORED)
    file.write_bytes(file.read_bytes().replace(b"abcabc", b"abXabc", 1))
    assert "whole zip file" in refused(file, into)


def test_unusual_compression_and_passwords_are_refused(zipped, into):
    assert "unusual compression" in refused(zipped(("a", b"x"), method=zipfile.ZIP_LZMA), into)
    raw = bytearray(zipped(("a", b"x")).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    file = into.parent / "locked.zip"
    file.write_bytes(raw)
    assert "password" in refused(file, into)


def test_what_is_no_file_is_never_waited_for(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(WrongSource):
        digest_of(tmp_path / "pipe.zip")


def test_random_changes_of_a_good_zip_file_never_end_in_a_traceback(zipped, tmp_path):
    good = zipped(("course/course.toml", b"a" * 50), ("course/lessons/b.md", b"b" * 99)).read_bytes()
    rng = random.Random(5)
    for number in range(300):
        raw = bytearray(good)
        for _ in range(rng.randint(1, 4)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        file, into = tmp_path / "changed.zip", tmp_path / f"into-{number}"
        file.write_bytes(raw)
        into.mkdir()
        with suppress(WrongSource, FetchFailed):
            unpack_zip(file, into)
        assert all(path.resolve().is_relative_to(into.resolve()) for path in into.rglob("*"))
