"""Git repositories of strangers, real ones: what is fetched, and what never runs."""

import os
import subprocess

import pytest

from study.fetching.git import fetch_git
from study.fetching.source import SourceKind, read_source
from study.fetching.trouble import FetchFailed, WrongSource
from tests.course_server import git_backend, serving


@pytest.fixture(autouse=True)
def _own_git(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "a")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")


@pytest.fixture
def repository(tmp_path):
    root = tmp_path / "저장소 repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "course.toml").write_text("one\n", "utf-8")
    (root / "lessons").mkdir()
    (root / "lessons" / "수.md").write_bytes(b"a\r\nb\n")
    commit(root)
    return root


@pytest.fixture
def fetch(tmp_path):
    def fetched(typed, number=[0]):  # noqa: B006 - counts
        number[0] += 1
        scratch, into = tmp_path / f"scratch-{number[0]}", tmp_path / f"into-{number[0]}"
        scratch.mkdir()
        into.mkdir()
        commit = fetch_git(read_source(typed), scratch, into, lambda _: None)
        return commit, {
            path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()
        }

    return fetched


def git(root, *arguments, **options):
    done = subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, text=True, **options)
    return done.stdout.strip()


def commit(root):
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change")
    return git(root, "rev-parse", "HEAD")


def test_the_files_of_the_newest_commit_are_fetched_byte_by_byte(repository, fetch):
    newest = git(repository, "rev-parse", "HEAD")
    assert fetch(repository.as_uri()) == (newest, {"course.toml": b"one\n", "lessons/수.md": b"a\r\nb\n"})


def test_a_bare_repository_is_fetched_by_its_path(repository, fetch, tmp_path):
    git(tmp_path, "clone", "-q", "--bare", str(repository), "bare.git")
    assert read_source(str(tmp_path / "bare.git")).kind is SourceKind.GIT
    assert fetch(str(tmp_path / "bare.git"))[1]["course.toml"] == b"one\n"


@pytest.mark.parametrize("ref", ["v1", "topic/one", "COMMIT"])
def test_a_tag_a_branch_or_a_commit_is_fetched(repository, fetch, ref):
    old = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "v1")
    git(repository, "branch", "topic/one")
    (repository / "course.toml").write_text("two\n", "utf-8")
    newest = commit(repository)
    assert fetch(f"{repository.as_uri()}#{old if ref == 'COMMIT' else ref}") == fetch(f"{repository}#v1")
    assert fetch(f"{repository.as_uri()}#{ref}".replace("COMMIT", old))[0] == old
    assert fetch(repository.as_uri())[0] == newest


@pytest.mark.parametrize("ref", ["", "v1", "COMMIT"])
def test_one_commit_is_fetched_over_http_from_gits_own_server(repository, fetch, tmp_path, monkeypatch, ref):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    old = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "v1")
    git(repository, "commit", "-q", "--allow-empty", "-m", "newer")
    git(tmp_path, "clone", "-q", "--bare", str(repository), "served.git")
    backend = git_backend(tmp_path)
    with serving({f"/served.git/{path}": backend for path in ("info/refs", "git-upload-pack")}) as address:
        commit, files = fetch(f"{address}/served.git{f'#{ref}' if ref else ''}".replace("COMMIT", old))
        assert commit == (old if ref else git(repository, "rev-parse", "HEAD"))
        assert files["course.toml"] == b"one\n"
        with pytest.raises(WrongSource, match="no branch, tag or commit"):
            fetch(f"{address}/served.git#{'0' * 39}1")
        with pytest.raises(WrongSource, match="There is nothing at"):
            fetch(f"{address}/other.git")


def test_a_ref_that_is_not_there_is_a_sentence(repository, fetch):
    with pytest.raises(WrongSource, match="no branch, tag or commit `nowhere`"):
        fetch(f"{repository.as_uri()}#nowhere")


@pytest.mark.parametrize("ref", ["--upload-pack=touch /tmp/x", "a..b", "+main", "a:b", "x y", "-x", "main.lock"])
def test_a_ref_that_git_could_take_for_something_else_is_refused(repository, ref):
    with pytest.raises(WrongSource):
        read_source(f"{repository.as_uri()}#{ref}")


def test_a_repository_that_is_not_there_is_a_sentence(tmp_path, fetch):
    with pytest.raises(WrongSource, match="There is nothing at"):
        fetch((tmp_path / "nowhere").as_uri())


@pytest.mark.parametrize(
    "typed",
    [
        "ext::sh -c 'touch x'",
        "git://example.org/x",
        "http://example.org/x.git",
        "ftp://a/b",
        "-x",
        "--help",
        "",
        "a\nb",
    ],
)
def test_only_safe_ways_lead_to_a_course(typed):
    with pytest.raises(WrongSource):
        read_source(typed)


def test_a_password_in_an_address_is_refused_before_it_is_kept():
    with pytest.raises(WrongSource) as caught:
        read_source("https://me:secret@example.org/x.git")
    assert "secret" not in caught.value.sentence["en"]


def test_nothing_of_a_repository_runs_neither_hook_nor_filter_nor_submodule(repository, fetch, tmp_path, monkeypatch):
    ran = tmp_path / "ran"
    git(repository, "config", "--file", os.environ["GIT_CONFIG_GLOBAL"], "filter.lfs.smudge", f"touch '{ran}'")
    git(repository, "config", "--file", os.environ["GIT_CONFIG_GLOBAL"], "core.hooksPath", str(tmp_path / "hooks"))
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "reference-transaction", "post-merge"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{ran}'\n", "utf-8")
        (hooks / name).chmod(0o755)
    (repository / ".gitattributes").write_text("* filter=lfs eol=crlf export-subst ident\n", "utf-8")
    (repository / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = ext::touch ran\n', "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git(repository, "add", "-A")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},x")
    git(repository, "commit", "-q", "-m", "hostile")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    _, files = fetch(repository.as_uri())
    assert files["course.toml"] == b"one\n"
    assert "x" not in files
    assert not ran.exists()


@pytest.mark.skipif(os.name == "nt", reason="makes a link")
def test_a_link_arrives_as_a_file_that_says_where_it_leads(repository, fetch, tmp_path):
    (repository / "secret").symlink_to("/etc/passwd")
    commit(repository)
    assert fetch(repository.as_uri())[1]["secret"] == b"/etc/passwd"


@pytest.mark.skipif(os.name == "nt", reason="its files cannot be made there")
@pytest.mark.parametrize("name", ["a:b", "con.md", "back\\slash", "trailing."])
def test_a_name_that_some_system_misreads_is_refused(repository, fetch, name):
    (repository / name).write_text("x", "utf-8")
    commit(repository)
    with pytest.raises(WrongSource, match="unsafe name"):
        fetch(repository.as_uri())


@pytest.mark.skipif(os.name == "nt", reason="its files cannot be made there")
def test_names_that_differ_in_case_only_are_refused(repository, fetch):
    (repository / "COURSE.toml").write_text("x", "utf-8")
    commit(repository)
    with pytest.raises(WrongSource, match="Two of its names"):
        fetch(repository.as_uri())


def test_variables_of_a_surrounding_git_are_not_listened_to(repository, fetch, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert fetch(repository.as_uri())[1]["course.toml"] == b"one\n"


def test_without_git_there_is_a_sentence(repository, fetch, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(FetchFailed, match="git is not installed"):
        fetch(repository.as_uri())


def test_no_network_is_a_sentence_that_says_so(fetch):
    with pytest.raises(FetchFailed, match="did not answer"):
        fetch("https://nowhere.invalid/course.git")
