"""What the next team has to know, now or at the end: places and clocks, no handles, no name but
that under what was typed in."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from ops.domain import oxygen, supplies
from ops.domain.handover import (
    AtTheEnd,
    ClosedBooth,
    CylinderLeft,
    Handover,
    Running,
    Screen,
    Shelf,
    StillHere,
)
from ops.domain.handover import Seat as SeatThen
from ops.domain.protocol import SiteProtocol
from ops.domain.response_data import Record
from ops.domain.shift import WAITS
from ops.domain.stretches import Stretch
from ops.domain.words import IN_PLACE, Debrief, ResponseState, RoomState
from ops.models import Booth, Device, Response, Seat, Visit
from ops.services import late_unsigned, response_rows, supply_rows
from ops.services.screens import SCREENS
from ops.services.summaries import paper, responses
from ops.services.summaries.reading import Reading


def read(part: Reading) -> Handover:
    """As it is at this moment, whatever the window."""
    session, site = part.session, part.site
    waiting = session.scalar(
        select(func.count(Visit.id)).where(Visit.site_id == site.id, Visit.state.in_(WAITS))
    )
    booths = session.scalars(
        select(Booth)
        .where(Booth.site_id == site.id, Booth.retired.is_(False))
        .order_by(Booth.row, Booth.column, Booth.id)
    ).all()
    closed = site.room_state is not RoomState.OPEN
    why = site.room_reason if site.room_state is RoomState.CLOSED else site.room_state
    signed = late_unsigned.newest(session, site)
    return Handover(
        still_here=_still_here(part),
        waiting=waiting or 0,
        running=_running(part, Response.state == ResponseState.RUNNING),
        to_finish=responses.to_finish(session, _unfinished(part)),
        to_debrief=_running(part, Response.debrief == Debrief.LATER),
        closed_booths=tuple(ClosedBooth(booth.name, booth.closed_reason) for booth in booths if booth.closed),
        to_clean=tuple(booth.name for booth in booths if booth.cleaning_since is not None),
        room_closed=closed,
        room_reason=why.value if closed and why else None,
        screens=_screens(part),
        late_entries=paper.typed_in(part),
        unsigned=late_unsigned.unsigned(session, site),
        signed_by=signed.by if signed else None,
        signed_at=signed.at if signed else None,
        shelf=_shelf(part),
    )


def at_the_end(part: Reading, still_here: Iterable[Stretch]) -> AtTheEnd:
    """As it was when the window ended, in the room's own order."""
    rows = part.session.execute(
        select(Booth.id, Booth.name)
        .where(Booth.site_id == part.site.id)
        .order_by(Booth.row, Booth.column, Booth.id)
    ).all()
    order = {row.id: number for number, row in enumerate(rows)}
    names = {row.id: row.name for row in rows}
    seats = sorted(still_here, key=lambda stretch: (order[stretch.booth], stretch.seat or ""))
    ran = (
        Response.state.in_(responses.REAL),
        Response.began_at < part.until,
        or_(Response.over_at.is_(None), Response.over_at >= part.until),
    )
    return AtTheEnd(
        still_here=tuple(SeatThen(names[stretch.booth], stretch.seat) for stretch in seats),
        running=_running(part, *ran),
    )


def _still_here(part: Reading) -> tuple[StillHere, ...]:
    """In the room's own order; who is due first stands first within a place."""
    rows = part.session.execute(
        select(Visit, Booth.name, Seat.mark)
        .join(Booth, Booth.id == Visit.booth_id)
        .join(Seat, Seat.id == Visit.seat_id)
        .where(Visit.site_id == part.site.id, Visit.state.in_(IN_PLACE))
        .order_by(Booth.row, Booth.column, Booth.id, Seat.position)
    )
    out = part.site.room_state is RoomState.EVERYONE_OUT
    return tuple(
        _in_seat(visit, name, mark, part.window.as_of, everyone_out=out) for visit, name, mark in rows
    )


def _in_seat(visit: Visit, booth: str, seat: str, now: datetime, *, everyone_out: bool) -> StillHere:
    in_response = visit.response_id is not None
    looked_at = not in_response and not everyone_out
    return StillHere(
        booth=booth,
        seat=seat,
        state=visit.state.value,
        track=visit.track.value,
        due_at=visit.due_at if looked_at else None,
        late=looked_at and visit.overdue_at is not None and visit.overdue_at <= now,
        in_response=in_response,
        everyone_out=everyone_out,
        head_count=visit.head_count.value if everyone_out and visit.head_count else None,
    )


def _running(part: Reading, *where: ColumnElement[bool]) -> tuple[Running, ...]:
    rows = part.session.scalars(select(Response).where(Response.site_id == part.site.id, *where)).all()
    return responses.those(part.session, rows)


def _unfinished(part: Reading) -> list[Record]:
    rows = part.session.scalars(
        select(Response).where(
            Response.site_id == part.site.id,
            Response.state == ResponseState.OVER,
            Response.complete_at.is_(None),
        )
    ).all()
    return list(response_rows.records(part.session, rows).values())


def _shelf(part: Reading) -> Shelf | None:
    """Every form as the site's numbers have it, in the site's order."""
    session, site, now = part.session, part.site, part.window.as_of
    if supply_rows.kept_since(session, site.id) is None:
        return None
    items = supply_rows.on_the_list(session, site.id)
    labels = {row.id: row.label for row in items}
    plan = SiteProtocol.from_json(site.protocol).supplies
    batches, cylinders = supply_rows.batches(items), supply_rows.cylinders(session, items)
    today = supply_rows.today(site, now)
    return Shelf(
        lacks=(*supplies.lacks(plan, batches, today), *oxygen.lacks(plan, cylinders, now)),
        expires=tuple(supplies.expires(plan, batches, today)),
        to_count=tuple(dict.fromkeys(batch.form for batch in batches if batch.count < 0)),
        cylinders=tuple(
            CylinderLeft(one.form, labels[one.id], round(oxygen.litres_left(one, now)), one.full, one.in_use)
            for one in cylinders
        ),
    )


def _screens(part: Reading) -> tuple[Screen, ...]:
    rows = part.session.scalars(
        select(Device)
        .where(
            Device.site_id == part.site.id,
            Device.revoked_at.is_(None),
            Device.role.in_(SCREENS),
            or_(Device.silent_since.is_not(None), Device.unsent > 0),
        )
        .order_by(Device.name)
    )
    return tuple(Screen(row.name, row.silent_since, row.unsent) for row in rows)
