"""A place in the chain as it is written down where nobody can change it: on paper."""

import base64
import re
from dataclasses import dataclass

from ops.domain.chain import Head

SHORT_BYTES = 10
"""80 bits of a hash: 16 characters on paper, and too many to find another history that has them."""


class Unreadable(Exception):
    """That is no checkpoint. The text says what one looks like."""


@dataclass(frozen=True)
class Checkpoint:
    """Of which site, and where its chain was."""

    slug: str
    head: Head


def short(slug: str, head: Head) -> str:
    """``riverside 1234 ABCD-EFGH-IJKL-MNOP``: the site, the number of the fact, the beginning of its hash."""
    code = base64.b32encode(head.hash[:SHORT_BYTES]).decode()
    return f"{slug} {head.seq} {'-'.join(re.findall('....', code))}"


def read(text: str) -> Checkpoint:
    """What a person copied, however they set spaces, dashes and capitals. Raises ``Unreadable``."""
    slug, number, code = [*text.split(maxsplit=2), "", "", ""][:3]
    code = re.sub(r"[\s-]", "", code).upper()
    if not (re.fullmatch("[0-9]{1,18}", number) and re.fullmatch("[A-Z2-7]{16}", code)):
        raise Unreadable(
            "A checkpoint is a site, a number and 16 characters: riverside 1234 ABCD-EFGH-IJKL-MNOP"
        )
    return Checkpoint(slug, Head(int(number), base64.b32decode(code)))
