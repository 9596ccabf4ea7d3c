"""Where the team was over a time, as far as anybody tapped it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ops.domain.counting import Span
from ops.domain.words import StaffPlace
from ops.models import StaffPresence

Team = Mapping[StaffPlace, Sequence[Span]]
"""Every stretch of theirs, by where they were."""


def everyone(team: Team) -> list[Span]:
    """Every stretch of being on shift."""
    return [stretch for stretches in team.values() for stretch in stretches]


def team_of(session: Session, site_id: int, start: datetime, until: datetime) -> Team:
    """The stretches that touch ``start <= t < until``, whole."""
    rows = session.execute(
        select(StaffPresence.place, StaffPresence.since, StaffPresence.until).where(
            StaffPresence.site_id == site_id,
            StaffPresence.since < until,
            or_(StaffPresence.until.is_(None), StaffPresence.until > start),
        )
    )
    found: dict[StaffPlace, list[Span]] = defaultdict(list)
    for place, since, left in rows:
        found[place].append((since, left))
    return dict(found)
