"""How far from now the time that an act gives of itself may lie."""

from datetime import datetime, timedelta

from ops.domain.errors import Code, Refused
from ops.domain.response_data import Mark

CLOCK_TOLERANCE = timedelta(minutes=2)
"""Further ahead than this, the sender's clock is wrong: it corrects it and sends again."""

LONGEST_AGO = timedelta(hours=48)
"""Longer ago than this no outbox keeps an act: the clock that says so is wrong."""

TYPED_WITHIN = timedelta(days=7)
"""What was written on paper can be typed in for as long, and the sheet is shredded then."""


def strictly(said: datetime, now: datetime, *, from_paper: bool, kept_for: timedelta) -> datetime:
    """When an act happened that says so of itself.

    A little ahead is clock jitter and counts as now; more than two minutes ahead, or two
    days behind, is a wrong clock: refused, so that the tablet corrects it and sends again.
    A time from paper was read by a person, and may lie a week behind, unless stays are ``kept_for``
    less: of what is older the figures are made, and it would count in none.
    """
    if said > now + CLOCK_TOLERANCE:
        raise Refused(Code.HAPPENED_IN_FUTURE, "happened_at")
    if from_paper and said < now - min(TYPED_WITHIN, kept_for):
        raise Refused(Code.PAPER_TOO_OLD, "happened_at")
    if said < now - _longest_ago(from_paper=from_paper):
        raise Refused(Code.HAPPENED_TOO_LONG_AGO, "happened_at")
    return min(said, now)


def accepting(said: datetime, now: datetime, *, from_paper: bool) -> tuple[datetime, list[str]]:
    """The same of an act in a response, which is never refused. A clock that is wrong by much is
    marked, and the act counts as now."""
    if said > now + CLOCK_TOLERANCE:
        return now, [Mark.CLOCK_AHEAD]
    if said < now - _longest_ago(from_paper=from_paper):
        return now, [Mark.CLOCK_BEHIND]
    return min(said, now), []


def _longest_ago(*, from_paper: bool) -> timedelta:
    return TYPED_WITHIN if from_paper else LONGEST_AGO
