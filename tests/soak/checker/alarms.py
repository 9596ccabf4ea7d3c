"""No alarm of a person is missed, and every false one has a fault that explains it.

*Missed*: somebody's check was past a limit, nobody had tapped anything that answers it, and a screen did not
show it: one whose picture holds that check, whatever else it said of itself, as it needs nobody for that; or
one that said that it was live, when it should have heard of it. *False*: a screen shows somebody as late, and by
its own picture they are not, or not by so much; or by an old picture, and neither its line nor the house was
broken; or it asks that everyone be seen again, and nothing was away.

Any process's being broken explains an old picture on every screen for as long as a screen may be behind, as no log
says which process a screen was with. So within those fourteen seconds an old picture whose cause is another is not
found here. It is held in ``lag`` that no screen says for longer that it is live.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.soak.checker.deadlines import Step, stays, steps_of
from tests.soak.checker.history import Fault, Finding, History, Record
from tests.soak.checker.lag import CALM_FOR, UNSURE
from tests.soak.checker.lateness import stretches_away
from tests.soak.checker.responses import check_responses, false_sounds
from tests.soak.checker.shown import SLACK, holds

STALE = "a false alarm"
NOT_IN_PICTURE = "an alarm that the picture does not hold"
LOUDER = "an alarm that is louder than its limit"
ASKED = "everyone is to be seen, and nothing was away"
RESTS_FOR = 60.0
"""A screen that came back shows what the outage left, until somebody has walked the room."""


@dataclass
class Explained:
    """False alarms by the fault that explains them, counted once for each person and screen."""

    by: dict[str, int]


def check_alarms(history: History) -> Iterator[Finding]:
    known = stays(history)
    for record in history.of("shows"):
        yield from _missed(history, known, record)
    yield from check_responses(history)
    for finding, faults in _false(history):
        if not faults:
            yield finding


def explained(history: History) -> Explained:
    """How many false alarms there were, and why."""
    found: defaultdict[str, int] = defaultdict(int)
    for _, faults in _false(history):
        if faults:
            found[faults[-1].name] += 1
    return Explained(dict(found))


def _false(history: History) -> Iterator[tuple[Finding, list[Fault]]]:
    yield from false_alarms(history, stays(history))
    yield from false_sounds(history)


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
        held = taken is not None and holds(record, tapped[-1].act)
        if not held and (record["live"] in UNSURE or taken is None or taken["t"] > t - lag):
            continue
        level = record["late"].get(visit) or ("high" if visit in record["asked"] else None)
        if level is None:
            words = f"{visit} has been overdue for {now - due.overdue[1]:.1f} s; it shows {record['version']}"
            yield Finding("a missed alarm", who, t, words)
        elif level != "high" and due.urgent[1] + SLACK < now:
            yield Finding("an alarm that is not loud enough", who, t, f"{visit} is {level}")


def _tapped(steps: list[Step], t: float) -> list[Step]:
    return steps[: bisect_right(steps, t, key=lambda step: step.act.tapped)]


def false_alarms(history: History, known: dict[str, list[Step]]) -> Iterator[tuple[Finding, list[Fault]]]:
    """Each once for a person and a screen, as it begins, with what could have led to it."""
    before: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in history.of("shows"):
        t, who = record["t"], record["who"]
        wrong = {
            (rule, visit)
            for visit, level in record["late"].items()
            if (rule := _wrong(history, known.get(visit), record, level))
        }
        wrong |= {(ASKED, visit) for visit in record["asked"]}
        for rule, visit in sorted(wrong - before[who]):
            if rule == ASKED:
                faults = _outages(history, t)
            else:
                faults = history.disturbed(who, t - history.rules.not_live_after, t)
            if rule in (NOT_IN_PICTURE, LOUDER):
                faults = [
                    fault for fault in history.faults if fault.name == "clock" and _may_linger(fault, t)
                ]
            yield Finding(rule, who, t, f"{visit} at version {record['version']}"), faults
        before[who] = wrong


def _wrong(history: History, steps: list[Step] | None, record: Record, level: str) -> str | None:
    """Nothing, if it is so late by the picture and nobody had answered it long enough ago."""
    t = record["t"]
    now = t + history.ahead(t)
    tapped = _tapped(steps or [], t)
    held = [step.act for step in tapped if holds(record, step.act)]
    by_picture = steps_of(held, history.rules)[-1] if held and held[0].kind == "visits" else None
    if by_picture is None or not _late(by_picture, now, level):
        # Of an act whose answer never came, nobody knows from which version on it is in the picture.
        if any(_late(step, now, level) for step in tapped if step.act.version is None):
            return None
        return LOUDER if by_picture is not None and _late(by_picture, now, "medium") else NOT_IN_PICTURE
    settled_by = t - history.rules.told_within
    missing = [step.act for step in tapped if not holds(record, step.act)]
    return STALE if any(act.taken is not None and act.taken["t"] <= settled_by for act in missing) else None


def _late(step: Step, now: float, level: str) -> bool:
    if step.due is None:
        return False
    limit = step.due.urgent if level == "high" else step.due.overdue
    return limit[0] - SLACK <= now


def _may_linger(fault: Fault, t: float) -> bool:
    """Deadlines that were set by another clock, until everyone who was there then was seen again."""
    return fault.begins <= t <= fault.ends + CALM_FOR


def _outages(history: History, t: float) -> list[Fault]:
    """What was away long enough before this, or set the clock."""
    recent = [fault for fault in history.faults if fault.begins <= t and fault.ends >= t - RESTS_FOR]
    stretches = stretches_away(history)
    return [
        fault
        for fault in recent
        if fault.name == "clock"
        or (fault.on == "house" and any(first <= fault.begins <= last for first, last in stretches))
    ]
