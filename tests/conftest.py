"""What all tests share: no trace in the user's own configuration, and the option that writes goldens anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write tests/tui/golden/*.txt anew")


@pytest.fixture(autouse=True, scope="session")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep names of devices in a folder of the tests' own."""
    folder = tmp_path_factory.mktemp("configuration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUTOR_CONFIG", str(folder))
        yield folder
