"""Writing in a response's log: an act, a bare mark, a correction, a void.

Rows are appended and never changed; a correction is a new row that stands for an old one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from ops.domain import facts
from ops.domain.actions import ACTION_VALUES, RUNNING_PAIRS, ActionKind, Text
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.response_attendance import somebody_there
from ops.domain.response_counts import going_on
from ops.domain.response_data import Action, Ask, Mark, Record, Response, newest, standing
from ops.domain.response_reading import read_instant, read_values
from ops.domain.said_times import LONGEST_AGO
from ops.domain.words import GivenBy, ResponseAct

DOSES = frozenset({ActionKind.NALOXONE, ActionKind.EPINEPHRINE, ActionKind.GLUCOSE})
"""Of these it matters whether two like rows are one act logged twice."""

SAME_ACT = "same_act"
"""Why a row was voided: it is the same act as another row."""

_STARTS = {stop: start for start, stop in RUNNING_PAIRS.items()}
_ABOUT_VALUES = frozenset({Mark.OUT_OF_BOUNDS, Mark.VALUE_UNREADABLE, Mark.VALUE_UNKNOWN, Mark.TEXT_CUT})

Step = tuple[Record, list[Fact]]


def log(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """One act, or a bare time to be named later. Whoever logs is there.

    A start of what goes on, and a stop of what has just been stopped, are repeats: a
    colleague was faster. A start with other values is a change, and a row.
    """
    rows = record.standing()
    kind = ActionKind.MARK if ask.act is ResponseAct.MARK else ask.action_kind
    there = somebody_there(record, ask, protocol)
    if _is_repeat(rows, kind, ask, protocol):
        return there, [facts.SomeoneThere(ask.at, record.response.id)]
    row = Action(
        id=ask.id,
        kind=kind,
        happened_at=ask.at,
        recorded_at=ask.now,
        by=ask.who,
        device_id=ask.device_id,
        given_by=ask.given_by,
        values=ask.values,
        marks=ask.marks,
    )
    marks = [*ask.marks, *_derived(record.response, rows, row, protocol)]
    marks += _same_or_second(rows, row, protocol)
    row = replace(row, marks=unique(marks))
    there = replace(there, response=_reconstructed(there.response, row))
    return replace(there, actions=(*record.actions, row)), [_logged(record.response, row)]


def amend(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """A correction of one row: a new row that stands for it. An unknown row's correction is
    kept as a row of its own."""
    old = find(record, ask)
    if old is None:
        kind = ask.changes.get("kind") or ActionKind.MARK
        values, marks = read_values(kind, ask.changes.get("values"))
        placed = [Mark.APPROXIMATE] if ask.changes.get("approximate") else []
        plain = replace(
            ask,
            act=ResponseAct.ACTION,
            action_kind=kind,
            values=values,
            who=ask.changes.get("by", ask.who),
            given_by=ask.changes.get("given_by"),
            marks=unique([*ask.marks, *marks, *placed, Mark.UNKNOWN_ACTION]),
        )
        return log(record, plain, protocol)
    if ask.changes.get("same_as") is not None:
        return _voided(record, old, ask, SAME_ACT, ask.changes["same_as"])
    new = _corrected(record, old, ask, protocol)
    if _same_row(old, new):
        return record, []
    kept = tuple(replace(row, superseded_by=new.id) if row.id == old.id else row for row in record.actions)
    fact = facts.ActionAmended(
        ask.at,
        record.response.id,
        new.id,
        old.id,
        new.kind.value,
        new.given_by.value if new.given_by else None,
        without_text(new),
        new.happened_at,
        new.marks,
        new.by,
    )
    response = _reconstructed(record.response, new)
    return replace(record, response=response, actions=(*kept, new)), [fact]


def void(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """Taken back: the row stays, struck through, and counts no more."""
    row = find(record, ask)
    if row is None:
        marked = replace(record.response, marks=unique([*record.response.marks, Mark.UNKNOWN_ACTION]))
        return replace(record, response=marked), []
    if row.voided_at is not None and row.same_as is None:
        return record, []
    return _voided(record, row, ask, ask.reason)


def find(record: Record, ask: Ask) -> Action | None:
    """The row that was meant, or the newest that stands for it."""
    by_id = {row.id: row for row in record.actions}
    return newest(by_id.get(ask.action) if ask.action else None, by_id)


def unique(marks: Sequence[str]) -> tuple[str, ...]:
    """Each mark once, in the order they came."""
    return tuple(dict.fromkeys(str(mark) for mark in marks))


def without_text(row: Action) -> dict[str, object]:
    """The values for the journal, which keeps no free text."""
    rules = ACTION_VALUES.get(row.kind, {})
    return {name: value for name, value in row.values.items() if not isinstance(rules.get(name), Text)}


def _logged(response: Response, row: Action) -> Fact:
    return facts.ActionLogged(
        row.happened_at,
        response.id,
        row.id,
        row.kind.value,
        row.given_by.value if row.given_by else None,
        without_text(row),
        row.marks,
    )


def _reconstructed(response: Response, row: Action) -> Response:
    """Whoever reads the record later is to know that not all of it was logged in the moment."""
    if Mark.APPROXIMATE not in row.marks:
        return response
    return replace(response, marks=unique([*response.marks, Mark.RECONSTRUCTED]))


def _voided(record: Record, old: Action, ask: Ask, reason: str | None, same_as: UUID | None = None) -> Step:
    new = replace(old, voided_at=ask.at, void_reason=reason, same_as=same_as)
    actions = tuple(new if row.id == old.id else row for row in record.actions)
    fact = facts.ActionVoided(ask.at, record.response.id, old.id, same_as)
    return replace(record, actions=actions), [fact]


def _corrected(record: Record, old: Action, ask: Ask, protocol: SiteProtocol) -> Action:
    said = ask.changes
    kind = said.get("kind") or old.kind
    values, marks = old.values, [mark for mark in old.marks if mark in _ABOUT_VALUES]
    if "values" in said or kind is not old.kind:
        values, about = read_values(kind, said.get("values", old.values if kind is old.kind else None))
        marks = list(about)
    earliest = record.response.began_at - LONGEST_AGO
    at, about_time = read_instant(said.get("happened_at"), ask.now, earliest)
    new = Action(
        id=ask.id,
        kind=kind,
        happened_at=at or old.happened_at,
        recorded_at=ask.now,
        by=said.get("by", old.by),
        device_id=old.device_id,
        given_by=said.get("given_by", old.given_by),
        values=values,
        corrected_by=ask.who,
        amends=old.id,
        amend_reason=ask.reason,
    )
    others = [row for row in record.standing() if row.id != old.id]
    if said.get("approximate", Mark.APPROXIMATE in old.marks):
        marks.append(Mark.APPROXIMATE)
    if Mark.FROM_PAPER in old.marks:
        marks.append(Mark.FROM_PAPER)
    marks += [*ask.marks, *about_time, *_derived(record.response, others, new, protocol)]
    if kind is not old.kind or new.happened_at != old.happened_at:
        # What is named or moved may be the dose that someone else logged, or no longer.
        marks += _same_or_second(others, replace(new, marks=tuple(marks)), protocol)
    elif Mark.SAME_OR_SECOND in old.marks and "same_as" not in said:
        marks.append(Mark.SAME_OR_SECOND)
    return replace(new, marks=unique(marks))


def _same_row(old: Action, new: Action) -> bool:
    """Whether a correction corrects nothing. One of a voided row brings it back."""
    return old.voided_at is None and all(
        getattr(old, name) == getattr(new, name)
        for name in ("kind", "happened_at", "by", "given_by", "values", "marks")
    )


def _derived(response: Response, rows: Sequence[Action], row: Action, protocol: SiteProtocol) -> list[str]:
    """Marks that follow from where the row stands among the others."""
    marks: list[str] = []
    if response.over_at is not None and row.happened_at > response.over_at:
        marks.append(Mark.AFTER_OVER)
    if row.happened_at < response.began_at and row.given_by is not GivenBy.BEFORE_US:
        marks.append(Mark.BEFORE_BEGIN)
    if row.kind in RUNNING_PAIRS and going_on(rows, row.kind, row.happened_at):
        marks.append(Mark.ALREADY_RUNNING)
    if row.kind in _STARTS and not going_on(rows, _STARTS[row.kind], row.happened_at):
        marks.append(Mark.STOP_WITHOUT_START)
    return marks


def _is_repeat(rows: Sequence[Action], kind: ActionKind, ask: Ask, protocol: SiteProtocol) -> bool:
    if kind in RUNNING_PAIRS:
        starts = going_on(rows, kind, ask.at)
        return bool(starts) and all(starts[-1].values.get(n) == v for n, v in ask.values.items())
    if kind in _STARTS:
        return not going_on(rows, _STARTS[kind], ask.at) and _just_stopped(rows, kind, ask.at, protocol)
    return False


def _just_stopped(rows: Sequence[Action], stop: ActionKind, at: datetime, protocol: SiteProtocol) -> bool:
    stops = [row.happened_at for row in rows if row.kind is stop and row.happened_at <= at]
    return bool(stops) and at - stops[-1] <= timedelta(seconds=protocol.same_or_second_within)


def _same_or_second(rows: Sequence[Action], row: Action, protocol: SiteProtocol) -> list[str]:
    """Two like doses within a short time, from two tablets or one of them from paper: asked about,
    never in the way. Two lines of one sheet of paper are two doses."""
    within = timedelta(seconds=protocol.same_or_second_within)
    likely = row.kind in DOSES and any(
        other.kind is row.kind
        and (other.device_id != row.device_id or _from_paper(other) is not _from_paper(row))
        and abs(other.happened_at - row.happened_at) <= within
        for other in standing(rows)
    )
    return [Mark.SAME_OR_SECOND] if likely else []


def _from_paper(row: Action) -> bool:
    return Mark.FROM_PAPER in row.marks
