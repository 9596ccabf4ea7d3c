"""The board's parts beside the tiles: the room, who is on shift, the screens."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ops.domain.asked import Asked
from ops.domain.protocol import SiteProtocol
from ops.domain.site_words import SiteWords
from ops.domain.words import (
    IN_PLACE,
    Audience,
    BoothKind,
    EndKind,
    NoticeKind,
    ResponseKind,
    ResponseState,
    Role,
    RoomReason,
    VisitState,
)
from ops.models import (
    Booth,
    Device,
    Notice,
    OpeningCheck,
    Pause,
    Response,
    Seat,
    Shift,
    Site,
    Staff,
    StaffPresence,
    Visit,
    Walk,
    WalkFound,
)
from ops.services import drill_shape, help_standing, late_unsigned, messages, response_shapes
from ops.services.board_moment import Moment

NOT_BY_A_DRUG = (ResponseKind.INJURY, ResponseKind.DISTRESS, ResponseKind.SAFETY)
BEGAN_LATELY_AT_MOST = 12
"""Newest first; tablets count those within the site's time."""
RECENTLY_LEFT_AT_MOST = 20
"""Newest first; the tablet shows those of the site's time (60 min by default)."""

_COUNTS_AS_LEFT = (
    EndKind.LEFT,
    EndKind.WITH_AMBULANCE,
    EndKind.OTHER_CARE,
    EndKind.NOT_RECORDED,
)
_OF_THE_HOUSE = {
    NoticeKind.CLOCK_SUSPECT,
    NoticeKind.DISK_NEARLY_FULL,
    NoticeKind.DISK_FULL,
    NoticeKind.SOUND_TEST,
}
_TOLD: dict[Audience, set[NoticeKind]] = {
    Audience.WALL: _OF_THE_HOUSE | {NoticeKind.DRUG_ALERT},
    Audience.FLOOR: set(NoticeKind),
    Audience.WAITING: set(NoticeKind) - _OF_THE_HOUSE,
}
_SCREENS = (Role.DISPLAY, Role.FLOOR, Role.RESPONDER)


def room(now: Moment, audience: Audience) -> dict[str, Any]:
    """The room as a whole. Numbers of the site protocol go to the floor only."""
    site = now.site
    protocol = SiteProtocol.from_json(site.protocol)
    shift = now.once(_shift)
    shape: dict[str, Any] = {
        "id": site.id,
        "slug": site.slug,
        "name": site.name,
        "time_zone": site.time_zone,
        "state": site.room_state,
        "reason": site.room_reason,
        "since": site.room_since,
        "curtain": site.curtain,
        "places": now.once(_places),
        "minimum_free_staff": protocol.minimum_free_staff,
        "shift": None,
        "words": _words(site, audience),
    }
    if shift is not None:
        shape["shift"] = {"id": shift.id, "opened_at": shift.opened_at}
    if audience is not Audience.WAITING:
        shape["soft_before_loud"] = protocol.soft_before_loud
        shape["night"] = {"from": protocol.night_from, "until": protocol.night_until}
        shape["eyes_since"] = site.eyes_since
        shape["gap"] = {"from": site.gap_from, "until": site.gap_until} if site.gap_until else None
        shape["pauses"] = now.once(_pauses)
    if audience is Audience.WAITING:
        # Who waits there sees who does not come out.
        shape["reason"] = None if site.room_reason is RoomReason.AFTER_EVENT else site.room_reason
        shape["free"] = max(0, shape["places"] - now.once(_taken))
        shape["usual_stay"] = max(protocol.usual["inject"], protocol.usual["smoke"])
    if audience is Audience.WALL:
        shape["says"] = site.help_phrase if site.help_phrase and now.once(help_standing.standing) else None
    if audience is Audience.FLOOR:
        if shift is not None:
            shape["shift"]["opened_by"] = shift.opened_by
        shape["before"] = site.room_before
        shape["cards"] = site.cards
        shape["asked"] = Asked.from_json(site.asked).offered()
        shape["protocol"] = protocol.as_json()
        shape["walk"] = now.once(_walk)
        shape["opening"] = now.once(_opening, shift)
        shape["recently_left"] = now.once(_recently_left)
        shape["records"] = now.once(response_shapes.done_with, shift.opened_at if shift else None)
        shape["began_lately"] = now.once(_began_lately)
        shape["hint_put_away_at"] = site.hint_put_away_at
        shape["not_told"] = messages.not_told(now)
        shape["help"] = now.once(help_standing.standing)
        shape["unsigned"] = now.once(late_unsigned.unsigned)
        shape["drills"] = now.once(drill_shape.of_board)
    return shape


def _words(site: Site, audience: Audience) -> dict[str, Any]:
    """What can be said of substances and acts is for tablets only."""
    words = SiteWords.from_json(site.words).as_json()
    return words if audience is Audience.FLOOR else {name: words[name] for name in ("person", "people")}


def staff(now: Moment, audience: Audience) -> list[dict[str, Any]]:
    """Who is on shift and where. Only tablets see names."""
    if audience is Audience.WAITING:
        return []
    rows = now.once(_on_shift)
    if audience is Audience.WALL:
        return [{"place": presence.place} for presence, _ in rows]
    return [
        {
            "id": presence.staff_id,
            "name": name,
            "place": presence.place,
            "since": presence.since,
        }
        for presence, name in rows
    ]


def devices(now: Moment, audience: Audience) -> list[dict[str, Any]]:
    """The site's screens by name, so that a silent one is missed."""
    return [] if audience is Audience.WAITING else now.once(_screens)


def notices(now: Moment, audience: Audience) -> list[dict[str, Any]]:
    """What everyone is told. The waiting room reads the site's own lines, the wall the house's and
    drug alerts."""
    return [notice for notice in now.once(_notices) if notice["kind"] in _TOLD[audience]]


def _shift(session: Session, site: Site) -> Shift | None:
    return session.scalar(select(Shift).where(Shift.site_id == site.id, Shift.closed_at.is_(None)))


def _on_shift(session: Session, site: Site) -> list[tuple[StaffPresence, str]]:
    rows = session.execute(
        select(StaffPresence, Staff.name)
        .join(Staff, Staff.id == StaffPresence.staff_id)
        .where(StaffPresence.site_id == site.id, StaffPresence.until.is_(None))
        .order_by(Staff.name)
    )
    return [(presence, name) for presence, name in rows]


def _screens(session: Session, site: Site) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Device)
        .where(Device.site_id == site.id, Device.revoked_at.is_(None), Device.role.in_(_SCREENS))
        .where(Device.staff_id.is_(None))
        .order_by(Device.id)
    )
    return [
        {
            "id": device.id,
            "name": device.name,
            "role": device.role,
            "silent_since": device.silent_since,
            "sound": device.sound,
            "unsent": device.unsent,
            "sleeping": device.sleeping,
            "said_at": device.said_at,
            "volume": device.volume,
            "night_volume": device.night_volume,
            "theme": device.theme,
            "shows": device.shows,
            "sound_heard_at": device.sound_heard_at,
        }
        for device in rows
    ]


def _notices(session: Session, site: Site) -> list[dict[str, Any]]:
    rows = session.scalars(select(Notice).where(Notice.site_id == site.id).order_by(Notice.since, Notice.id))
    return [
        {
            "id": notice.id,
            "kind": notice.kind,
            "since": notice.since,
            "until": notice.until,
            "text": notice.text,
            "basis": notice.basis,
            "about": notice.about,
        }
        for notice in rows
    ]


def _usable(site_id: int) -> Any:
    return (
        (Booth.site_id == site_id)
        & Booth.retired.is_(False)
        & Booth.closed.is_(False)
        & (Booth.kind != BoothKind.AFTERCARE)
    )


def _places(session: Session, site: Site) -> int:
    seats = select(func.count(Seat.id)).join(Booth, Booth.id == Seat.booth_id)
    return session.scalar(seats.where(_usable(site.id), Seat.extra.is_(False))) or 0


def _taken(session: Session, site: Site) -> int:
    people = select(func.count(Visit.id)).join(Booth, Booth.id == Visit.booth_id)
    return session.scalar(people.where(_usable(site.id), Visit.state.in_(IN_PLACE))) or 0


def _recently_left(session: Session, site: Site) -> list[dict[str, Any]]:
    rows = session.execute(
        select(Visit, Booth.name, Seat.mark)
        .join(Booth, Booth.id == Visit.booth_id)
        .join(Seat, Seat.id == Visit.seat_id)
        .where(
            Visit.site_id == site.id,
            Visit.state == VisitState.ENDED,
            Visit.end_kind.in_(_COUNTS_AS_LEFT),
        )
        .order_by(Visit.changed_at.desc(), Visit.id)
        .limit(RECENTLY_LEFT_AT_MOST)
    )
    return [
        {
            "id": visit.id,
            "booth": visit.booth_id,
            "booth_name": name,
            "seat": mark,
            "ended_at": visit.ended_at,
            "naloxone": visit.naloxone,
        }
        for visit, name, mark in rows
    ]


def _began_lately(session: Session, site: Site) -> list[datetime]:
    """When the newest responses began that were one: what makes tablets ask for a drug alert."""
    rows = session.scalars(
        select(Response.began_at)
        .where(
            Response.site_id == site.id,
            Response.state.in_((ResponseState.RUNNING, ResponseState.OVER)),
            Response.kind.not_in(NOT_BY_A_DRUG),
        )
        .order_by(Response.began_at.desc())
        .limit(BEGAN_LATELY_AT_MOST)
    )
    return list(rows)


def _pauses(session: Session, site: Site) -> list[dict[str, Any]]:
    rows = session.scalars(select(Pause).where(Pause.site_id == site.id).order_by(Pause.cause))
    return [{"cause": pause.cause, "at": pause.at, "until": pause.until} for pause in rows]


def _walk(session: Session, site: Site) -> dict[str, Any] | None:
    """The walk that is under way, with what was found so far."""
    walk = session.scalar(
        select(Walk)
        .where(Walk.site_id == site.id, Walk.ended_at.is_(None))
        .order_by(Walk.began_at.desc(), Walk.id)
        .limit(1)
    )
    if walk is None:
        return None
    rows = session.scalars(
        select(WalkFound)
        .where(WalkFound.walk_id == walk.id, WalkFound.counts)
        .order_by(WalkFound.happened_at, WalkFound.id)
    )
    found = [
        {"booth": row.booth_id, "seat": row.seat, "found": row.found, "differs": row.differs} for row in rows
    ]
    return {"id": walk.id, "kind": walk.kind, "began_at": walk.began_at, "found": found}


def _opening(session: Session, site: Site, shift: Shift | None) -> list[dict[str, Any]]:
    """Each point of this shift's opening check as it was last said."""
    rows = session.scalars(
        select(OpeningCheck)
        .where(
            OpeningCheck.site_id == site.id,
            OpeningCheck.shift_id == (shift.id if shift else None),
            OpeningCheck.counts,
        )
        .order_by(OpeningCheck.happened_at, OpeningCheck.id)
    )
    newest = {row.point: row for row in rows}
    return [
        {"point": row.point, "state": row.state, "at": row.happened_at, "by": row.by}
        for row in newest.values()
    ]
