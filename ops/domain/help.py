"""A worker's call for their own safety: told to the other tablets, soft first, and discreet.

1. It is never refused. Raised again on the same tablet it is the same call.
2. It sounds until somebody says "going", and again when nobody reset it by the time that runs out.
3. It is reset where it was raised, by anybody: whoever holds that tablet is there. Elsewhere by
   two of the team who say that they are, both named, with a reason; never by whoever raised it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Call:
    """What of a call decides. ``device``: the tablet it was raised on; ``who``: on whose chip."""

    device: int | None
    who: str | None
    began_at: datetime
    going_until: datetime | None = None
    over_at: datetime | None = None


def loud_at(began_at: datetime, soft_for: int) -> datetime:
    """Until then tablets sound it softly."""
    return began_at + timedelta(seconds=soft_for)


def unattended_from(call: Call) -> datetime | None:
    """From when on nobody is going; ``None``: it is over."""
    return None if call.over_at is not None else call.going_until or call.began_at


def may_reset(call: Call, device: int | None, present: tuple[str | None, str | None], *, why: bool) -> bool:
    """Whether it is over by the word of whoever says so; ``present``: two names on chips."""
    if device is not None and device == call.device:
        return True
    first, second = present
    return why and None not in present and first != second and call.who not in present
