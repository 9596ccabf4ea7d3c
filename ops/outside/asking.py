"""One request to somebody else's server: only whoever was named, not for long, little is read."""

from collections.abc import Mapping
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

ANSWER_WITHIN = 10.0
READ_AT_MOST = 4096
"""Bytes of an answer."""


class NotTold(Exception):
    """It did not get through. ``why`` is a word of the house: what was answered is not repeated."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _NoRedirect(HTTPRedirectHandler):
    """Nobody is told but who was named."""

    def redirect_request(self, *_: object) -> None:
        return None


def ask(url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> bytes:
    """The beginning of a good answer. Raises ``NotTold``."""
    request = Request(url, data=body, headers={"User-Agent": "ops", **(headers or {})})  # noqa: S310 settings allow http(s) only
    try:
        with build_opener(_NoRedirect).open(request, timeout=ANSWER_WITHIN) as answer:
            taken: bytes = answer.read(READ_AT_MOST)
            return taken
    except HTTPError as error:
        error.close()
        raise NotTold(f"answered {error.code}") from None
    except (OSError, ValueError, HTTPException) as error:
        raise NotTold(_why(error)) from None


def _why(error: Exception) -> str:
    """What was in the way, in words without an address."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return "not reached" if isinstance(reason, OSError) else "not understood"
