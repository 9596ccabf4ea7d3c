"""The part of a summary about the room around it: closed, staff, screens, board errors."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest

from sqlalchemy import func, or_, select

from ops.domain import facts
from ops.domain.counting import Span, below, pieces, total_within
from ops.domain.figures import OfHouse
from ops.domain.hands import free
from ops.domain.measures import Walks
from ops.domain.room_states import BEGINS, STATE_OF
from ops.domain.summary import SilentScreen
from ops.domain.words import Role, RoomState, StaffPlace, WalkKind
from ops.models import Device, JournalEntry, Shift, Walk, WalkFound
from ops.services import response_hands
from ops.services.journal_facts import Told, last_before, told
from ops.services.summaries import shelf
from ops.services.summaries.reading import Reading
from ops.services.team import Team, everyone


def read(part: Reading, team: Team) -> OfHouse:
    """See ``House`` for what each number means."""
    states = _states(part)
    return OfHouse(
        closed=_closed(part, states),
        walls_not_live=_walls_not_live(part),
        staff={
            place.value: total_within(team[place], part.start, part.until)
            for place in StaffPlace
            if place in team
        },
        staffed=staffed(team, part.start, part.until),
        hours=tuple(_on_floor_in_each(part, team)),
        open=_open(part, states),
        supplies=shelf.read(part),
    )


def walks(part: Reading) -> Walks:
    """See ``Walks``."""
    rounds = (Walk.site_id == part.site.id, Walk.kind == WalkKind.WALK_ROUND)
    begun = part.session.scalar(select(func.count(Walk.id)).where(*rounds, part.inside(Walk.began_at)))
    seen = part.session.execute(
        select(WalkFound.differs, func.count(WalkFound.id))
        .join(Walk, Walk.id == WalkFound.walk_id)
        .where(*rounds, WalkFound.counts.is_(True), part.inside(WalkFound.happened_at))
        .group_by(WalkFound.differs)
    )
    counts = dict(seen.all())
    return Walks(begun or 0, sum(counts.values()), counts.get(True, 0))


def board_errors(part: Reading) -> int:
    """See ``House``."""
    return len(told(part.session, part.site.id, (facts.BoardWasWrong,), part.start, part.until))


def _on_floor_in_each(part: Reading, team: Team) -> list[float | None]:
    """People on the floor, on average over the time in which someone was on shift, for each
    period; ``None`` where nobody was, as far as anybody tapped it."""
    floor = team.get(StaffPlace.FLOOR, [])
    spans = [(period.start, period.end) for period in part.periods]
    return [
        round(total_within(floor, start, end) / seconds, 2)
        if (seconds := staffed(team, start, end))
        else None
        for start, end in spans
    ]


def staffed(team: Team, start: datetime, end: datetime) -> int:
    """Seconds in which someone was on shift."""
    return round((end - start).total_seconds()) - below(everyone(team), 1, start, end)


def under_minimum(part: Reading, team: Team) -> int:
    """Seconds in which someone was on shift and fewer were free than the minimum."""
    floor, with_response = (team.get(place, []) for place in (StaffPlace.FLOOR, StaffPlace.RESPONSE))
    ran = response_hands.running(part.session, part.site.id, part.start, part.until)
    at_work = response_hands.at_work(part.session, part.site.id, ran, part.start, part.until)
    groups = (everyone(team), floor, with_response, at_work)
    return round(
        sum(
            seconds
            for seconds, (on_shift, *hands) in pieces(groups, part.start, part.until)
            if on_shift and free(*hands) < part.protocol.minimum_free_staff
        )
    )


def _states(part: Reading) -> list[tuple[Told, Span]]:
    """What told how the room stood, and from when to when it did."""
    kinds = tuple(BEGINS.values())
    before = last_before(part.session, part.site.id, kinds, part.start)
    happened = [before] if before is not None else []
    happened += told(part.session, part.site.id, kinds, part.start, part.until)
    happened.sort(key=lambda fact: fact.at)
    return [
        (fact, (fact.at, after.at if after is not None else part.until))
        for fact, after in zip_longest(happened, happened[1:])
    ]


def _closed(part: Reading, states: Iterable[tuple[Told, Span]]) -> dict[str, int]:
    """Seconds closed to new people, by reason or, without one of its own, by state; most first."""
    found: Counter[str] = Counter()
    for fact, span in states:
        state = STATE_OF[fact.kind]
        if state is not RoomState.OPEN:
            word = fact.data.get("reason", "") if state is RoomState.CLOSED else state.value
            found[word] += total_within([span], part.start, part.until)
    return {reason: seconds for reason, seconds in found.most_common() if seconds}


def _open(part: Reading, states: Iterable[tuple[Told, Span]]) -> int:
    shifts = part.session.execute(
        select(Shift.opened_at, Shift.closed_at).where(
            Shift.site_id == part.site.id,
            Shift.opened_at < part.until,
            or_(Shift.closed_at.is_(None), Shift.closed_at > part.start),
        )
    )
    on: list[Span] = [(opened, closed) for opened, closed in shifts]
    closed = [span for fact, span in states if STATE_OF[fact.kind] is not RoomState.OPEN]
    cut = pieces([on, closed], part.start, part.until)
    return round(sum(seconds for seconds, (running, shut) in cut if running and not shut))


def _walls_not_live(part: Reading) -> tuple[SilentScreen, ...]:
    walls = part.session.execute(
        select(Device.id, Device.name).where(Device.site_id == part.site.id, Device.role == Role.DISPLAY)
    )
    kinds = (facts.ScreenSilent, facts.ScreenBack, facts.DeviceRevoked)
    happened = told(part.session, part.site.id, kinds, part.start, part.until)
    found = []
    for device, name in walls.all():
        of_this = JournalEntry.data["device"].as_integer() == device
        before = last_before(part.session, part.site.id, kinds, part.start, of_this)
        theirs = [before] if before is not None else []
        theirs += [fact for fact in happened if fact.data.get("device") == device]
        silent = _silent(theirs)
        if silent:
            seconds = total_within(silent, part.start, part.until)
            found.append(SilentScreen(name, seconds, len(silent)))
    return tuple(sorted(found, key=lambda wall: (-wall.seconds, wall.name)))


def _silent(happened: list[Told]) -> list[Span]:
    """From each falling silent to the next sign of life (or until it was taken away)."""
    spans: list[Span] = []
    for fact in sorted(happened, key=lambda fact: fact.at):
        running = bool(spans) and spans[-1][1] is None
        if fact.kind == facts.ScreenSilent.kind():
            if not running:
                spans.append((fact.at, None))
        elif running:
            spans[-1] = (spans[-1][0], fact.at)
    return spans
