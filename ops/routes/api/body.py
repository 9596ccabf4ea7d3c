"""From bytes to one JSON object, without trusting the bytes.

1. The type must be ``application/json``; the size and the depth are measured on the bytes,
   before anything is built from them.
2. What different readers would read differently is not JSON here: names said twice,
   ``NaN``, numbers beyond all bounds.
"""

import json
import math
import re
from typing import Any
from uuid import UUID

from flask import request

from ops.errors import DoorCode, Stopped

LONGEST_ACT = 64 * 1024
LONGEST_LIST = 256 * 1024
"""Bytes: one act, and a tablet's outbox after a long outage."""
DEEPEST = 20

# One that never ends goes to the end, so that nothing is looked at twice.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def read_object(longest: int = LONGEST_ACT) -> dict[str, Any]:
    """The request's body. Raises ``Stopped``."""
    request.max_content_length = longest
    if request.mimetype != "application/json":
        raise Stopped(DoorCode.UNSUPPORTED_MEDIA_TYPE)
    # A body that is too large is refused by the server's own limit, while it is read.
    raw = request.get_data(cache=False)
    if depth(raw) > DEEPEST:
        raise Stopped(DoorCode.TOO_DEEP)
    return parsed(raw)


def parsed(raw: bytes) -> dict[str, Any]:
    """One JSON object. Raises ``Stopped``."""
    try:
        body = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_never, parse_float=_finite)
    except ValueError:
        raise Stopped(DoorCode.NOT_JSON) from None
    if not isinstance(body, dict):
        raise Stopped(DoorCode.NOT_JSON)
    return body


def depth(raw: bytes) -> int:
    """How deep the brackets outside of strings go."""
    deepest = now = 0
    for bracket in _STRING.sub(b"", raw).translate(None, _NO_BRACKET):
        now += 1 if bracket in b"[{" else -1
        deepest = max(deepest, now)
    return deepest


def read_uuid(said: str | None) -> UUID | None:
    """A UUID in its usual form, or nothing."""
    return UUID(said) if said is not None and _UUID.fullmatch(said) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _never(_constant: str) -> None:
    raise ValueError


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError
    return number
