"""What goes, table by table: a step for each, in the order that keys between rows ask for.

A step takes rows that are over before the horizon of their class, a few hundred in a commit, and is
done when it finds none. What still goes on is in none of them.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from ops.domain import facts
from ops.domain.hold import WAITS_FOR
from ops.domain.retention import Speaks
from ops.domain.words import Moved, ResponseState, VisitState
from ops.models import (
    CheckIn,
    Device,
    DeviceSession,
    HelpCall,
    Invitation,
    JournalEntry,
    LateCheck,
    LateSigning,
    LegalHold,
    Message,
    OpeningCheck,
    OxygenDraw,
    Passkey,
    Passphrase,
    Person,
    PinTry,
    RecoveryCode,
    Response,
    ResponseAction,
    ResponseAlias,
    ResponseLeft,
    ResponsePerson,
    Shift,
    Staff,
    StaffPresence,
    SupplyItem,
    SupplyMove,
    ToldStep,
    Visit,
    Walk,
    WalkFound,
)
from ops.services.disclosure import posting
from ops.services.retention.purge_rows import Rows, Where

NOBODY = "–"
"""Under the newest signature, which says what is signed, once its name has had its time."""


def over_stays(site_id: int, before: datetime) -> Where:
    """Stays that ended before it."""
    return Visit.site_id == site_id, Visit.state == VisitState.ENDED, Visit.ended_at < before


def over_responses(site_id: int, before: datetime) -> Where:
    """Responses that were over before it, whatever their record lacks."""
    ended = func.coalesce(Response.over_at, Response.began_at)
    not_running = Response.state != ResponseState.RUNNING
    return Response.site_id == site_id, not_running, Response.began_at < before, ended < before


def _stays(site_id: int, before: datetime) -> Select[Any]:
    return select(Visit.id).where(*over_stays(site_id, before))


def _responses(site_id: int, before: datetime) -> Select[Any]:
    return select(Response.id).where(*over_responses(site_id, before))


def _gone(column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Of a cylinder or a batch: off the list."""
    return column.in_(select(SupplyItem.id).where(SupplyItem.gone_at.is_not(None)))


def _counted_since() -> ColumnElement[bool]:
    """Somebody has counted that batch since the move."""
    later = SupplyMove.__table__.alias()
    return exists().where(
        later.c.item_id == SupplyMove.item_id,
        later.c.what == Moved.COUNTED,
        later.c.counts,
        later.c.happened_at > SupplyMove.happened_at,
    )


def _read_since() -> ColumnElement[bool]:
    """Somebody has read the gauge since it flowed."""
    return exists().where(SupplyItem.id == OxygenDraw.cylinder_id, SupplyItem.counted_at >= OxygenDraw.until)


def _of_devices(column: InstrumentedAttribute[Any], site_id: int, *where: ColumnElement[bool]) -> Where:
    return (column.in_(select(Device.id).where(Device.site_id == site_id, *where)),)


def _signed_since(site_id: int) -> ColumnElement[bool]:
    """What it signed is signed by a later one, too."""
    newest = select(func.max(LateSigning.until)).where(LateSigning.site_id == site_id, LateSigning.counts)
    return or_(LateSigning.counts.is_(False), LateSigning.until < newest.scalar_subquery())


def _left(site_id: int, before: datetime) -> Where:
    """Of the team no more since before it, and nothing speaks of them."""
    said = exists().where(
        JournalEntry.site_id == site_id,
        JournalEntry.kind == facts.StaffLeft.kind(),
        JournalEntry.recorded_at >= before,
        JournalEntry.data["staff"].as_integer() == Staff.id,
    )
    named = (
        exists().where(table.staff_id == Staff.id)
        for table in (StaffPresence, Device, DeviceSession, Invitation)
    )
    return Staff.site_id == site_id, Staff.active.is_(False), ~said, *(~one for one in named)


def _theirs(column: InstrumentedAttribute[Any]) -> Callable[[int, datetime], Where]:
    return lambda site_id, before: (column.in_(select(Staff.id).where(*_left(site_id, before))),)


def _of_theirs(column: InstrumentedAttribute[Any]) -> Callable[[int, datetime], Where]:
    """Whoever leaves a team and is in another one is another person there."""
    return lambda site_id, before: (column.in_(select(Staff.person_id).where(*_left(site_id, before))),)


def _in_stays(column: InstrumentedAttribute[Any]) -> Callable[[int, datetime], Where]:
    return lambda site, before: (column.in_(_stays(site, before)),)


def _in_responses(column: InstrumentedAttribute[Any]) -> Callable[[int, datetime], Where]:
    return lambda site, before: (column.in_(_responses(site, before)),)


S, R, E = Speaks.STAYS, Speaks.RESPONSES, Speaks.ALL_ELSE

OF_STAYS = (
    Rows("late checks", S, LateCheck.id, _in_stays(LateCheck.visit_id)),
    Rows("looks", S, CheckIn.id, _in_stays(CheckIn.visit_id)),
    Rows("whose response", S, Response.id, _in_stays(Response.visit_id), {"visit_id": None}),
    Rows(
        "seats walked",
        S,
        WalkFound.id,
        lambda site, before: (WalkFound.site_id == site, WalkFound.happened_at < before),
    ),
    Rows("visits", S, Visit.id, over_stays, first=posting.visits),
)
OF_RESPONSES = (
    Rows(
        "log",
        R,
        ResponseAction.id,
        _in_responses(ResponseAction.response_id),
        first=posting.before_log,
    ),
    Rows("who was there", R, ResponsePerson.response_id, _in_responses(ResponsePerson.response_id)),
    Rows("who left", R, ResponseLeft.id, _in_responses(ResponseLeft.response_id)),
    Rows("other names", R, ResponseAlias.id, _in_responses(ResponseAlias.response_id)),
    Rows("who was told", R, ToldStep.id, _in_responses(ToldStep.about)),
    Rows("messages", R, Message.id, _in_responses(Message.about)),
    Rows(
        "doses", R, SupplyMove.id, _in_responses(SupplyMove.response_id), {"response_id": None, "root": None}
    ),
    Rows("oxygen", R, OxygenDraw.id, _in_responses(OxygenDraw.response_id), {"response_id": None}),
    Rows("responses", R, Response.id, over_responses, first=posting.responses),
)
OF_ALL_ELSE = (
    Rows(
        "who was on shift",
        E,
        StaffPresence.id,
        lambda site, before: (StaffPresence.site_id == site, StaffPresence.until < before),
    ),
    Rows(
        "who opened and closed",
        E,
        Shift.id,
        lambda site, before: (Shift.site_id == site, Shift.closed_at < before, Shift.opened_by != ""),
        {"opened_by": "", "closed_by": None, "staying": []},
    ),
    Rows(
        "opening checks",
        E,
        OpeningCheck.id,
        lambda site, before: (OpeningCheck.site_id == site, OpeningCheck.happened_at < before),
    ),
    Rows("walks", E, Walk.id, lambda site, before: (Walk.site_id == site, Walk.ended_at < before)),
    Rows(
        "calls for help",
        E,
        HelpCall.id,
        lambda site, before: (HelpCall.site_id == site, HelpCall.over_at < before),
    ),
    Rows(
        "other ladders",
        E,
        ToldStep.id,
        lambda site, before: (ToldStep.site_id == site, ToldStep.made_at < before),
    ),
    Rows(
        "other messages",
        E,
        Message.id,
        lambda site, before: (Message.site_id == site, Message.made_at < before),
    ),
    Rows(
        "signatures",
        E,
        LateSigning.id,
        lambda site, before: (
            LateSigning.site_id == site,
            LateSigning.signed_at < before,
            _signed_since(site),
        ),
    ),
    Rows(
        "whose signature",
        E,
        LateSigning.id,
        lambda site, before: (
            LateSigning.site_id == site,
            LateSigning.signed_at < before,
            LateSigning.by != NOBODY,
        ),
        {"by": NOBODY},
    ),
    Rows(
        "oxygen of before",
        E,
        OxygenDraw.id,
        lambda site, before: (
            OxygenDraw.site_id == site,
            OxygenDraw.response_id.is_(None),
            OxygenDraw.until < before,
            or_(_read_since(), _gone(OxygenDraw.cylinder_id)),
        ),
    ),
    Rows(
        "counts of before",
        E,
        SupplyMove.id,
        lambda site, before: (
            SupplyMove.site_id == site,
            SupplyMove.happened_at < before,
            or_(_counted_since(), _gone(SupplyMove.item_id)),
        ),
    ),
    Rows(
        "who counted",
        E,
        SupplyMove.id,
        lambda site, before: (
            SupplyMove.site_id == site,
            SupplyMove.happened_at < before,
            SupplyMove.by != "",
        ),
        {"by": ""},
    ),
    Rows(
        "off the shelf",
        E,
        SupplyItem.id,
        lambda site, before: (
            SupplyItem.site_id == site,
            SupplyItem.gone_at < before,
            SupplyItem.id.not_in(select(SupplyMove.item_id)),
            SupplyItem.id.not_in(select(OxygenDraw.cylinder_id)),
        ),
    ),
    Rows(
        "holds",
        E,
        LegalHold.id,
        lambda site, before: (
            LegalHold.site_id == site,
            or_(
                LegalHold.lifted_at < before,
                and_(LegalHold.agreed_at.is_(None), LegalHold.asked_at < before - WAITS_FOR),
            ),
        ),
    ),
    Rows(
        "ways in",
        E,
        Invitation.id,
        lambda site, before: (
            Invitation.site_id == site,
            or_(Invitation.used_at < before, Invitation.ends_at < before),
        ),
    ),
    Rows(
        "sessions",
        E,
        DeviceSession.id,
        lambda site, before: (
            *_of_devices(DeviceSession.device_id, site),
            or_(
                DeviceSession.revoked_at < before,
                DeviceSession.ends_at < before,
                DeviceSession.idle_until < before,
                DeviceSession.device_id.in_(select(Device.id).where(Device.revoked_at < before)),
            ),
        ),
    ),
    Rows(
        "tries on devices",
        E,
        PinTry.device_id,
        lambda site, before: _of_devices(PinTry.device_id, site, Device.revoked_at < before),
    ),
    Rows("devices", E, Device.id, lambda site, before: (Device.site_id == site, Device.revoked_at < before)),
    Rows("tries of people", E, PinTry.staff_id, _theirs(PinTry.staff_id)),
    Rows("passkeys", E, Passkey.id, _of_theirs(Passkey.person_id)),
    Rows("passphrases", E, Passphrase.person_id, _of_theirs(Passphrase.person_id)),
    Rows("codes", E, RecoveryCode.code_hash, _of_theirs(RecoveryCode.person_id)),
    Rows("people", E, Staff.id, _left),
    Rows("persons", E, Person.id, lambda site, before: (Person.id.not_in(select(Staff.person_id)),)),
)
"""``people`` are those who left the team, ``persons`` who is in none any more. A count that nobody has
repeated goes on counting, without a name."""
