from __future__ import annotations

import pytest

from setup.pip_output import Reading
from setup.strings import Strings

FETCHING = """\
Looking in links: /opt/wheels
Processing /opt/wheels/torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl
WARNING: Location 'file:///opt/simple/tensorflow/' is ignored: it is neither a file nor a directory.
Collecting tensorflow<3,>=2.21
  Downloading tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl (572.4 MB)
Collecting markdown-it-py[linkify]>=2.1.0 (from textual==8.2.8)
Requirement already satisfied: numpy in ./.venv
Collecting markdown-it-py>=1 (from mdit-py-plugins)
"""


def reading_of(output: str) -> Reading:
    reading = Reading()
    for line in output.splitlines():
        reading.take(line)
    return reading


def test_each_package_counts_once_however_it_is_named():
    assert reading_of(FETCHING).fetched == ["torch", "tensorflow", "markdown-it-py"]


def test_the_packages_to_install_are_known_when_pip_begins():
    reading = reading_of(FETCHING + "Installing collected packages: ml_dtypes, torch\n")
    assert reading.installing == ["ml-dtypes", "torch"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk_full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "disk_full"),
        ("OSError: [Errno 122] Disk quota exceeded", "disk_full"),
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(...)': /simple/",
            "no_network",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'ProxyError('Tunnel failed: 407')'",
            "no_network",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'", "not_writable"),
        ("ERROR: No matching distribution found for torch==2.13.0", "no_package"),
        ("ERROR: something nobody has seen before", "unknown"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_failure_is_told_by_what_pip_printed(line, key, language):
    error = reading_of(FETCHING + line).failure("/somewhere/set-up.log")
    assert error.key == key
    sentence = Strings(language)(f"failure.{key}", **error.values)
    assert sentence.count("{") == 0


def test_a_full_disk_is_named_even_after_a_network_that_stumbled():
    output = (
        "WARNING: Retrying after connection broken by 'ReadTimeoutError'\nOSError: [Errno 28] No space left on device"
    )
    assert reading_of(output).failure("log").key == "disk_full"


def test_both_languages_say_the_same_things():
    import tomllib
    from pathlib import Path

    folder = Path(__file__).resolve().parents[2] / "setup" / "strings"
    en, ko = (tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8")) for code in ("en", "ko"))
    assert {section: sorted(texts) for section, texts in en.items()} == {s: sorted(texts) for s, texts in ko.items()}
