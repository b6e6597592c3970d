"""Why the system refused something, in words that say what to do about it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.text import Text

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
_REASONS: Final[Mapping[int, Text]] = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EROFS: _READ_ONLY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
}


def reason(error: OSError) -> Text:
    """Return a sentence, or what the system itself says, in brackets, where there is none."""
    said = f"({error.strerror or type(error).__name__})."
    return _REASONS.get(error.errno or 0, {"en": said, "ko": said})
