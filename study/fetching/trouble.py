"""What a person is told when a course cannot be fetched."""

from __future__ import annotations

from study.trouble import Trouble


class WrongSource(Trouble):
    """What was named is not there, or is nothing that a course can come from. Another name may help."""


class FetchFailed(Trouble):
    """It could not be fetched now: the network, the disk, a program that is missing."""


def no_answer(where: str, said: str) -> FetchFailed:
    """Return the trouble with a server that did not answer."""
    return FetchFailed(
        {
            "en": f"{where} did not answer ({said}). Check the network or the proxy, then run the same command again.",
            "ko": f"{where}: 응답이 없어요({said}). 네트워크나 프록시를 확인한 뒤 같은 명령을 다시 실행해 주세요.",
        }
    )


def not_there(where: str) -> WrongSource:
    """Return the trouble with a source that does not exist."""
    return WrongSource(
        {
            "en": f"There is nothing at {where}. Is it misspelt, or private?",
            "ko": f"{where}: 아무것도 없어요. 잘못 쓴 글자가 없는지, 비공개는 아닌지 확인해 주세요.",
        }
    )


def locked_up(where: str) -> WrongSource:
    """Return the trouble with a source that wants a name and a password."""
    return WrongSource(
        {
            "en": f"{where} asks who you are, and no password is asked for here. For git, set up a key or a credential "
            "helper first, so that `git ls-remote` works without a question; or download it and add the folder.",
            "ko": f"{where}: 로그인이 필요한데 여기서는 비밀번호를 묻지 않아요. git이라면 `git ls-remote`가 묻지 않고 "
            "되도록 SSH 키나 자격 증명 도우미를 먼저 설정하거나, 직접 내려받아 폴더로 추가해 주세요.",
        }
    )
