"""Downloads from a real server: what arrives, and what is said when it does not."""

import pytest

from study.fetching.download import download
from study.fetching.trouble import FetchFailed, WrongSource
from tests.course_server import content, serving, status


@pytest.fixture
def answers():
    return {}


@pytest.fixture
def server(answers, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving(answers) as address:
        yield address


def test_what_is_there_arrives_whole_and_one_hears_how_far_it_is(server, answers, tmp_path):
    raw = bytes(range(256)) * 1000
    answers["/a.zip"] = content(raw)
    heard = []
    download(f"{server}/a.zip", tmp_path / "a", heard.append)
    assert (tmp_path / "a").read_bytes() == raw
    assert heard[-1] == "0.3 / 0.3 MB"


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (404, WrongSource, "There is nothing at"),
        (410, WrongSource, "There is nothing at"),
        (401, WrongSource, "asks who you are"),
        (403, WrongSource, "asks who you are"),
        (500, FetchFailed, "did not answer"),
        (503, FetchFailed, "did not answer"),
    ],
)
def test_what_a_server_refuses_is_a_sentence(server, answers, tmp_path, code, kind, words):
    answers["/a.zip"] = status(code)
    with pytest.raises(kind, match=words):
        download(f"{server}/a.zip", tmp_path / "a", lambda _: None)


def test_a_download_that_breaks_off_is_not_taken_for_a_whole_one(server, answers, tmp_path):
    answers["/a.zip"] = content(b"half", announced=1000)
    with pytest.raises(FetchFailed, match="did not answer"):
        download(f"{server}/a.zip", tmp_path / "a", lambda _: None)


def test_a_download_without_end_is_stopped(server, answers, tmp_path):
    answers["/a.zip"] = content(bytes(300_000), announced=None)
    with pytest.raises(WrongSource, match="too much"):
        download(f"{server}/a.zip", tmp_path / "a", lambda _: None, most=100_000)
    assert (tmp_path / "a").stat().st_size <= 100_000


@pytest.mark.parametrize("elsewhere", ["http://example.org/a.zip", "ftp://example.org/a.zip", "file:///etc/passwd"])
def test_a_redirection_to_what_is_not_safe_is_not_followed(server, answers, tmp_path, elsewhere):
    answers["/a.zip"] = status(302, Location=elsewhere)
    with pytest.raises((WrongSource, FetchFailed)):
        download(f"{server}/a.zip", tmp_path / "a", lambda _: None)
    assert not (tmp_path / "a").exists()


def test_a_redirection_on_this_machine_is_followed(server, answers, tmp_path):
    answers["/a.zip"] = status(302, Location="/b.zip")
    answers["/b.zip"] = content(b"b")
    download(f"{server}/a.zip", tmp_path / "a", lambda _: None)
    assert (tmp_path / "a").read_bytes() == b"b"


def test_nobody_there_is_a_sentence(tmp_path):
    with serving({}) as gone:
        pass
    with pytest.raises(FetchFailed, match="did not answer"):
        download(f"{gone}/a.zip", tmp_path / "a", lambda _: None)
