"""How tests look at a workspace and at its errors."""

import os

import pytest

from study.workspace import Workspace, WorkspaceError

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


def files_of(workspace: Workspace) -> list[str]:
    """Names of what lies in the folder of the first lesson."""
    return sorted(file.name for file in (workspace.root / "01_first").iterdir())


def sentence_of(error: pytest.ExceptionInfo[WorkspaceError]) -> str:
    """The English sentence of an error that is said in both languages and names the file."""
    said = error.value.sentence
    assert said["ko"] != said["en"]
    assert str(error.value.file) in said["en"]
    assert str(error.value.file) in said["ko"]
    return said["en"]
