"""A response sounds where nobody is there, and only then.

It sounds from its beginning; whoever does an act in it is believed to be there for ``attended_for`` seconds after
it, then tablets ask softly, and ``soft_before_loud`` seconds later every screen is loud; nothing sounds once it
is over. *Missed*: by what a screen's own picture holds it is loud, and the screen is not; or the screen says that
it is live and has not even heard of it. *False*: a screen sounds, and by its own picture somebody is there, or it
is over, or it was never begun; or by an old picture, and neither its line nor the house was broken.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.soak.checker.deadlines import instant
from tests.soak.checker.history import Fault, Finding, History, Record, Try
from tests.soak.checker.lag import CALM_FOR, UNSURE
from tests.soak.checker.repeats import names
from tests.soak.checker.shown import SLACK, holds, looks

FALSE = "a response that sounds and needs nobody"
STALE = "a response that sounds by an old picture"


@dataclass(frozen=True)
class Course:
    """A response by the acts that are known of it: from when on it is asked for softly, and from when on loudly."""

    soft: float
    loud: float

    def allows(self, level: str, audience: str, now: float) -> bool:
        if level == "low":
            return audience == "floor" and now > self.soft - SLACK
        return now > self.loud - SLACK


def check_responses(history: History) -> Iterator[Finding]:
    """None is missed. What sounds falsely is told by ``false_sounds``."""
    known = _acts(history)
    for record, now in looks(history):
        for response, acts in known.items():
            tapped = _until(acts, record["t"])
            if not tapped or history.clock_set(tapped[0].tapped, record["t"]):
                continue
            course = _must_sound(history, record, tapped)
            if course and now > course.loud + SLACK and record["responses"].get(response) != "high":
                words = f"{response} is alone for {now - course.loud:.1f} s"
                yield Finding("a missed alarm of a response", record["who"], record["t"], words)


def false_sounds(history: History) -> Iterator[tuple[Finding, list[Fault]]]:
    """Each once for a response and a screen, as it begins, with what could have led to it."""
    known, audiences = _acts(history), history.screens()
    before: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for record, now in looks(history):
        t, who = record["t"], record["who"]
        wrong = {
            (rule, response)
            for response, level in record["responses"].items()
            if (rule := _wrong(history, known.get(response, []), record, level, audiences[who], now))
        }
        for rule, response in sorted(wrong - before[who]):
            faults = history.disturbed(who, t - history.rules.not_live_after, t) if rule == STALE else []
            yield Finding(rule, who, t, f"{response} at version {record['version']}"), faults
        before[who] = wrong


def _acts(history: History) -> dict[str, list[Try]]:
    """What was done in each, by whichever name, as it was tapped."""
    called = names(history)
    found: defaultdict[str, list[Try]] = defaultdict(list)
    for act in sorted(history.acts.values(), key=lambda act: act.tapped):
        if act.kind in ("responses", "actions", "over"):
            found[called.get(act.about, act.about)].append(act)
    return dict(found)


def _until(acts: list[Try], t: float) -> list[Try]:
    return [act for act in acts if act.tapped <= t]


def _must_sound(history: History, record: Record, tapped: list[Try]) -> Course | None:
    """By what the picture holds; where it holds nothing of it, by what was answered so long ago that whoever says
    that they are live has it."""
    held = [act for act in tapped if holds(record, act)]
    if held:
        unheard = any(act.version is None for act in tapped)
        return None if unheard else _course(history, held)
    lag = history.rules.told_within
    if history.disturbed(record["who"], record["t"] - CALM_FOR, record["t"]):
        lag = history.rules.not_live_after
    settled = all(act.taken is not None and act.taken["t"] <= record["t"] - lag for act in tapped)
    return _course(history, tapped) if settled and record["live"] not in UNSURE else None


def _wrong(
    history: History, acts: list[Try], record: Record, level: str, audience: str, now: float
) -> str | None:
    tapped = _until(acts, record["t"])
    if tapped and history.clock_set(tapped[0].tapped, record["t"]):
        return None
    # Of an act whose answer never came, nobody knows from which version on it is in the picture.
    if any(act.version is None for act in tapped if act.kind == "responses"):
        return None
    held = [act for act in tapped if holds(record, act)]
    course = _course(history, held)
    if course is None or not course.allows(level, audience, now):
        return FALSE
    settled_by = record["t"] - history.rules.told_within
    heard = [act for act in tapped if act.taken is not None and act.taken["t"] <= settled_by]
    newest = _course(history, [*held, *(act for act in heard if act not in held)])
    return None if newest is not None and newest.allows(level, audience, now) else STALE


def _course(history: History, acts: list[Try]) -> Course | None:
    """None where it was not begun, or is over."""
    if not acts or any(act.kind == "over" for act in acts):
        return None
    done = [instant(act.body) for act in acts if act.kind == "actions"]
    if not done:
        began = min(instant(act.body) for act in acts)
        return Course(began, began)
    soft = max(done) + history.rules.attended_for
    return Course(soft, soft + history.rules.soft_before_loud)
