"""The room of a drill: a site of its own, made whole and taken away whole.

It has the real room's places and numbers and nobody of its people; no screens, no team, nobody to
tell outside. So whatever is asked of a site by its id never meets a drill.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.orm import Session

from ops.db import Base
from ops.domain import drill as rules
from ops.domain import facts
from ops.domain.visit import Ask, Visit
from ops.domain.words import ResponseState, VisitAct
from ops.models import Booth, Response, Seat, Site
from ops.services import response_rows, stays
from ops.services.journal_facts import told
from ops.services.transaction import Command, Transaction

_NOT_HELD = (ResponseState.UNDONE, ResponseState.MIS_TAP)


def make(transaction: Transaction, drill: UUID) -> None:
    """In this commit of the real site, which must have none."""
    session, real = transaction.session, transaction.site
    site = Site(
        slug=rules.slug_of(drill),
        name=real.name,
        time_zone=real.time_zone,
        version=1,
        epoch=str(uuid4()),
        protocol=real.protocol,
        words=real.words,
        room_since=transaction.now,
        drill_of=real.id,
    )
    session.add(site)
    session.flush()
    booths = _places(session, real.id, site.id)
    own = Command(id=drill, site_id=site.id, actor=transaction.command.actor, name="drill")
    inside = Transaction(session, site, own, transaction.now)
    by_id = {booth.id: booth for booth in booths}
    for person in rules.seated([(b.id, b.kind, [seat.mark for seat in b.seats]) for b in booths]):
        _sits_down(inside, by_id[person.booth], person)


def of(session: Session, site_id: int) -> Site | None:
    """The site of the drill that this site runs, if it runs one."""
    return session.scalar(select(Site).where(Site.drill_of == site_id))


def times(session: Session, site: Site, since: datetime, until: datetime) -> list[dict[str, object]]:
    """What the team sees of each response afterwards, plain."""
    rows = session.scalars(
        select(Response)
        .where(Response.site_id == site.id, Response.state.not_in(_NOT_HELD))
        .order_by(Response.began_at, Response.id)
    ).all()
    names = dict(session.execute(select(Booth.id, Booth.name).where(Booth.site_id == site.id)).all())
    records = response_rows.records(session, rows)
    going: dict[UUID | None, datetime] = {}
    for fact in told(session, site.id, [facts.SomeoneGoing], since, until):
        response = fact.id("response")
        going[response] = min(fact.at, going.get(response, fact.at))
    return [
        {
            "booth": names.get(row.booth_id or 0),
            "seat": row.seat,
            "place": row.place,
            "began_at": row.began_at,
            "steps": rules.as_json(rules.steps(records[row.id], going.get(row.id))),
        }
        for row in rows
    ]


def clear(session: Session, site: Site) -> None:
    """Every row of it goes, the site's own last. Whoever acts in it meanwhile comes first or finds
    no such site: its version is taken before."""
    session.execute(update(Site).where(Site.id == site.id).values(version=Site.version + 1))
    session.flush()
    for table in reversed(Base.metadata.sorted_tables):
        theirs = _rows_of(table, site.id)
        if theirs is not None:
            session.execute(delete(table).where(theirs))
    session.expunge(site)
    session.execute(delete(Site).where(Site.id == site.id))


def _rows_of(table: Table, site_id: int) -> ColumnElement[bool] | None:
    """A table says itself of which site a row is, or what it hangs on does."""
    if "site_id" in table.c:
        return table.c.site_id == site_id
    for key in table.foreign_keys:
        above = key.column.table
        if "site_id" in above.c:
            return key.parent.in_(select(key.column).where(above.c.site_id == site_id))
    return None


def _places(session: Session, real: int, drill: int) -> Sequence[Booth]:
    """As the room is built: open, wiped and empty."""
    rows = session.scalars(
        select(Booth)
        .where(Booth.site_id == real, Booth.retired.is_(False))
        .order_by(Booth.row, Booth.column, Booth.id)
    ).all()
    booths = [
        Booth(
            site_id=drill,
            name=row.name,
            kind=row.kind,
            row=row.row,
            column=row.column,
            width=row.width,
            height=row.height,
            wiped=row.wiped,
            version=1,
            seats=[Seat(mark=seat.mark, position=seat.position) for seat in row.seats if not seat.extra],
        )
        for row in rows
    ]
    session.add_all(booths)
    session.flush()
    return booths


def _sits_down(inside: Transaction, booth: Booth, person: rules.Invented) -> None:
    at = inside.now
    seat = next(seat for seat in booth.seats if seat.mark == person.seat)
    visit = Visit(id=uuid4(), arrived_at=at, changed_at=at, route=person.route, substances=person.substances)
    row = stays.new_row(inside, stays.needs_a_handle(inside, visit))
    stays.advance(inside, row, Ask(VisitAct.SEAT, at, booth_id=booth.id, seat_id=seat.id, mark=seat.mark))
