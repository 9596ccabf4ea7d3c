"""Lateness on record: each limit that passed, once, at its own instant, and none that did not pass.

A check has two limits, *overdue* and *urgent*, and both are held alike.

1. A fact of either is of a check that the acts of that stay began: with its due time and its limit.
2. Nobody's act that answers that check was acknowledged before the limit. What a tablet kept, and the house heard of
   afterwards, takes no fact back.
3. One check is told once at each limit, under whichever number.
4. What passed with the house well, and nobody there before it had time to see it, is on record.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from tests.soak.checker.deadlines import Due, Step, stays
from tests.soak.checker.history import Finding, History, Record

LEVELS = ("overdue", "urgent")
TO_THE_SWEEP = 6.0
A_BEAT = 6.0
AN_OUTAGE = 9.0
"""Beats come each five seconds: less than fifteen between two is no outage, and this much away may be."""
EXACTLY = 0.01


def check_lateness(history: History) -> Iterator[Finding]:
    known = stays(history)
    for level in LEVELS:
        told: defaultdict[str, list[Record]] = defaultdict(list)
        for fact in history.journal():
            if fact["kind"] == f"check_in_{level}":
                told[fact["data"]["visit"]].append(fact)
        for visit, facts in told.items():
            yield from _rightly(history, level, known.get(visit, []), facts)
        for visit, step, t in _to_be_told(history, known, level):
            if not any(_is_of(fact, step, level) for fact in told[visit]):
                yield Finding(
                    "late and not on record", "journal", t, f"{visit} {level} after {step.act.path}"
                )


def passed(history: History) -> int:
    """How many limits passed that must be on record; none is no evening to judge by."""
    return sum(1 for _ in _to_be_told(history, stays(history), "overdue"))


def _rightly(history: History, level: str, steps: list[Step], facts: list[Record]) -> Iterator[Finding]:
    """Each of these facts is given a check of its own, the one whose limit could be over first. Where the clock was
    set since they came nobody knows which instant it is."""
    left = list(range(len(steps)))
    for fact in sorted(facts, key=_instant):
        at, words = _instant(fact), f"{level} {fact['data']['visit']} {fact['data']['check']}"
        if steps and history.clock_set(steps[0].act.tapped, _written_by(history, at)):
            continue
        meant = [number for number in range(len(steps)) if _is_of(fact, steps[number], level)]
        open_then = [number for number in meant if not _answered(history, steps, number, at)]
        fitting = [number for number in open_then if number in left]
        if not meant:
            yield Finding("told late at no limit of theirs", "journal", at, words)
        elif not open_then:
            yield Finding("told late and somebody had been there", "journal", at, words)
        elif not fitting:
            yield Finding("late told twice", "journal", at, words)
        else:
            left.remove(min(fitting, key=lambda number: _ends(steps[number], level)))


def _answered(history: History, steps: list[Step], number: int, at: float) -> bool:
    """Whether the house had acknowledged a later act on that stay by then."""
    t = at - history.ahead(at)
    later = (step.act for step in steps[number + 1 :])
    return any(act.changed and act.taken is not None and act.taken["t"] <= t for act in later)


def _is_of(fact: Record, step: Step, level: str) -> bool:
    if step.due is None:
        return False
    due = datetime.fromisoformat(fact["data"]["due_at"]).timestamp()
    return _within(_instant(fact), _limit(step.due, level)) and _within(due, step.due.at)


def _ends(step: Step, level: str) -> float:
    return _limit(step.due, level)[1] if step.due is not None else 0.0


def _limit(due: Due, level: str) -> tuple[float, float]:
    return due.overdue if level == "overdue" else due.urgent


def _instant(fact: Record) -> float:
    return datetime.fromisoformat(fact["happened_at"]).timestamp()


def _within(at: float, limits: tuple[float, float]) -> bool:
    return limits[0] - EXACTLY <= at <= limits[1] + EXACTLY


def _to_be_told(
    history: History, known: dict[str, list[Step]], level: str
) -> Iterator[tuple[str, Step, float]]:
    """Limits that passed, at which moment, with nobody there before the house had time to see it."""
    ends = max((record["t"] for record in history.of("over")), default=0.0)
    for visit, steps in known.items():
        for number, step in enumerate(steps):
            if step.due is None or step.act.taken is None:
                continue
            limit = _limit(step.due, level)[1]
            t = limit - history.ahead(limit)
            told_by = _well_again(history, t) + TO_THE_SWEEP
            until = min([ends, *(sent for after in steps[number + 1 :] for sent in after.act.sent)])
            if until < told_by or step.act.taken["t"] > t or _void(history, step.act.tapped, told_by):
                continue
            yield visit, step, t


def _well_again(history: History, t: float) -> float:
    """The first moment from then on after which the house has time to look: a deadline is a row, and whoever
    is there next finds it."""
    for fault in history.faults:
        if fault.on == "house" and fault.begins <= t + TO_THE_SWEEP and fault.ends >= t:
            t = fault.ends
    return t


def _written_by(history: History, limit: float) -> float:
    """When it is on record at the latest, by either clock: until then its instant may go back with the clock."""
    return _well_again(history, limit) + TO_THE_SWEEP + A_BEAT


def _void(history: History, since: float, until: float) -> bool:
    """After an outage no deadline of before holds, and none of another clock's."""
    out = any(first <= until and last >= since for first, last in stretches_away(history))
    return out or history.clock_set(since, until)


def stretches_away(history: History) -> list[tuple[float, float]]:
    """From when to when the house was away, one fault after the other without a pause for a beat."""
    found: list[tuple[float, float]] = []
    for fault in history.faults:
        if fault.on != "house":
            continue
        if found and fault.begins - found[-1][1] <= A_BEAT:
            found[-1] = (found[-1][0], max(found[-1][1], fault.ends))
        else:
            found.append((fault.begins, fault.ends))
    return [(first, last) for first, last in found if last - first >= AN_OUTAGE]
