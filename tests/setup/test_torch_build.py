from __future__ import annotations

import sys

import pytest

from setup import torch_build


@pytest.fixture
def without_driver(monkeypatch):
    monkeypatch.setattr(torch_build, "has_nvidia_driver", lambda: False)
    monkeypatch.setattr(sys, "platform", "linux")


def test_every_place_that_pip_is_told_about_is_looked_at():
    settings = "\n".join(
        (
            "global.index-url='https://a.example/simple'",
            ":env:.find-links='/one /two'",
            "global.extra-index-url='\\nhttps://b.example/simple\\nfile:///c/simple'",
            "global.timeout='5'",
        )
    )
    assert list(torch_build.locations(settings)) == [
        "https://a.example/simple",
        "/one",
        "/two",
        "https://b.example/simple",
        "file:///c/simple",
    ]


def test_the_cpu_build_is_offered_where_there_is_no_driver(without_driver):
    assert torch_build.worth_offering("global.index-url='https://pypi.org/simple'")


def test_it_is_not_offered_beside_a_driver(monkeypatch):
    monkeypatch.setattr(torch_build, "has_nvidia_driver", lambda: True)
    assert not torch_build.worth_offering("")


def test_it_is_not_offered_on_a_mac(without_driver, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not torch_build.worth_offering("")


def test_it_is_not_offered_when_pip_already_finds_one(without_driver, tmp_path):
    tag = f"cp3{sys.version_info.minor}"
    (tmp_path / f"torch-2.13.0+cpu-{tag}-{tag}-linux_x86_64.whl").touch()
    assert not torch_build.worth_offering(f":env:.find-links='{tmp_path}'")
    assert not torch_build.worth_offering(f"global.find-links='{tmp_path.as_uri()}'")
    assert not torch_build.worth_offering("global.extra-index-url='https://download.pytorch.org/whl/cpu'")


def test_when_the_cpu_build_is_asked_for_no_other_will_do(without_driver):
    index, url, requirement = torch_build.cpu_arguments("2.13.0")
    assert (index, url) == ("--extra-index-url", "https://download.pytorch.org/whl/cpu")
    assert requirement == "torch==2.13.0+cpu"


def test_a_cpu_build_for_another_python_changes_nothing(without_driver, tmp_path):
    (tmp_path / "torch-2.13.0+cpu-cp39-cp39-linux_x86_64.whl").touch()
    assert torch_build.worth_offering(f":env:.find-links='{tmp_path}'")


def test_a_folder_with_another_build_changes_nothing(without_driver, tmp_path):
    (tmp_path / "torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl").touch()
    assert torch_build.worth_offering(f":env:.find-links='{tmp_path}'")
