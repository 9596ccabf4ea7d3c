"""What doses take from the shelf, and what the shelf lacks.

A dose is one line of a response's log with all its corrections: it is known by the id of the
line's first row, its root, so that a correction moves what was taken and never takes it twice.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ops.domain.actions import ActionKind
from ops.domain.protocol import SiteProtocol
from ops.domain.response_data import Action, Record
from ops.domain.supply_plan import Form, SupplyPlan
from ops.domain.words import GivenBy, Offered, ResponseState, SupplyKind

OURS = frozenset({None, GivenBy.STAFF})
"""Who gives what is on our shelf. A friend's, the participant's or a paramedic's own is not,
nor what was given before we came."""

MOST_UNITS = 20
"""Of one dose; more is a slip of the hand in its value."""


@dataclass(frozen=True)
class Batch:
    """Things of one form that expire on one day, or of which it is not known when."""

    id: UUID
    kind: SupplyKind
    form: str
    expires_on: date | None
    count: int

    def expired(self, today: date) -> bool:
        """Whether its day is over."""
        return self.expires_on is not None and self.expires_on < today


@dataclass(frozen=True)
class Dose:
    """``units`` of a form: two ampoules for a dose that one does not hold."""

    root: UUID
    at: datetime
    form: str
    units: int


@dataclass(frozen=True)
class Taken:
    """So many of a batch for the dose of that root."""

    root: UUID
    batch: UUID
    units: int


def root(actions: Iterable[Action], row: Action) -> UUID:
    """The id of the first row of a line of the log."""
    by_id = {action.id: action for action in actions}
    while row.amends in by_id and row.amends is not None:
        row = by_id[row.amends]
    return row.id


def ours(record: Record, row: Action) -> bool:
    """Whether what a row says came from our shelf."""
    return row.given_by in OURS and record.response.state is not ResponseState.UNDONE


def doses(record: Record, protocol: SiteProtocol) -> list[Dose]:
    """The doses of naloxone from our shelf, in the order they were given.

    A route nobody said is the one the site's kit is for. One that no form of the site is for
    takes nothing.
    """
    first = protocol.action_defaults.get(ActionKind.NALOXONE, {})
    found = []
    for row in record.standing():
        if row.kind is not ActionKind.NALOXONE or not ours(record, row):
            continue
        milligrams = row.values.get("dose_mg")
        known = protocol.supplies.form_for(row.values.get("by_route", first.get("by_route")), milligrams)
        if known is not None:
            name, form = known
            units = _units(form, milligrams)
            found.append(Dose(root(record.actions, row), row.happened_at, name, units))
    return found


def taken_home(record: Record, protocol: SiteProtocol, at: datetime) -> list[Dose]:
    """The site's first kit, where somebody took naloxone home at that moment. Its root is the
    response itself, which has one at most."""
    said = record.response
    if said.care_naloxone is not Offered.TAKEN or said.state is ResponseState.UNDONE:
        return []
    return [Dose(said.id, at, form, 1) for form in protocol.supplies.of_kind(SupplyKind.KIT)][:1]


def taken(
    wanted: Sequence[Dose], before: Sequence[Taken], batches: Sequence[Batch], today: date
) -> list[Taken]:
    """What the doses take. What each took before stays, unless the dose became another one;
    a new one takes from what expires soonest and has not expired.

    ``batches`` hold what is left with all of ``before`` taken.
    """
    by_id = {batch.id: batch for batch in batches}
    kept = {dose.root: _as_before(dose, before, by_id) for dose in wanted}
    left = {batch.id: batch.count for batch in batches}
    for one in before:
        if one.batch in left and one not in kept.get(one.root, []):
            left[one.batch] += one.units
    found: list[Taken] = []
    for dose in wanted:
        found += kept[dose.root] or _from_the_shelf(dose, batches, left, today)
    return found


def _units(form: Form, milligrams: float | None) -> int:
    return min(MOST_UNITS, max(1, math.ceil(form.pieces(milligrams) or 1)))


def _as_before(dose: Dose, before: Sequence[Taken], by_id: Mapping[UUID, Batch]) -> list[Taken]:
    mine = [one for one in before if one.root == dose.root]
    known = all(one.batch in by_id and by_id[one.batch].form == dose.form for one in mine)
    return mine if known and sum(one.units for one in mine) == dose.units else []


def _from_the_shelf(dose: Dose, batches: Sequence[Batch], left: dict[UUID, int], today: date) -> list[Taken]:
    units: dict[UUID, int] = {}
    for _ in range(dose.units):
        batch = next_batch([one for one in batches if one.form == dose.form], left, today)
        if batch is None:
            return []
        left[batch.id] -= 1
        units[batch.id] = units.get(batch.id, 0) + 1
    return [Taken(dose.root, batch, number) for batch, number in units.items()]


def next_batch(batches: Sequence[Batch], left: Mapping[UUID, int], today: date) -> Batch | None:
    """The one a hand takes from: not expired and soonest to be, then the newest of the expired.
    Where the board knows of none left, the first of them goes below nothing: count it."""
    last = date.max

    def order(batch: Batch) -> tuple[bool, bool, int, str]:
        expires = (batch.expires_on or last).toordinal()
        expired = batch.expired(today)
        return left[batch.id] <= 0, expired, -expires if expired else expires, str(batch.id)

    return min(batches, key=order, default=None)


@dataclass(frozen=True)
class Lacks:
    """Fewer of a form than there should be; expired ones do not count."""

    form: str
    have: int
    par: int


@dataclass(frozen=True)
class Expires:
    """A batch that has expired, or will within the site's days."""

    form: str
    expires_on: date
    count: int
    expired: bool


def lacks(plan: SupplyPlan, batches: Sequence[Batch], today: date) -> list[Lacks]:
    """Forms below par, in the site's order. Of cylinders see ``oxygen.lacks``."""
    found = []
    for name, form in plan.forms.items():
        if form.kind is SupplyKind.OXYGEN:
            continue
        have = sum(max(0, b.count) for b in batches if b.form == name and not b.expired(today))
        if have < form.par:
            found.append(Lacks(name, have, form.par))
    return found


def expires(plan: SupplyPlan, batches: Sequence[Batch], today: date) -> list[Expires]:
    """Batches with something in them whose day is over or near, soonest first."""
    near = today + timedelta(days=plan.expiring_within_days)
    found = [
        Expires(batch.form, batch.expires_on, batch.count, batch.expired(today))
        for batch in batches
        if batch.kind is not SupplyKind.OXYGEN
        and batch.count > 0
        and batch.expires_on is not None
        and batch.expires_on <= near
    ]
    return sorted(found, key=lambda one: (one.expires_on, one.form))
