"""What a learner is told when a file of the workspace cannot be used."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final, Literal

from study.os_reasons import reason
from study.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from grader.text import Text
    from study.learner_file import Contents

_DOING: Final = {
    "read": {"en": "could not be read", "ko": "읽을 수 없어요"},
    "create": {"en": "could not be created", "ko": "만들 수 없어요"},
    "save": {"en": "could not be saved", "ko": "저장할 수 없어요"},
    "reset": {"en": "could not be reset", "ko": "처음부터 다시 시작할 수 없어요"},
}
_GONE: Final = {
    "en": "It is not there. Open the exercise again to get a fresh one.",
    "ko": "그 자리에 파일이 없어요. 연습 문제를 다시 열면 새로 만들어져요.",
}


class WorkspaceError(Trouble):
    """A learner's file cannot be used. `file` is the one."""

    def __init__(self, file: Path, sentence: Text) -> None:
        self.file = file
        super().__init__(sentence)


class ChangedOnDisk(WorkspaceError):
    """The file is not the one that was read. `found` is what it is now, None when it is gone."""

    def __init__(self, file: Path, found: Contents | None) -> None:
        self.found = found
        super().__init__(
            file,
            {
                "en": f"{file} was changed outside while you edited it here. "
                "Nothing was saved yet: choose which one to keep.",
                "ko": f"{file}: 여기서 편집하는 동안 밖에서 파일이 바뀌었어요. "
                "아직 저장하지 않았으니 어느 쪽을 남길지 골라 주세요.",
            }
            if found
            else {
                "en": f"{file} was removed outside while you edited it here. Save again to write it anew.",
                "ko": f"{file}: 여기서 편집하는 동안 밖에서 파일이 지워졌어요. 다시 저장하면 새로 만들어져요.",
            },
        )


def cannot(
    doing: Literal["read", "create", "save", "reset"], file: Path, error: OSError | None = None
) -> WorkspaceError:
    """Return the error that says what could not be done with a file, and why."""
    why = _GONE if isinstance(error, FileNotFoundError) else reason(error or FileExistsError(errno.EEXIST, ""))
    return WorkspaceError(
        file,
        {
            "en": f"{file} {_DOING[doing]['en']}. {why['en']}".strip(),
            "ko": f"{file}: {_DOING[doing]['ko']}. {why['ko']}".strip(),
        },
    )
