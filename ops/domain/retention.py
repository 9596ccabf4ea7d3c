"""What is kept, and for how long."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ops.domain.window import day, local

LEAST_DAYS = 1
MOST_DAYS = 3650


@dataclass(frozen=True)
class Kept:
    """So many days a site keeps visits, responses, and all else; figures stay. What a longer one rests on never goes
    before it: looks are judged by the responses of their time, and both by who was on shift."""

    visits_days: int = 7
    responses_days: int = 30
    else_days: int = 90

    def as_json(self) -> dict[str, Any]:
        """The form it is stored in."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Kept":
        """What a site has set over the defaults. Raises ``ValueError`` in words for a bad one."""
        known = {item.name for item in fields(cls)}
        for name, days in stored.items():
            if name not in known:
                raise ValueError(f"there is no {name!r} in what is kept")
            if type(days) is not int or not LEAST_DAYS <= days <= MOST_DAYS:
                raise ValueError(
                    f"{name!r} must be whole days from {LEAST_DAYS} to {MOST_DAYS}, not {days!r}"
                )
        kept = cls(**stored)
        if not kept.visits_days <= kept.responses_days <= kept.else_days:
            raise ValueError(
                "visits may not be kept longer than responses, nor responses longer than all else"
            )
        return kept


class Speaks(StrEnum):
    """Which class of row something is, or speaks of: it goes when that row goes."""

    STAYS = "stays"
    RESPONSES = "responses"
    ALL_ELSE = "else"


def edge(of: Speaks, now: datetime, kept: Kept, running: datetime | None) -> datetime:
    """What was over by then is over for long enough. ``running``: since when the oldest goes on, if one
    does; what it touches is not over."""
    days = {
        Speaks.STAYS: kept.visits_days,
        Speaks.RESPONSES: kept.responses_days,
        Speaks.ALL_ELSE: kept.else_days,
    }
    long_enough = now - timedelta(days=days[of])
    return long_enough if running is None else min(long_enough, running)


def horizon(edge: datetime, time_zone: str, shifts: Iterable[tuple[datetime, datetime | None]]) -> datetime:
    """What lies wholly before it goes, so that no shift and no day is ever halved: the beginning of the
    oldest shift (``shifts``: from when to when) or day of the site's clock that is over after the edge."""
    young = [began for began, ended in shifts if ended is None or ended > edge]
    return min([day(local(edge, time_zone).date(), time_zone, edge).start, *young])
