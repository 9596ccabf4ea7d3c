"""The release log. ``issue`` is the one way in which a report or a paper gets a number.

What was issued is kept as it was and printed again from that: it is never counted anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from ops.domain import facts, issuing
from ops.domain.errors import Code, Refused
from ops.domain.sheet import Sheet, SheetKind
from ops.domain.window import local
from ops.models import Device, Release, ReleaseSite, ReleaseTaken, Site, Staff
from ops.services.house import House
from ops.services.transaction import Actor, Command, Made, Transaction, perform
from ops.services.ways_in.devices import CARETAKER

SHOWN = 50
OUTSIDE = (SheetKind.RELEASE, SheetKind.STATUTORY)
"""What is for somebody else than the team."""


@dataclass(frozen=True)
class By:
    """Whoever issues or takes it: on which device, and whose PIN opened it."""

    actor: Actor
    staff: int | None = None


@dataclass(frozen=True)
class Entry:
    """A line of the log. ``by``: empty once that person left the team, or that device is gone."""

    id: int
    number: str
    kind: SheetKind
    title: str
    period: str
    sites: tuple[str, ...]
    issued_at: datetime
    by: str


@dataclass(frozen=True)
class Log:
    """``more``: there are older ones."""

    entries: list[Entry]
    more: bool


@dataclass(frozen=True)
class Taken:
    """It was taken away."""

    format: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Issued:
    """One of them, whole. ``sheet``: none once a working paper is to be shredded. ``unchanged``: what is
    kept is what was issued."""

    entry: Entry
    sheet: Sheet | None
    unchanged: bool
    taken: tuple[Taken, ...]


def issue(
    house: House, here: int, sites: Sequence[int], sheet: Sheet, by: By, *, command: UUID | None = None
) -> Sheet:
    """The sheet with its number, in the log of the site ``here``; it is of ``sites``. The same ``command``
    again is answered with the one that it made.

    Raises ``NotToIssue`` for what may not leave, and ``Refused``.
    """
    issuing.check(sheet)

    def work(transaction: Transaction) -> Made:
        session, now = transaction.session, transaction.now
        year = local(now, transaction.site.time_zone).year
        serial = _next(session, transaction.site.id, sheet.kind, year)
        numbered = replace(sheet, number=issuing.number(transaction.site.slug, sheet.kind, year, serial))
        row = Release(
            site_id=transaction.site.id,
            kind=sheet.kind.value,
            year=year,
            serial=serial,
            number=numbered.number,
            key=sheet.key,
            title=sheet.title,
            period=sheet.period,
            first=sheet.first,
            last=sheet.last,
            issued_at=now,
            staff=by.staff,
            device=by.actor.device_id,
            digest=issuing.digest(numbered),
            sheet=numbered.as_json(),
            shred_by=sheet.shred_by,
        )
        session.add(row)
        session.flush()
        session.add_all(ReleaseSite(release_id=row.id, site_id=site) for site in sorted(set(sites)))
        transaction.record(facts.ReleaseIssued(now, row.number, sheet.kind.value))
        return Made({"id": row.id})

    body = {"kind": sheet.kind.value, "key": sheet.key, "period": sheet.period, "sites": sorted(set(sites))}
    act = Command(command or uuid4(), here, by.actor, "release", body, by=by.staff)
    made = perform(house, act, work, receipt=command is not None).json()
    if made.get("answer_gone"):
        raise Refused(Code.TOO_OLD_TO_REPEAT)
    with house.db.read() as session:
        return Sheet.from_json(session.get_one(Release, made["id"]).sheet or {})


def log(house: House, here: int, may: Collection[int], *, before: int) -> Log:
    """What was issued here or of here, of no site but those in ``may``, before that one; the newest first."""
    older = select(Release).where(_of(here), only_of(may), Release.id < before)
    wanted = older.order_by(Release.id.desc()).limit(SHOWN + 1)
    with house.db.read() as session:
        rows = session.scalars(wanted).all()
        return Log([_entry(session, row) for row in rows[:SHOWN]], more=len(rows) > SHOWN)


def printed_already(house: House, here: int, sheet: Sheet) -> Sheet | None:
    """The newest of that key that was issued here, if its tables are the same."""
    wanted = select(Release.sheet).where(
        Release.site_id == here, Release.key == sheet.key, Release.kind == sheet.kind.value
    )
    with house.db.read() as session:
        kept = session.scalar(wanted.order_by(Release.id.desc()).limit(1))
    if kept is None:
        return None
    newest = Sheet.from_json(kept)
    return newest if issuing.digest_of_tables(newest) == issuing.digest_of_tables(sheet) else None


def by_number(house: House, number: str, may: Collection[int]) -> Issued:
    """One of them, if it is of no site but those. Raises ``Refused``; another's is as unknown as none."""
    with house.db.read() as session:
        row = _find(session, number, may)
        sheet = None if row.sheet is None else Sheet.from_json(row.sheet)
        unchanged = sheet is None or issuing.digest(sheet) == row.digest
        taken = session.scalars(
            select(ReleaseTaken).where(ReleaseTaken.release_id == row.id).order_by(ReleaseTaken.id)
        )
        told = tuple(Taken(one.format, one.taken_at, _who(session, one.staff, one.device)) for one in taken)
        return Issued(_entry(session, row), sheet, unchanged, told)


def take(house: House, number: str, may: Collection[int], into: str, by: By, here: int) -> Sheet:
    """The figures as they were issued, to be written into that format; that they were taken is in the log.

    Raises ``Refused``, also where they are gone or are not what was issued.
    """
    found = by_number(house, number, may)
    if found.sheet is None or not found.unchanged:
        raise Refused(Code.NOT_FOUND, "release")

    def work(transaction: Transaction) -> Made:
        row = ReleaseTaken(
            release_id=found.entry.id,
            format=into,
            taken_at=transaction.now,
            staff=by.staff,
            device=by.actor.device_id,
        )
        transaction.session.add(row)
        transaction.record(facts.ReleaseTaken(transaction.now, number, into))
        return Made({})

    perform(house, Command(uuid4(), here, by.actor, "release.take", by=by.staff), work, receipt=False)
    return found.sheet


def any_of(session: Session, site_id: int) -> bool:
    """Whether a release or a report of that site was ever issued: from then on its past stays as told."""
    wanted = (
        select(Release.id)
        .join(ReleaseSite, ReleaseSite.release_id == Release.id)
        .where(ReleaseSite.site_id == site_id, Release.kind.in_(OUTSIDE))
    )
    return session.scalar(wanted.limit(1)) is not None


def _next(session: Session, site_id: int, kind: SheetKind, year: int) -> int:
    """The site's row is held, so nobody else counts at this moment."""
    newest = select(func.max(Release.serial)).where(
        Release.site_id == site_id, Release.kind == kind.value, Release.year == year
    )
    return (session.scalar(newest) or 0) + 1


def _of(site_id: int) -> ColumnElement[bool]:
    named = exists().where(ReleaseSite.release_id == Release.id, ReleaseSite.site_id == site_id)
    return (Release.site_id == site_id) | named


def only_of(may: Collection[int]) -> ColumnElement[bool]:
    """Of no other site than these."""
    return ~exists().where(ReleaseSite.release_id == Release.id, ReleaseSite.site_id.not_in(may))


def _find(session: Session, number: str, may: Collection[int]) -> Release:
    known = select(Release).where(Release.number == number, only_of(may))
    # A number is plain letters; what a database could not hold is nobody's.
    row = session.scalar(known) if number.isascii() and number.isprintable() else None
    if row is None:
        raise Refused(Code.NOT_FOUND, "release")
    return row


def _entry(session: Session, row: Release) -> Entry:
    names = session.scalars(
        select(Site.name)
        .join(ReleaseSite, ReleaseSite.site_id == Site.id)
        .where(ReleaseSite.release_id == row.id)
        .order_by(Site.name)
    )
    return Entry(
        row.id,
        row.number,
        SheetKind(row.kind),
        row.title,
        row.period,
        tuple(names),
        row.issued_at,
        _who(session, row.staff, row.device),
    )


def _who(session: Session, staff: int | None, device: int | None) -> str:
    """By the name they have now; whoever has left is nobody any more. On the machine itself, nobody's device."""
    if staff is None and device is None:
        return CARETAKER.device_name
    if staff is not None:
        person = session.get(Staff, staff)
        return person.name if person is not None else ""
    machine = session.get(Device, device) if device is not None else None
    return machine.name if machine is not None else ""
