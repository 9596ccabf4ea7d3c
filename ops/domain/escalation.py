"""Who is told next: a ladder of steps, each by time and lack of attendance and nothing else.

1. The site's ladder is copied when the response starts: what is changed later is for the next.
2. The time of a step counts from when walls sound: from the beginning; from the moment going
   ran out, or everybody left; where somebody is listed, from when the soft asking is over.
3. Each new stretch without anybody begins the ladder anew, whole: whoever was told of the one
   before knows nothing of this one. Twice rather than never.
4. A step that was taken is not taken again for the same stretch, also when something heard
   late moves the stretch to earlier.
5. What is first heard of long after it began is given a moment, so that what the same tablet
   did since is heard as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ops.domain.response_data import HERE, Record
from ops.domain.words import Became, Subject, ToldBy

HEARD_LATE = 15
"""Seconds from when a beginning is on record, at most, before a step may be taken."""

FIRST_RETRY, LONGEST_RETRY = 5, 60
"""Seconds between tries of a message; each time twice as long."""

GIVE_UP_AFTER = timedelta(minutes=15)
"""By then whoever reads it would look for something long past."""


@dataclass(frozen=True)
class Step:
    """One step of a site's ladder. ``after``: seconds. ``who``: as tablets call them; ``to``: the
    address, for what goes outside. Screens have neither."""

    when: Subject
    after: int
    by: ToldBy
    who: str = ""
    to: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, as the site keeps it."""
        return {
            "when": self.when.value,
            "after": self.after,
            "by": self.by.value,
            "who": self.who,
            "to": self.to,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Step":
        """The same read back."""
        return cls(**dict(stored) | {"when": Subject(stored["when"]), "by": ToldBy(stored["by"])})


def unattended_from(record: Record, soft_for: int) -> datetime | None:
    """When walls begin to sound, or began, if nobody does anything more; ``None``: it is over."""
    response = record.response
    if not response.running:
        return None
    kept = [until for until in (response.going_until, response.attended_until) if until is not None]
    begins = max(kept, default=response.began_at)
    listed = any(person.state == HERE for person in record.people)
    if listed and response.attended_until is not None:
        begins = max(begins, response.attended_until + timedelta(seconds=soft_for))
    return begins


def due_at(begins: datetime, recorded_at: datetime, after: int) -> datetime:
    """When a step of ``after`` seconds is to be taken."""
    heard = recorded_at + timedelta(seconds=min(after, HEARD_LATE))
    return max(begins + timedelta(seconds=after), heard)


def to_be_taken(due: datetime | None, taken_at: datetime | None, now: datetime) -> bool:
    """Whether its time has come, and it was not taken for this stretch."""
    return due is not None and due <= now and (taken_at is None or taken_at < due)


def next_try(made_at: datetime, attempts: int, now: datetime) -> datetime | None:
    """When a message that failed ``attempts`` times is tried again; ``None``: never."""
    if now - made_at >= GIVE_UP_AFTER:
        return None
    wait = min(FIRST_RETRY * 2 ** (min(attempts, 10) - 1), LONGEST_RETRY)
    return now + timedelta(seconds=wait)


def became(
    *,
    sent_at: datetime | None,
    confirmed_at: datetime | None,
    withdrawn_at: datetime | None,
    given_up_at: datetime | None,
    failing_since: datetime | None,
) -> tuple[Became, datetime | None]:
    """What became of a message, the strongest that is known, and since when."""
    found = (
        (Became.CONFIRMED, confirmed_at),
        (Became.SENT, sent_at),
        (Became.WITHDRAWN, withdrawn_at),
        (Became.GIVEN_UP, given_up_at),
        (Became.FAILING, failing_since),
    )
    return next(((word, at) for word, at in found if at is not None), (Became.SENDING, None))
