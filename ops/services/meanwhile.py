"""What a refusal rests on: the newest thing on record that made it so, for whoever could not have
heard of it. Whose and when; never of whom, as the tablet knows that."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.errors import Code
from ops.domain.facts import Fact, plain
from ops.models import Device, JournalEntry
from ops.services.journal_facts import undone

_SEATED = (facts.PersonSeated, facts.PersonMoved, facts.CameBack)
_OF_THE_STAY: dict[Code, tuple[type[Fact], ...]] = {
    Code.VISIT_ENDED: (facts.VisitEnded,),
    Code.SEEN_SINCE: (facts.CheckedIn,),
    Code.ALREADY_SEATED: _SEATED,
    Code.NOT_WAITING: _SEATED,
}
_OF_THE_PLACE: dict[Code, tuple[type[Fact], ...]] = {
    Code.SEAT_TAKEN: _SEATED,
    Code.BOOTH_FULL: _SEATED,
    Code.BOOTH_OCCUPIED: _SEATED,
    Code.BOOTH_CLOSED: (facts.BoothClosed,),
    Code.BOOTH_CLEANING: (facts.BoothNeedsCleaning,),
}
_OF_THE_ROOM: dict[Code, tuple[type[Fact], ...]] = {
    Code.ROOM_CLOSED: (facts.RoomClosed,),
    Code.LAST_ENTRY_PASSED: (facts.LastEntryCalled,),
    Code.ROOM_CLOSING: (facts.ClosingBegun,),
    Code.EVERYONE_IS_OUT: (facts.EveryoneCalledOut,),
    Code.LOCKED_DOWN: (facts.LockDownBegun,),
    Code.NOBODY_IS_OUT: (facts.EveryoneBackIn,),
    Code.SHIFT_RUNNING: (facts.ShiftOpened, facts.ShiftHandedOver),
    Code.NO_SHIFT: (facts.ShiftClosed,),
}


def meanwhile(
    session: Session, site_id: int, version: int, code: Code, asked: Mapping[str, Any]
) -> dict[str, Any] | None:
    """``{happened_at, by}`` of the newest such fact that was not undone, as the wire says it; ``by``: a
    name chip or a screen. ``None``: nothing on record says why. ``asked``: the command's body, with
    the ids of its ``path`` and what was ``said``; ``version``: its own, of which nothing counts."""
    path, said = asked.get("path", {}), asked.get("said", {})
    before = (JournalEntry.site_id == site_id) & (JournalEntry.version < version)
    if code in _OF_THE_ROOM:
        return _newest(session, site_id, _OF_THE_ROOM[code], before)
    if code in _OF_THE_STAY and path.get("visit"):
        stay = JournalEntry.data["visit"].as_string() == str(path["visit"])
        return _newest(session, site_id, _OF_THE_STAY[code], before & stay)
    booth = path.get("booth", said.get("booth"))
    if code in _OF_THE_PLACE and isinstance(booth, int):
        there = JournalEntry.data["booth"].as_integer() == booth
        seat = said.get("seat")
        if code is Code.SEAT_TAKEN and isinstance(seat, str):
            there &= JournalEntry.data["seat"].as_string() == seat
        return _newest(session, site_id, _OF_THE_PLACE[code], before & there)
    return None


_LOOKED_AT = 8
"""Undone ones in a row: nobody takes back more."""


def _newest(
    session: Session, site_id: int, kinds: tuple[type[Fact], ...], where: ColumnElement[bool]
) -> dict[str, Any] | None:
    rows = session.execute(
        select(JournalEntry.happened_at, JournalEntry.by, Device.name, JournalEntry.command_id)
        .outerjoin(Device, Device.id == JournalEntry.device_id)
        .where(where, JournalEntry.kind.in_([kind.kind() for kind in kinds]))
        .order_by(JournalEntry.happened_at.desc(), JournalEntry.id.desc())
        .limit(_LOOKED_AT)
    )
    for at, by, device, command in rows:
        if command not in undone(session, site_id, at):
            return {"happened_at": plain(at), "by": by or device}
    return None
