"""One large site with ten years of days and a month of rows, beside 199 sites with a month of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert, select, update

from ops.db import Base, Database
from ops.models import DayTotals, Rolled, Site
from ops.services.house import House
from ops.services.summaries import rolling
from tests.support.furnished import furnish
from tests.support.keys import KEYS

NOW = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
TODAY = NOW.date()
MONTH = 30
YEARS = 10
OTHERS = 199
VISITS, LOOKS = 400, 8
"""A day, and of each visit."""
ELSEWHERE_VISITS = 10
SHIFT = timedelta(hours=8)
ONE_DAY = timedelta(days=1)
AT_ONCE = 5000
SALT = bytes(16)


@dataclass(frozen=True)
class Years:
    """``shift``: the one that was over last."""

    house: House
    large: int
    shift: UUID


def years(database: Database) -> Years:
    """All of it, in an empty database."""
    house = House(db=database, now=lambda: NOW, ring=lambda site_id: None, keys=KEYS)
    made = [furnish(house, f"site-{number}") for number in range(OTHERS + 1)]
    large = made[0]
    dice = Random(6)
    booths = [large.booths[name] for name in ("1", "2", "3", "4", "5")]
    shift = UUID(int=1)
    _rows(house, large.site_id, booths, VISITS, dice)
    for other in made[1:]:
        _rows(house, other.site_id, [other.booths["1"]], ELSEWHERE_VISITS, dice)
    with house.db.write() as session:
        began = NOW - 2 * SHIFT
        values = {"id": shift, "site_id": large.site_id, "version": 1, "opened_at": began, "staying": []}
        values |= {"closed_at": began + SHIFT, "opened_by": "Ana", "closed_by": "Ana"}
        session.execute(insert(Base.metadata.tables["shift"]).values(**values))
    rolling.roll(house, large.site_id)
    _years_before(house, large.site_id, [other.site_id for other in made[1:]])
    return Years(house, large.site_id, shift)


def _rows(house: House, site_id: int, booths: list[int], visits: int, dice: Random) -> None:
    """A month of stays and looks, each with its facts."""
    days = [TODAY - number * ONE_DAY for number in range(MONTH, -1, -1)]
    found: dict[str, list[dict[str, Any]]] = {"visit": [], "check_in": [], "journal": []}
    for number, day in enumerate(days):
        for which in range(visits):
            key = UUID(int=(site_id << 64) + number * visits + which + 1)
            _one_stay(found, site_id, booths, key, day, dice)
    entries = sorted(found["journal"], key=lambda entry: entry["happened_at"])
    for seq, entry in enumerate(entries, 1):
        entry |= {"seq": seq, "version": seq}
    found["journal"] = entries
    with house.db.write() as session:
        for name, rows in found.items():
            for some in _in_pieces(rows):
                session.execute(insert(Base.metadata.tables[name]), some)
        session.execute(update(Site).where(Site.id == site_id).values(version=len(entries)))


def _one_stay(
    found: dict[str, list[dict[str, Any]]],
    site_id: int,
    booths: list[int],
    key: UUID,
    day: date,
    dice: Random,
) -> None:
    midnight = datetime.combine(day, datetime.min.time(), UTC)
    arrived = midnight + timedelta(seconds=dice.randrange(86_400 - 3600))
    seated = arrived + timedelta(seconds=dice.choice((0, 0, dice.randrange(900))))
    ended = seated + timedelta(seconds=dice.randrange(300, 2400))
    if ended > NOW:
        return
    visit = {"id": key, "site_id": site_id, "version": 1, "arrived_at": arrived, "changed_at": ended}
    visit |= {"state": "ended", "stage": "using", "substances": [], "seated_at": seated, "episode_at": seated}
    visit |= {"episodes": 1, "asleep_in_a_row": 0, "track": "regular", "check_number": LOOKS + 1}
    visit |= {"look_outside": False, "naloxone": False, "ended_at": ended, "end_kind": "left"}
    found["visit"].append(visit)
    said: list[tuple[str, datetime, dict[str, Any]]] = [
        ("person_seated", seated, {"booth": dice.choice(booths), "seat": "A"}),
        ("episode_begun", seated, {}),
        ("visit_ended", ended, {"how": "left"}),
    ]
    step = (ended - seated) / (LOOKS + 1)
    for number in range(1, LOOKS + 1):
        at = seated + number * step
        due = at - timedelta(seconds=dice.choice((-60, -20, 30, 120)))
        look = {"id": UUID(int=(number << 120) + key.int), "site_id": site_id, "visit_id": key}
        look |= {"check_number": number, "answer": "ok", "was_due_at": due, "counts": True}
        look |= {"overdue_at": due + timedelta(seconds=60), "happened_at": at, "recorded_at": at}
        found["check_in"].append(look)
        said.append(("checked_in", at, {"check": number, "answer": "ok"}))
    for kind, at, data in said:
        entry = {"site_id": site_id, "salt": SALT, "kind": kind, "command_id": key, "happened_at": at}
        entry |= {"recorded_at": at, "from_paper": False, "data": {"visit": str(key), **data}}
        found["journal"].append(entry)


def _years_before(house: House, large: int, others: list[int]) -> None:
    """Days like those of the month, over and over, whose rows are gone; for the others a month of them."""
    table: Table = Base.metadata.tables["day_totals"]
    with house.db.write() as session:
        month = [dict(row._mapping) for row in session.execute(select(table).order_by(table.c.day))]
        first = min(row["day"] for row in month)
        gone = {"stays_gone": True, "responses_gone": True, "house_gone": True}
        older = [
            month[number % len(month)] | gone | {"day": first - number * ONE_DAY}
            for number in range(1, YEARS * 365 - len(month))
        ]
        beside = [row | {"site_id": site_id} for site_id in others for row in month]
        for some in _in_pieces(older + beside):
            session.execute(insert(table), some)
        [rolled] = session.scalars(select(Rolled).where(Rolled.site_id == large))
        for site_id in others:
            session.add(Rolled(site_id=site_id, through=rolled.through, version=rolled.version))
        assert session.scalars(select(DayTotals.day).limit(1)).one()


def _in_pieces(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """What one statement takes."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some
