"""A learner's file is read once, whatever stands in its place, and a sentence says why it cannot be."""

import os
import socket
import sys

import pytest

from grader.reading import LARGEST, Unreadable, read_source

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "풀이.py"


def refusal(file):
    with pytest.raises(Unreadable) as caught:
        read_source(file)
    assert file.name in caught.value.text["en"]
    assert file.name in caught.value.text["ko"]
    return caught.value.text["en"]


def test_a_missing_file(file):
    assert "There is no file" in refusal(file)


@pytest.mark.parametrize("content", [b"", b"   \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_an_empty_file(file, content):
    file.write_bytes(content)
    assert "is empty" in refusal(file)


def test_a_folder(file):
    file.mkdir()
    assert "no ordinary file" in refusal(file)


@posix
def test_a_fifo_that_nobody_writes_to_does_not_block(file):
    os.mkfifo(file)
    assert "no ordinary file" in refusal(file)


@posix
def test_a_device(tmp_path):
    link = tmp_path / "endless.py"
    link.symlink_to("/dev/zero")
    assert "no ordinary file" in refusal(link)


@posix
def test_a_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.py")
        assert "s.py" in refusal(tmp_path / "s.py")


@posix
def test_a_symlink_is_followed(file, tmp_path):
    real = tmp_path / "elsewhere.py"
    real.write_text("x = 1\n", encoding="utf-8")
    file.symlink_to(real)
    assert read_source(file) == "x = 1\n"


@posix
def test_a_symlink_to_nowhere_and_one_to_itself(file, tmp_path):
    file.symlink_to(tmp_path / "nowhere")
    assert "There is no file" in refusal(file)
    file.unlink()
    file.symlink_to(file)
    assert "cannot be read" in refusal(file)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(file):
    file.write_text("x = 1", encoding="utf-8")
    file.chmod(0)
    assert "cannot be read" in refusal(file)


def test_the_largest_file_is_read_and_a_larger_one_is_not(file):
    file.write_bytes(b"#" * LARGEST)
    assert len(read_source(file)) == LARGEST
    file.write_bytes(b"#" * (LARGEST + 1))
    assert "larger than 1 MB" in refusal(file)


def test_a_file_that_is_not_utf_8_names_the_line(file):
    file.write_bytes("a = 1\nb = 2\n# 안녕\n".encode("euc-kr"))
    assert "not UTF-8 text (line 3)" in refusal(file)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_told_as_an_encoding(file, codec):
    file.write_bytes("def f():\n    pass\n".encode(codec))
    assert "UTF-8" in refusal(file)


def test_nul_bytes(file):
    file.write_bytes(b"x = 1\0\n")
    assert "NUL bytes" in refusal(file)


def test_a_byte_order_mark_is_no_part_of_the_text(file):
    file.write_bytes("x = 1\n".encode("utf-8-sig"))
    assert read_source(file) == "x = 1\n"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_any_line_ending_is_read_as_it_is(file, ending):
    file.write_bytes(f"x = 1{ending}y = 2{ending}".encode())
    assert read_source(file) == f"x = 1{ending}y = 2{ending}"
