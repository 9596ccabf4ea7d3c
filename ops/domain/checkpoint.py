"""A place in the chain as it is written down where nobody can change it: on paper.

Short for eyes and hands; whole, with its signature, for whatever reads a QR code.
"""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from ops.domain.chain import Head

SHORT_BYTES = 10
"""80 bits of a hash: 16 characters on paper, and too many to find another history that has them."""

HASH_BYTES = 32
SIGNATURE_BYTES = 64
WHOLE = "OPS1"


class Unreadable(Exception):
    """That is no checkpoint. The text says what one looks like."""


@dataclass(frozen=True)
class Checkpoint:
    """Of which site, and where its chain was. Copied from paper by hand it has no more than that."""

    slug: str
    head: Head
    made_at: datetime | None = None
    signature: bytes | None = None

    def statement(self) -> bytes:
        """What is signed."""
        assert self.made_at is not None
        said = (WHOLE, self.slug, str(self.head.seq), self.head.hash.hex(), _instant(self.made_at))
        return "\n".join(said).encode()

    def short(self) -> str:
        """``riverside 1234 ABCD-EFGH-IJKL-MNOP``: the site, the number of the fact, how its hash begins."""
        code = base64.b32encode(self.head.hash[:SHORT_BYTES]).decode()
        return f"{self.slug} {self.head.seq} {'-'.join(re.findall('....', code))}"

    def whole(self) -> str:
        """All of it in a line."""
        assert self.made_at is not None
        assert self.signature is not None
        hashed, signed = (
            base64.urlsafe_b64encode(part).decode() for part in (self.head.hash, self.signature)
        )
        return f"{WHOLE} {self.slug} {self.head.seq} {hashed} {_instant(self.made_at)} {signed}"


def read(text: str) -> Checkpoint:
    """What a QR code holds, or what a person copied, however they set spaces, dashes and capitals.

    Raises ``Unreadable``.
    """
    words = text.split()
    try:
        return _whole(*words[1:]) if words[:1] == [WHOLE] else _short(*words[:2], code="".join(words[2:]))
    except (TypeError, ValueError):
        raise Unreadable(
            "A checkpoint is a site, a number and 16 characters: riverside 1234 ABCD-EFGH-IJKL-MNOP"
        ) from None


def _short(slug: str, number: str, *, code: str) -> Checkpoint:
    code = code.replace("-", "").upper()
    if not re.fullmatch("[A-Z2-7]{16}", code):
        raise ValueError
    return Checkpoint(slug, Head(_number(number), base64.b32decode(code)))


def _whole(slug: str, number: str, hashed: str, made_at: str, signed: str) -> Checkpoint:
    head = Head(_number(number), _bytes(hashed, HASH_BYTES))
    return Checkpoint(slug, head, datetime.fromisoformat(made_at), _bytes(signed, SIGNATURE_BYTES))


def _bytes(said: str, number: int) -> bytes:
    data = base64.b64decode(said, altchars="-_", validate=True)
    if len(data) != number:
        raise ValueError
    return data


def _number(said: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", said):
        raise ValueError
    return int(said)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
