"""Examine this machine: what of the tutorial works here, what does not, and how to mend it. Nothing is changed.

Frameworks are imported and confinement is tried in processes of their own (`study.probes`); this one stays light.
"""

from __future__ import annotations

import platform
import re
import shutil
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from study import probes, surroundings
from study.course_list import CourseList
from study.courses import Neighbour
from study.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


PROJECT: Final = Path(__file__).resolve().parents[1]


def examine(
    course: Path, workspace: Path, device: str = "auto", beside: Sequence[Path] | None = None
) -> Iterator[Finding]:
    """Yield what is found, one thing after another. The frameworks take some seconds.

    beside: courses that were named to stand beside the first one; None for those that the workspace lists.
    """
    yield _python()
    yield _packages()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(probes.ask, probes.FRAMEWORKS))
    for framework, answer in zip(probes.FRAMEWORKS, answers, strict=True):
        yield _framework(framework, answer)
    yield _device(device, answers[0])
    yield from _torchvision()
    yield _confinement()
    yield surroundings.terminal()
    yield surroundings.disk(workspace)
    yield surroundings.workspace(workspace)
    yield from surroundings.courses(
        course, CourseList(workspace).look() if beside is None else [Neighbour(one) for one in beside]
    )


def _python() -> Finding:
    bits = "64" if sys.maxsize > 2**32 else "32"
    said = f"{platform.python_implementation()} {platform.python_version()}, {bits} bit, {sys.executable}"
    return Finding("python", {"en": "Python", "ko": "파이썬"}, True, {"en": said, "ko": said})


def _packages() -> Finding:
    subject = {"en": "Packages", "ko": "패키지"}
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found, missing = [], []
    for line in project["dependencies"]:
        name = re.match(r"[\w.-]+", line)[0]  # type: ignore[index]
        if "sys_platform == 'linux'" in line and sys.platform != "linux":
            continue
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        names = ", ".join(missing)
        return Finding(
            "packages",
            subject,
            False,
            {"en": f"Missing: {names}.", "ko": f"없는 패키지: {names}"},
            {"en": "Run: python tutor.py", "ko": "이렇게 실행하세요: python tutor.py"},
        )
    said = ", ".join(found)
    return Finding("packages", subject, True, {"en": said, "ko": said})


def _framework(framework: probes.Framework, answer: probes.Answer) -> Finding:
    subject = {"en": framework.label, "ko": framework.label}
    if answer.error:
        return Finding(
            framework.name,
            subject,
            False,
            {"en": f"It cannot be imported: {answer.error}", "ko": f"불러올 수 없어요: {answer.error}"},
            {
                "en": f"Delete the folder {PROJECT / '.venv'} and run: python tutor.py",
                "ko": f"{PROJECT / '.venv'} 폴더를 지우고 이렇게 실행하세요: python tutor.py",
            },
        )
    devices = ", ".join(answer.devices)
    sentence = {
        "en": f"{answer.version}, imported in {answer.seconds:.1f} s; computes on: {devices}",
        "ko": f"{answer.version}, 불러오는 데 {answer.seconds:.1f}초, 쓸 수 있는 장치: {devices}",
    }
    if framework.name == "torch" and shutil.which("nvidia-smi") and "cuda" not in answer.devices:
        mend = {
            "en": "There is an NVIDIA driver that this build does not use. For CUDA delete .venv and run: "
            "python tutor.py --torch default",
            "ko": "NVIDIA 드라이버가 있지만 이 빌드는 쓰지 못해요. CUDA를 쓰려면 .venv를 지우고 이렇게 실행하세요: "
            "python tutor.py --torch default",
        }
        return Finding(framework.name, subject, None, sentence, mend)
    return Finding(framework.name, subject, True, sentence)


def _device(choice: str, torch: probes.Answer) -> Finding:
    subject = {"en": "Device", "ko": "장치"}
    best = torch.devices[0] if torch.devices else "cpu"
    if choice == "auto" or choice in torch.devices:
        used = best if choice == "auto" else choice
        said = {"en": f"Your code computes on: {used}", "ko": f"내 코드가 실행되는 장치: {used}"}
        return Finding("device", subject, True, said)
    return Finding(
        "device",
        subject,
        False,
        {"en": f"{choice} was asked for and is not there.", "ko": f"{choice}: 요청한 장치가 없어요."},
        {"en": f"Leave --device out, or take --device {best}.", "ko": f"--device를 빼거나 --device {best}를 쓰세요."},
    )


def _torchvision() -> Iterator[Finding]:
    """A torchvision of another version breaks what imports it; the tutorial itself never does."""
    answer = probes.ask(probes.TORCHVISION) if probes.is_installed("torchvision") else None
    if answer is not None and answer.error:
        yield Finding(
            "torchvision",
            {"en": "torchvision", "ko": "torchvision"},
            None,
            {
                "en": f"It does not fit this PyTorch: {answer.error}",
                "ko": f"지금 PyTorch와 맞지 않아요: {answer.error}",
            },
            {
                "en": "The tutorial does not need it: python -m pip uninstall torchvision",
                "ko": "튜토리얼에는 필요 없어요: python -m pip uninstall torchvision",
            },
        )


def _confinement() -> Finding:
    subject = {"en": "Confinement", "ko": "실행 격리"}
    if probes.confines():
        return Finding(
            "confinement",
            subject,
            True,
            {
                "en": "Tried: graded code may write only into its scratch folder (Landlock), within limits of time, "
                "memory and processes.",
                "ko": "시험해 봤어요: 채점되는 코드는 임시 폴더에만 쓸 수 있고(Landlock), "
                "시간·메모리·프로세스 수에 제한이 있어요.",
            },
        )
    linux = sys.platform == "linux"
    return Finding(
        "confinement",
        subject,
        None,
        {
            "en": "Graded code is stopped after its time limit, but it may read and write all that you may.",
            "ko": "채점되는 코드는 제한 시간이 지나면 멈추지만, 내가 읽고 쓸 수 있는 모든 파일에 손댈 수 있어요.",
        },
        {
            "en": "Grade only files that you trust."
            + (" Landlock needs Linux 5.13 or newer with it switched on (lsm=landlock)." if linux else ""),
            "ko": "믿을 수 있는 파일만 채점하세요."
            + (" Landlock은 Linux 5.13 이상에서 켜져 있어야 해요(lsm=landlock)." if linux else ""),
        },
    )
