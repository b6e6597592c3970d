"""What a learner is told when a file of the workspace cannot be used."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final, Literal

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
_DENIED: Final = {
    "en": "You have no permission there. Change the permissions, or choose another folder with --workspace.",
    "ko": "그곳에 접근할 권한이 없어요. 권한을 바꾸거나 --workspace로 다른 폴더를 골라 주세요.",
}
_FULL: Final = {
    "en": "The disk is full. Make room, then try again.",
    "ko": "디스크가 가득 찼어요. 공간을 만든 뒤 다시 해 보세요.",
}
_READ_ONLY: Final = {
    "en": "The disk is read-only. Choose another folder with --workspace.",
    "ko": "읽기 전용 디스크예요. --workspace로 다른 폴더를 골라 주세요.",
}
_IN_THE_WAY: Final = {
    "en": "Something that is not a folder stands where a folder is needed. Move it away, then try again.",
    "ko": "폴더가 있어야 할 자리에 폴더가 아닌 것이 있어요. 다른 곳으로 옮긴 뒤 다시 해 보세요.",
}
_GONE: Final = {
    "en": "It is not there. Open the exercise again to get a fresh one.",
    "ko": "그 자리에 파일이 없어요. 연습 문제를 다시 열면 새로 만들어져요.",
}
_REASONS: Final = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EROFS: _READ_ONLY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOENT: _GONE,
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
    number = error.errno if error else errno.EEXIST
    reason = f"({error.strerror or type(error).__name__})" if error else ""
    why = _REASONS.get(number or 0, {"en": reason, "ko": reason})
    return WorkspaceError(
        file,
        {
            "en": f"{file} {_DOING[doing]['en']}. {why['en']}".strip(),
            "ko": f"{file}: {_DOING[doing]['ko']}. {why['ko']}".strip(),
        },
    )
