"""Oxygen: what flows from which cylinder, how much is left, when it is empty. All estimated, from
what the gauge last showed and from the flows that were logged since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ops.domain.actions import ACTION_VALUES, ActionKind, Measure
from ops.domain.protocol import SiteProtocol
from ops.domain.response_data import Record
from ops.domain.supplies import Lacks, ours, root
from ops.domain.supply_plan import SupplyPlan
from ops.domain.words import SupplyKind

ENOUGH = 4
"""A cylinder counts towards the site's number while at least one in four of its litres is left [m]."""


@dataclass(frozen=True)
class Flow:
    """Oxygen at one flow, in litres a minute. ``until`` empty: it goes on."""

    root: UUID
    since: datetime
    until: datetime | None
    litres_per_minute: float


@dataclass(frozen=True)
class Draw:
    """A flow, or a part of it, and the cylinder it came from."""

    root: UUID
    cylinder: UUID
    since: datetime
    until: datetime | None
    litres_per_minute: float


@dataclass(frozen=True)
class Cylinder:
    """``litres`` were in it at ``read_at``. ``draws`` may be of before, too."""

    id: UUID
    form: str
    full: int
    litres: int
    read_at: datetime
    in_use: bool
    draws: tuple[Draw, ...] = ()


def flows(record: Record, protocol: SiteProtocol) -> list[Flow]:
    """What flows from our cylinders by a response's log, oldest first. A start while one goes on
    is another flow from then; the end of the response ends it. A flow nobody said is the site's
    first value."""
    first = protocol.action_defaults.get(ActionKind.OXYGEN_START, {}).get("litres_per_minute", 0)
    over = record.response.over_at if not record.response.running else None
    found: list[Flow] = []
    going: Flow | None = None
    for row in record.standing():
        if row.kind not in (ActionKind.OXYGEN_START, ActionKind.OXYGEN_STOP):
            continue
        if over is not None and row.happened_at >= over:
            break
        if going is not None:
            found.append(replace(going, until=row.happened_at))
        going = None
        if row.kind is ActionKind.OXYGEN_START and ours(record, row):
            said = _bounded(row.values.get("litres_per_minute", first))
            going = Flow(root(record.actions, row), row.happened_at, None, said)
    if going is not None:
        found.append(replace(going, until=over))
    return [flow for flow in found if flow.until is None or flow.until > flow.since]


def drawn(wanted: Sequence[Flow], before: Sequence[Draw], source: UUID | None) -> list[Draw]:
    """From which cylinder each flow came. It stays with those it was from; a new one is from
    ``source``, and from nowhere where there is none.

    ``before`` holds, for a flow that went over to another cylinder, a piece for each.
    """
    found: list[Draw] = []
    for flow in wanted:
        pieces = sorted((one for one in before if one.root == flow.root), key=lambda one: one.since)
        if pieces:
            found += _cut(flow, pieces)
        elif source is not None:
            found.append(Draw(flow.root, source, flow.since, flow.until, flow.litres_per_minute))
    return found


def changed(draws: Sequence[Draw], old: UUID, new: UUID, at: datetime) -> list[Draw]:
    """The draws with another cylinder in the place of ``old`` from ``at`` on."""
    found: list[Draw] = []
    for one in draws:
        if one.cylinder != old or (one.until is not None and one.until <= at):
            found.append(one)
        elif one.since >= at:
            found.append(replace(one, cylinder=new))
        else:
            found += [replace(one, until=at), replace(one, cylinder=new, since=at)]
    return found


def litres_left(cylinder: Cylinder, now: datetime) -> float:
    """Estimated, never below nothing."""
    used = sum(_litres(one, cylinder.read_at, now) for one in cylinder.draws)
    return max(0.0, cylinder.litres - used)


def choose(cylinders: Sequence[Cylinder], busy: Mapping[UUID, int], now: datetime) -> UUID | None:
    """Where a new flow comes from: of those in use one that nobody else draws on, then the fullest.
    ``busy``: how many draw on a cylinder."""
    in_use = [one for one in cylinders if one.in_use]
    best = min(
        in_use, key=lambda one: (busy.get(one.id, 0), -litres_left(one, now), str(one.id)), default=None
    )
    return best.id if best else None


def lacks(plan: SupplyPlan, cylinders: Sequence[Cylinder], now: datetime) -> list[Lacks]:
    """Forms of cylinder of which fewer than the site's number have enough in them."""
    found = []
    for name, form in plan.of_kind(SupplyKind.OXYGEN).items():
        have = sum(one.form == name and litres_left(one, now) * ENOUGH >= one.full for one in cylinders)
        if have < form.par:
            found.append(Lacks(name, have, form.par))
    return found


def litres_at(full: int, gauge_full: int, gauge: int) -> int:
    """What a gauge stands for, to the litre."""
    return (full * min(gauge, gauge_full) + gauge_full // 2) // gauge_full


def _bounded(said: float) -> float:
    measure = ACTION_VALUES[ActionKind.OXYGEN_START]["litres_per_minute"]
    high = measure.high if isinstance(measure, Measure) else 0
    return max(0, min(said, high))


def _cut(flow: Flow, pieces: Sequence[Draw]) -> list[Draw]:
    """The pieces over the flow as it is now: the first from its begin, the last to its end."""
    ends = [*(piece.since for piece in pieces[1:]), flow.until]
    found: list[Draw] = []
    for number, (piece, end) in enumerate(zip(pieces, ends, strict=True)):
        since = max(piece.since, flow.since) if number else flow.since
        until = end if flow.until is None or end is None else min(end, flow.until)
        if until is None or until > since:
            found.append(Draw(flow.root, piece.cylinder, since, until, flow.litres_per_minute))
    return found


def _litres(draw: Draw, read_at: datetime, now: datetime) -> float:
    start = max(draw.since, read_at)
    end = now if draw.until is None else min(draw.until, now)
    return max(0.0, (end - start).total_seconds()) / 60 * draw.litres_per_minute
