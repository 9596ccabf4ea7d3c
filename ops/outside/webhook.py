"""A program somewhere is told, by a signed POST.

The signature is HMAC-SHA256 of the body's bytes, in hex, under the site's own key, which lies in
the data directory. Any good answer (2xx) means sent. An answer ``{"confirmed": true}`` means more:
that a person knows.
"""

import hashlib
import hmac
import json
from pathlib import Path

from ops.keys import key_in
from ops.outside import words
from ops.outside.asking import ask
from ops.services.messages import Letter

SIGNATURE = "Ops-Signature"


class Webhook:
    """``folder``: where the keys lie."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tell(self, letter: Letter) -> bool:
        """Whether a person knows. Raises ``NotTold``."""
        body = payload(letter)
        key = key_in(key_file(self._folder, letter.slug))
        headers = {"Content-Type": "application/json", SIGNATURE: f"sha256={signature(key, body)}"}
        return _confirmed(ask(letter.to, body, headers))


def payload(letter: Letter) -> bytes:
    """``{id, site, where, say, test, at}``. The same ``id`` again is the same message."""
    said = {
        "id": str(letter.id),
        "site": letter.site,
        "where": words.where(letter),
        "say": words.sentence(letter),
        "test": letter.test,
        "at": letter.made_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
    return json.dumps(said, ensure_ascii=False).encode()


def signature(key: bytes, body: bytes) -> str:
    """In hex."""
    return hmac.new(key, body, hashlib.sha256).hexdigest()


def key_file(folder: Path, slug: str) -> Path:
    """The site's own key; the receiver has a copy of it. Made when it is first needed."""
    return folder / f"webhook-{slug}.key"


def _confirmed(answer: bytes) -> bool:
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("confirmed") is True
