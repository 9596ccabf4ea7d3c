"""When each person's check is due: the checker's own model, from what the tablets said they did.

A check begins with the seating, with each look, and with the end of a response; late counts from due.
What was last seen outranks the stage, the stage outranks the route. "Asleep" keeps the worry it found;
"OK" ends it. A response pauses the timer until it is over. After one, the interval hangs on what was
given in it, which is not modelled: the deadline then lies between the shortest and the longest that it
could be. So it does after "asleep" where several tablets looked in: what it found hangs on what had come. And
so it does after a look that the house heard before the end of a response that was tapped before it: to the house
they were still where their route had put them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from tests.soak.checker.history import History, Record, Rules, Try

WORRY = {"keep_an_eye": "keep_an_eye", "hard_to_rouse": "sedation"}
AFTER_A_RESPONSE = ("aftercare", "keep_an_eye", "sedation")


@dataclass(frozen=True)
class Due:
    """One check: when it is due and its limits, in seconds of the server's clock, each the first and the last
    that it can be."""

    at: tuple[float, float]
    overdue: tuple[float, float]
    urgent: tuple[float, float]


@dataclass(frozen=True)
class Step:
    """An act on a stay, and the check that runs after it; none when it is paused or over."""

    act: Try
    due: Due | None


def stays(history: History) -> dict[str, list[Step]]:
    """Of each person who was let in, what was done, as it was tapped, and when the next look was due."""
    patient = {act.id: act.body["visit"] for act in history.acts.values() if act.kind == "responses"}
    acts: defaultdict[str, list[Try]] = defaultdict(list)
    for act in sorted(history.acts.values(), key=lambda act: act.tapped):
        if act.taken is None and (act.answers or act.aside):
            continue
        match act.kind:
            case "visits" | "check-ins" | "end":
                acts[act.about].append(act)
            case "responses":
                acts[act.body["visit"]].append(act)
            case "over":
                acts[patient[act.about]].append(act)
    return {visit: steps_of(done, history.rules) for visit, done in acts.items() if done[0].kind == "visits"}


def steps_of(acts: list[Try], rules: Rules) -> list[Step]:
    """What follows from these acts alone, should no other have come."""
    steps: list[Step] = []
    stage = acts[0].body["route"]
    worry: tuple[str, ...] = ()
    seen: set[str] = set()
    several = len({act.who for act in acts}) > 1
    helped = ended = False
    over: Try | None = None
    for act in acts:
        match act.kind:
            case "responses":
                helped = True
            case "over":
                helped, stage, worry, over = False, "aftercare", AFTER_A_RESPONSE, act
            case "end":
                ended = True
            case "check-ins" if act.body["answer"] != "asleep":
                word = WORRY.get(act.body["answer"])
                worry = (word,) if word else ()
            case "check-ins" if several:
                worry = (stage, *seen)
        seen |= set(worry)
        names = worry or (stage,)
        if over is not None and act.kind == "check-ins" and not _heard_after(act, over):
            names += (acts[0].body["route"],)
        due = None if helped or ended else _due(instant(act.body), names, rules)
        steps.append(Step(act, due))
    return steps


def _heard_after(act: Try, other: Try) -> bool:
    return act.version is not None and other.version is not None and act.version > other.version


def _due(since: float, names: tuple[str, ...], rules: Rules) -> Due:
    chosen = [rules.intervals[name] for name in names]
    at = [since + one["every"] for one in chosen]
    overdue = [since + one["every"] + one["grace"] for one in chosen]
    urgent = [since + one["every"] + one["urgent_after"] for one in chosen]
    return Due((min(at), max(at)), (min(overdue), max(overdue)), (min(urgent), max(urgent)))


def instant(body: Record) -> float:
    """When it happened, as the tablet said."""
    return datetime.fromisoformat(body["happened_at"]).timestamp()
