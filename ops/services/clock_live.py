"""What goes back with the clock: all rows that are compared with now, and what hangs on them.

Live is what runs, waits, stands or can still be used; of what is over, all that ended lately
enough to be on a board, or would seem so once the clock is back.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ops.db import Base, UtcDateTime
from ops.domain.words import ResponseState, VisitState
from ops.models import (
    Booth,
    CheckIn,
    Device,
    DeviceSession,
    Drill,
    HelpCall,
    Invitation,
    Job,
    LateCheck,
    LateSigning,
    Message,
    Notice,
    OpeningCheck,
    OxygenDraw,
    Passphrase,
    Pause,
    PinTry,
    Response,
    ResponseAction,
    ResponseLeft,
    ResponsePerson,
    Shift,
    Site,
    Staff,
    StaffPresence,
    SupplyItem,
    SupplyMove,
    ToldStep,
    Visit,
    Walk,
    WalkFound,
)

Live = tuple[type[Base], ColumnElement[bool]]


def instants(model: type[Base]) -> tuple[str, ...]:
    """The names of all columns that hold an instant."""
    columns = model.__mapper__.column_attrs
    return tuple(column.key for column in columns if isinstance(column.columns[0].type, UtcDateTime))


def rows(session: Session, site_id: int, recent: datetime) -> list[Base]:
    """The live rows of a site; of what is over, what ended after ``recent``."""
    return [
        row for model, which in live(site_id, recent) for row in session.scalars(select(model).where(which))
    ]


def live(site_id: int, recent: datetime) -> Iterator[Live]:
    visits = (Visit.site_id == site_id) & or_(
        Visit.state != VisitState.ENDED, Visit.ended_at > recent, Visit.changed_at > recent
    )
    responses = (Response.site_id == site_id) & or_(
        Response.state == ResponseState.RUNNING,
        (Response.state == ResponseState.OVER) & Response.complete_at.is_(None),
        Response.began_at > recent,
        Response.over_at > recent,
        Response.complete_at > recent,
    )
    walks = (Walk.site_id == site_id) & or_(Walk.ended_at.is_(None), Walk.ended_at > recent)
    shifts = (Shift.site_id == site_id) & or_(Shift.closed_at.is_(None), Shift.closed_at > recent)
    yield Site, Site.id == site_id
    yield Booth, (Booth.site_id == site_id) & Booth.cleaning_since.is_not(None)
    yield Visit, visits
    for look in (CheckIn, LateCheck):
        yield look, look.visit_id.in_(select(Visit.id).where(visits))
    yield Response, responses
    for part in (ResponseAction, ResponsePerson, ResponseLeft):
        yield part, part.response_id.in_(select(Response.id).where(responses))
    yield HelpCall, (HelpCall.site_id == site_id) & HelpCall.over_at.is_(None)
    yield ToldStep, (ToldStep.site_id == site_id) & ToldStep.due_at.is_not(None)
    yield Message, (Message.site_id == site_id) & Message.next_try_at.is_not(None)
    yield Drill, Drill.site_id == site_id
    yield Walk, walks
    yield WalkFound, WalkFound.walk_id.in_(select(Walk.id).where(walks))
    yield Shift, shifts
    yield (
        StaffPresence,
        (StaffPresence.site_id == site_id) & or_(StaffPresence.until.is_(None), StaffPresence.until > recent),
    )
    of_shift = OpeningCheck.shift_id.in_(select(Shift.id).where(shifts))
    yield OpeningCheck, (OpeningCheck.site_id == site_id) & or_(of_shift, OpeningCheck.happened_at > recent)
    yield LateSigning, (LateSigning.site_id == site_id) & (LateSigning.signed_at > recent)
    yield Pause, Pause.site_id == site_id
    yield Notice, Notice.site_id == site_id
    shelf = (SupplyItem.site_id == site_id) & or_(SupplyItem.gone_at.is_(None), SupplyItem.gone_at > recent)
    yield SupplyItem, shelf
    items = select(SupplyItem.id).where(shelf)
    yield SupplyMove, SupplyMove.item_id.in_(items)
    yield OxygenDraw, OxygenDraw.cylinder_id.in_(items)
    yield Job, Job.site_id == site_id
    yield from _ways_in(site_id)


def _ways_in(site_id: int) -> Iterator[Live]:
    """Nobody stays signed in, or locked out, for longer than it was meant."""
    ours = select(Device.id).where(Device.site_id == site_id)
    yield Device, (Device.site_id == site_id) & Device.revoked_at.is_(None)
    yield DeviceSession, DeviceSession.device_id.in_(ours) & DeviceSession.revoked_at.is_(None)
    yield Staff, (Staff.site_id == site_id) & Staff.wait_until.is_not(None)
    team = select(Staff.person_id).where(Staff.site_id == site_id)
    yield Passphrase, Passphrase.person_id.in_(team) & Passphrase.wait_until.is_not(None)
    yield PinTry, PinTry.device_id.in_(ours)
    yield Invitation, (Invitation.site_id == site_id) & Invitation.used_at.is_(None)
