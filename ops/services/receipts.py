"""What a receipt keeps of a request: enough to know it again, and nothing that can be read."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from ops.domain.facts import plain

HALF = 32


def sealed(key: bytes, name: str, body: Mapping[str, Any]) -> str:
    """64 hex digits of an act's name and its body, ``{path, said}``. With a handle: one half without it, and
    one of the whole.
    """
    whole = _seal(key, name, body)
    if not _names(body):
        return whole
    bare = {word: value for word, value in body["said"].items() if word != "handle"}
    return _seal(key, name, {**body, "said": bare})[:HALF] + whole[:HALF]


def is_same(kept: str, asked: str, body: Mapping[str, Any]) -> bool:
    """Whether it is the request of that receipt. A tablet that sends an act of earlier again no longer
    knows its handle; one that says another handle asks for something else.
    """
    return kept == asked if _names(body) else kept[:HALF] == asked[:HALF]


def _names(body: Mapping[str, Any]) -> bool:
    return "handle" in body.get("said", {})


def _seal(key: bytes, name: str, body: Mapping[str, Any]) -> str:
    said = json.dumps([name, plain(dict(body))], sort_keys=True)
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
