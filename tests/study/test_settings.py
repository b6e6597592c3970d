import os

import pytest

from study.settings import Settings, load_settings, save_settings, settings_file
from study.workspace import WorkspaceError


@pytest.fixture
def root(tmp_path):
    return tmp_path / "work"


def write(root, content):
    file = settings_file(root)
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return file


def test_without_a_file_there_are_defaults_and_no_warning(root):
    assert load_settings(root) == (Settings(), None)
    assert not root.exists()


def test_what_is_saved_is_loaded(root):
    save_settings(root, Settings("ko", "nord"))
    assert load_settings(root) == (Settings("ko", "nord"), None)
    assert [file.name for file in settings_file(root).parent.iterdir()] == ["settings.json"]


def test_fields_of_another_version_survive_a_save(root):
    write(root, b'{"language": "ko", "added": [1]}')
    settings, warning = load_settings(root)
    save_settings(root, settings)
    assert warning is None
    assert load_settings(root)[0].other == {"added": [1]}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"language": "tlh", "theme": "no such theme"}', Settings(None, "no such theme")),
        (b'{"language": ["ko"], "theme": 3}', Settings()),
        (b'{"language": null, "theme": ""}', Settings()),
        (b"\xef\xbb\xbf{}", Settings()),
    ],
)
def test_values_that_are_not_known_crash_nothing(root, content, expected):
    write(root, content)
    assert load_settings(root) == (expected, None)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'"ko"'])
def test_a_bad_file_gives_defaults_and_a_warning_and_is_kept(root, content):
    file = write(root, content)
    settings, warning = load_settings(root)
    assert settings == Settings()
    assert "settings.bad-1.json" in warning["en"]
    assert "settings.bad-1.json" in warning["ko"]
    assert file.with_name("settings.bad-1.json").read_bytes() == content
    file.write_bytes(b"worse")
    load_settings(root)
    assert file.with_name("settings.bad-1.json").read_bytes() == content
    assert file.with_name("settings.bad-2.json").read_bytes() == b"worse"


def test_a_text_that_cannot_be_encoded_survives_a_save(root):
    write(root, b'{"added": "\\ud800"}')
    save_settings(root, load_settings(root)[0])
    assert load_settings(root)[0].other == {"added": "\ud800"}


@pytest.mark.parametrize("make", ["mkdir", "mkfifo"])
def test_what_is_no_file_in_its_place_is_put_aside_and_not_waited_for(root, make):
    if not hasattr(os, make):
        pytest.skip("there are no pipes with names here")
    settings_file(root).parent.mkdir(parents=True)
    getattr(os, make)(settings_file(root))
    settings, warning = load_settings(root)
    assert settings == Settings()
    assert "settings.bad-1.json" in warning["ko"]
    save_settings(root, Settings("ko"))
    assert load_settings(root) == (Settings("ko"), None)


def test_settings_that_cannot_be_saved_are_told(tmp_path):
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(WorkspaceError):
        save_settings(tmp_path / "taken", Settings("ko"))
