"""Examine what lies around the tutorial: the terminal, the disk, the workspace, the course."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import TYPE_CHECKING, Final

from study.course import CourseError
from study.course_reader import open_course
from study.courses import Neighbour, is_same, open_neighbour
from study.finding import Finding
from study.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from study.course import Course

ROOM: Final = 10**9
SMALLEST: Final = (80, 24)
_COURSE: Final = {"en": "Course", "ko": "코스"}


def terminal() -> Finding:
    """Whether the terminal can show the tutorial."""
    subject = {"en": "Terminal", "ko": "터미널"}
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        return Finding(
            "terminal",
            subject,
            False,
            {
                "en": f"It is written to in {encoding}, not in UTF-8.",
                "ko": f"UTF-8이 아니라 {encoding}(으)로 출력돼요.",
            },
            {
                "en": "Use Windows Terminal, or set PYTHONUTF8=1 (on Linux and macOS: LANG=C.UTF-8).",
                "ko": "Windows Terminal을 쓰거나 PYTHONUTF8=1을 설정하세요(Linux, macOS: LANG=C.UTF-8).",
            },
        )
    if not sys.stdout.isatty():
        return Finding(
            "terminal",
            subject,
            None,
            {
                "en": "The output goes to no terminal, so it cannot be looked at.",
                "ko": "출력이 터미널로 가지 않아서 살펴볼 수 없어요.",
            },
        )
    size = shutil.get_terminal_size()
    kind = os.environ.get("COLORTERM") or os.environ.get("TERM") or sys.platform
    said = {"en": f"{size.columns}x{size.lines}, {kind}, UTF-8", "ko": f"{size.columns}x{size.lines}, {kind}, UTF-8"}
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        mend = {"en": "Make the window at least 80x24.", "ko": "창을 80x24 이상으로 키우세요."}
        return Finding("terminal", subject, None, said, mend)
    return Finding("terminal", subject, True, said)


def disk(workspace: Path) -> Finding:
    """Whether there is room for a learner's files and for scratch folders."""
    subject = {"en": "Disk", "ko": "디스크"}
    free = shutil.disk_usage(_existing(workspace.resolve())).free
    said = {"en": f"{free / 1e9:.1f} GB are free.", "ko": f"{free / 1e9:.1f} GB 남아 있어요."}
    mend = {"en": "Free at least 1 GB.", "ko": "1 GB 이상 비워 주세요."}
    return Finding("disk", subject, free >= ROOM, said, None if free >= ROOM else mend)


def workspace(workspace: Path) -> Finding:
    """Whether files can be written into the workspace. It is not made."""
    subject = {"en": "Workspace", "ko": "작업 폴더"}
    try:
        with tempfile.TemporaryFile(dir=_existing(workspace)):
            pass
    except OSError as error:
        why = error.strerror or str(error)
        return Finding(
            "workspace",
            subject,
            False,
            {"en": f"Nothing can be written into {workspace}: {why}", "ko": f"{workspace}에 쓸 수 없어요: {why}"},
            {
                "en": "Choose another folder with --workspace or TUTOR_WORKSPACE.",
                "ko": "--workspace나 TUTOR_WORKSPACE로 다른 폴더를 고르세요.",
            },
        )
    return Finding("workspace", subject, True, {"en": f"{workspace}", "ko": f"{workspace}"})


def courses(first: Path, neighbours: Sequence[Neighbour] | None) -> Iterator[Finding]:
    """Whether each course can be used. neighbours: those beside the first one; None where their list is unreadable."""
    opened: list[Course] = []
    others = [neighbour for neighbour in neighbours or () if not is_same(neighbour.root, first)]
    for neighbour in (Neighbour(first), *others):
        is_first = neighbour not in others
        name = "course" if is_first else f"course:{neighbour.id or neighbour.root}"
        try:
            found = open_course(first) if is_first else open_neighbour(neighbour, opened)
        except Trouble as trouble:
            yield _broken(name, neighbour, trouble)
            continue
        opened.append(found)
        count, exercises = len(found.lessons), len(found.exercises)
        said = {
            "en": f"{found.id}: {count} lessons, {exercises} exercises",
            "ko": f"{found.id}: 레슨 {count}개, 연습 문제 {exercises}개",
        }
        yield Finding(name, _COURSE, True, said)
    if neighbours is None:
        yield Finding(
            "courses",
            _COURSE,
            False,
            {
                "en": "The list of the other courses cannot be understood, so none of them is open.",
                "ko": "다른 코스의 목록을 이해할 수 없어 하나도 열지 못해요.",
            },
            {
                "en": "Add them again: python tutor.py course add SOURCE. The old list is kept under another name.",
                "ko": "다시 추가하세요: python tutor.py course add 출처. 이전 목록은 다른 이름으로 남겨 둬요.",
            },
        )


def _broken(name: str, neighbour: Neighbour, trouble: Trouble) -> Finding:
    called = neighbour.id or neighbour.root
    count = len(trouble.problems) if isinstance(trouble, CourseError) else 0
    en = f"{count} of its files cannot be used as they are." if count else "it cannot be opened."
    ko = f"그대로 쓸 수 없는 곳이 {count}군데 있어요." if count else "열 수 없어요."
    return Finding(name, _COURSE, False, {"en": f"{called}: {en}", "ko": f"{called}: {ko}"}, trouble.sentence)


def _existing(path: Path) -> Path:
    """Return what stands under this path, a folder or not, or else under the nearest one above."""
    path = path.absolute()
    while not os.path.lexists(path) and path != path.parent:
        path = path.parent
    return path
