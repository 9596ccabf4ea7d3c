"""No alarm is missed, and every false one has a fault that explains it.

*Missed*: somebody's check was past a limit, nobody had tapped anything that answers it, and a screen did not
show it: one whose picture holds that check, whatever else it said of itself, as it needs nobody for that; or
one that said that it was live, when it should have heard of it. *Late on record*: what passed with the house
well is a fact, with the instant at which it passed. *False*: a screen shows somebody as late, and by its own
picture they are not; or by an old picture, and neither its line nor the house was broken; or it asks that
everyone be seen again, and nothing was away.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.soak.checker.deadlines import Due, Step, instant, stays, steps_of
from tests.soak.checker.history import Fault, Finding, History, Record
from tests.soak.checker.lag import CALM_FOR, UNSURE

STALE = "a false alarm"
NOT_IN_PICTURE = "an alarm that the picture does not hold"
ASKED = "everyone is to be seen, and nothing was away"
SLACK = 1.5
"""Seconds: a screen looks four times in one, and its idea of the server's clock is a round trip old."""
TO_THE_SWEEP = 6.0
A_BEAT = 6.0
RESTS_FOR = 60.0
"""A screen that came back shows what the outage left, until somebody has walked the room."""
AN_OUTAGE = 9.0
"""Beats come each five seconds: less than fifteen between two is no outage, and this much away may be."""


@dataclass
class Explained:
    """False alarms by the fault that explains them, counted once for each person and screen."""

    by: dict[str, int]


def check_alarms(history: History) -> Iterator[Finding]:
    known = stays(history)
    shows = list(history.of("shows"))
    for record in shows:
        yield from _missed(history, known, record)
    yield from _responses(history, shows)
    yield from _on_record(history, known)
    for finding, faults in false_alarms(history, known):
        if not faults:
            yield finding


def explained(history: History) -> Explained:
    """How many false alarms there were, and why."""
    found: defaultdict[str, int] = defaultdict(int)
    for _, faults in false_alarms(history, stays(history)):
        if faults:
            found[faults[-1].name] += 1
    return Explained(dict(found))


def _missed(history: History, known: dict[str, list[Step]], record: Record) -> Iterator[Finding]:
    t, who = record["t"], record["who"]
    calm = not history.disturbed(who, t - CALM_FOR, t)
    lag = history.rules.told_within if calm else history.rules.not_live_after
    now = t + history.ahead(t)
    for visit, steps in known.items():
        tapped = _tapped(steps, t)
        if not tapped or (due := tapped[-1].due) is None or due.overdue[1] + SLACK > now:
            continue
        if history.clock_set(tapped[-1].act.tapped, t):
            continue
        taken = tapped[-1].act.taken
        held = taken is not None and _holds(record, tapped[-1])
        if not held and (record["live"] in UNSURE or taken is None or taken["t"] > t - lag):
            continue
        level = record["late"].get(visit) or ("high" if visit in record["asked"] else None)
        if level is None:
            words = f"{visit} has been overdue for {now - due.overdue[1]:.1f} s; it shows {record['version']}"
            yield Finding("a missed alarm", who, t, words)
        elif level != "high" and due.urgent[1] + SLACK < now:
            yield Finding("an alarm that is not loud enough", who, t, f"{visit} is {level}")


def _holds(record: Record, step: Step) -> bool:
    """Whether the picture that is shown has come as far as this act."""
    version = step.act.version
    return version is not None and record["version"] is not None and record["version"] >= version


def _tapped(steps: list[Step], t: float) -> list[Step]:
    return steps[: bisect_right(steps, t, key=lambda step: step.act.tapped)]


def _responses(history: History, shows: list[Record]) -> Iterator[Finding]:
    """One that was begun, and in which nobody has done anything for longer than is believed."""
    rules = history.rules
    for start in (act for act in history.acts.values() if act.kind == "responses"):
        if start.taken is None or start.taken["body"].get("already_running"):
            continue
        acts = [act for act in history.acts.values() if act.about == start.id or act.id == start.id]
        for record in shows:
            t, who = record["t"], record["who"]
            done = [act for act in acts if act.tapped <= t]
            calm = not history.disturbed(who, t - CALM_FOR, t)
            lag = rules.told_within if calm else rules.not_live_after
            settled = all(act.taken is not None and act.taken["t"] <= t - lag for act in done)
            if not done or not settled or record["live"] in UNSURE or any(act.kind == "over" for act in done):
                continue
            last = max(instant(act.body) for act in done) + rules.attended_for + rules.soft_before_loud
            late = t + history.ahead(t) - last
            if late > SLACK and record["responses"].get(start.id) != "high":
                if not history.clock_set(start.tapped, t):
                    words = f"{start.id} is alone for {late:.1f} s"
                    yield Finding("a missed alarm of a response", who, t, words)


def _on_record(history: History, known: dict[str, list[Step]]) -> Iterator[Finding]:
    told: defaultdict[str, list[float]] = defaultdict(list)
    for fact in history.journal():
        if fact["kind"] == "check_in_overdue":
            told[fact["data"]["visit"]].append(datetime.fromisoformat(fact["happened_at"]).timestamp())
    for visit, steps in known.items():
        dues = [step.due for step in steps if step.due is not None]
        whole = not history.clock_set(steps[0].act.tapped, steps[-1].act.tapped + CALM_FOR)
        for at in told[visit] if whole else ():
            if not any(_within(at, due) for due in dues):
                yield Finding("told late at no limit of theirs", "journal", at, visit)
    for visit, step, t in _to_be_told(history, known):
        if step.due is not None and not any(_within(at, step.due) for at in told[visit]):
            yield Finding("late and not on record", "journal", t, f"{visit} after {step.act.path}")


def passed(history: History) -> int:
    """How many limits passed that must be on record; none is no evening to judge by."""
    return sum(1 for _ in _to_be_told(history, stays(history)))


def _to_be_told(history: History, known: dict[str, list[Step]]) -> Iterator[tuple[str, Step, float]]:
    """Limits that passed, at which moment, with nobody there before the house had time to see it."""
    ends = max((record["t"] for record in history.of("over")), default=0.0)
    for visit, steps in known.items():
        for number, step in enumerate(steps):
            if step.due is None or step.act.taken is None:
                continue
            limit = step.due.overdue[1]
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


def _void(history: History, since: float, until: float) -> bool:
    """After an outage no deadline of before holds, and none of another clock's."""
    out = any(first <= until and last >= since for first, last in _stretches_away(history))
    return out or history.clock_set(since, until)


def _within(at: float, due: Due) -> bool:
    return due.overdue[0] - 0.01 <= at <= due.overdue[1] + 0.01


def false_alarms(history: History, known: dict[str, list[Step]]) -> Iterator[tuple[Finding, list[Fault]]]:
    """Each once for a person and a screen, as it begins, with what could have led to it."""
    before: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in history.of("shows"):
        t, who = record["t"], record["who"]
        wrong = {
            (rule, visit) for visit in record["late"] if (rule := _wrong(history, known.get(visit), record))
        }
        wrong |= {(ASKED, visit) for visit in record["asked"]}
        for rule, visit in sorted(wrong - before[who]):
            if rule == ASKED:
                faults = _outages(history, t)
            else:
                faults = history.disturbed(who, t - history.rules.not_live_after, t)
            if rule == NOT_IN_PICTURE:
                faults = [
                    fault for fault in history.faults if fault.name == "clock" and _may_linger(fault, t)
                ]
            yield Finding(rule, who, t, f"{visit} at version {record['version']}"), faults
        before[who] = wrong


def _wrong(history: History, steps: list[Step] | None, record: Record) -> str | None:
    """Nothing, if it is late by the picture and nobody had answered it long enough ago."""
    t = record["t"]
    now = t + history.ahead(t)
    tapped = _tapped(steps or [], t)
    held = [step.act for step in tapped if _holds(record, step)]
    if not held or held[0].kind != "visits" or not _late(steps_of(held, history.rules)[-1], now):
        # Of an act whose answer never came, nobody knows from which version on it is in the picture.
        unsure = [step for step in tapped if step.act.version is None]
        return None if any(_late(step, now) for step in unsure) else NOT_IN_PICTURE
    settled_by = t - history.rules.told_within
    missing = [step.act for step in tapped if not _holds(record, step)]
    return STALE if any(act.taken is not None and act.taken["t"] <= settled_by for act in missing) else None


def _late(step: Step, now: float) -> bool:
    return step.due is not None and step.due.overdue[0] - SLACK <= now


def _may_linger(fault: Fault, t: float) -> bool:
    """Deadlines that were set by another clock, until everyone who was there then was seen again."""
    return fault.begins <= t <= fault.ends + CALM_FOR


def _outages(history: History, t: float) -> list[Fault]:
    """What was away long enough before this, or set the clock."""
    recent = [fault for fault in history.faults if fault.begins <= t and fault.ends >= t - RESTS_FOR]
    stretches = _stretches_away(history)
    return [
        fault
        for fault in recent
        if fault.name == "clock"
        or (fault.on == "house" and any(first <= fault.begins <= last for first, last in stretches))
    ]


def _stretches_away(history: History) -> list[tuple[float, float]]:
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
