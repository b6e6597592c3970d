"""Fetch one file by HTTPS, up to a limit, without a password and without ever leaving HTTPS."""

from __future__ import annotations

import http.client
import ssl
from typing import IO, TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from study.fetching.source import LOOPBACK
from study.fetching.trouble import FetchFailed, WrongSource, locked_up, no_answer, not_there
from study.fetching.unpacking import MEGABYTE, MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE: Final = 30.0
"""Seconds without a byte after which the server is taken not to answer."""
PIECE: Final = 1 << 16


def download(url: str, file: Path, tell: Callable[[str], None], *, most: int = MOST_BYTES) -> None:
    """Write what is at `url` to `file`, which is not there yet. tell: how far it is, in megabytes.

    Raises WrongSource or FetchFailed; then `file` may be half.
    """
    try:
        with _opener().open(Request(url, headers={"User-Agent": "tensor-tutor"}), timeout=PATIENCE) as answer:
            _keep(answer, file, url, tell, most)
    except HTTPError as error:
        raise _refused(url, error.code) from error
    except (URLError, TimeoutError, ConnectionError, http.client.HTTPException, ssl.SSLError) as error:
        raise no_answer(url, str(getattr(error, "reason", error)) or type(error).__name__) from error
    except OSError as error:
        raise FetchFailed(
            {
                "en": f"{url} could not be kept ({error.strerror or error}). Make room, then try again.",
                "ko": f"{url}: 저장할 수 없어요({error.strerror or error}). 공간을 만든 뒤 다시 실행해 주세요.",
            }
        ) from error


def _keep(answer: http.client.HTTPResponse, file: Path, url: str, tell: Callable[[str], None], most: int) -> None:
    expected = answer.headers.get("Content-Length", "")
    total = f" / {int(expected) / MEGABYTE:.1f}" if expected.isdecimal() else ""
    done = 0
    with file.open("xb") as kept:
        while piece := answer.read(PIECE):
            done += len(piece)
            if done > most:
                raise WrongSource(
                    {
                        "en": f"{url} is larger than {most // MEGABYTE} MB, too much for a course.",
                        "ko": f"{url}: {most // MEGABYTE} MB보다 커서 코스로 받을 수 없어요.",
                    }
                )
            kept.write(piece)
            tell(f"{done / MEGABYTE:.1f}{total} MB")
    if expected.isdecimal() and done < int(expected):
        raise no_answer(url, f"{done} of {expected} bytes")


def _opener() -> OpenerDirector:
    return build_opener(_OnlySafe())


class _OnlySafe(HTTPRedirectHandler):
    """Follows a redirection to HTTPS, or on this machine."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> Request | None:
        parts = urlsplit(newurl)
        if parts.scheme != "https" and not (req.type == "http" and parts.hostname in LOOPBACK):
            raise WrongSource(
                {
                    "en": f"{req.full_url} leads on to {newurl}, which is not https://. It was not followed.",
                    "ko": f"{req.full_url}: https://가 아닌 {newurl}(으)로 이어져서 따라가지 않았어요.",
                }
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _refused(url: str, code: int) -> WrongSource | FetchFailed:
    if code in (401, 403, 407):
        return locked_up(url)
    if code in (404, 410):
        return not_there(url)
    return no_answer(url, f"HTTP {code}")
