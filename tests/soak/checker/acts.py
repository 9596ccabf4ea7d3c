"""Every acknowledged act is on record once, in the order of its tablet, and nothing that nobody did.

1. Each act that was tapped got a definite answer in the end, and the same one every time it was asked for.
   The house never fails at one: that its database is away it says in words.
2. The journal holds the fact of each act that was taken, at the version that was answered, once.
3. Facts of one tablet's acts stand in the order of its taps; versions of the journal never go back.
4. A refused act has no facts, nor has one that was set aside because what it rests on was refused. Every
   fact of a command is of one that a tablet tapped, or the house's own.
5. What is said to have been so already was: an equal act was kept before, or that response ran.
6. The house says no for a reason of the room alone (``refusals``), and speaks of its clock only where that was set.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.soak.checker.history import Finding, History, Record, Try
from tests.soak.checker.refusals import may_be_refused, may_be_refused_unheard
from tests.soak.checker.repeats import ran_already, was_so_already

FACT = {
    "visits": "person_arrived",
    "check-ins": "checked_in",
    "end": "visit_ended",
    "responses": "response_started",
    "actions": "action_logged",
    "over": "response_over",
    "cleaned": "booth_cleaned",
}
"""What an act that was taken, and was not a repeat, puts on record."""
OWN = {
    "check_in_overdue",
    "check_in_urgent",
    "attendance_lapsed",
    "not_recorded",
    "screen_silent",
    "screen_back",
    "screen_said",
    "journal_read",
}
"""What the house writes down by itself."""
OF_A_CLOCK = {"clock_suspected", "clock_steady", "times_moved_back"}
"""And what it writes down where its clock was set."""
BROKEN = 500


def check_acts(history: History) -> Iterator[Finding]:
    facts = history.journal()
    by_command: defaultdict[str, list[Record]] = defaultdict(list)
    for fact in facts:
        by_command[fact["command"]].append(fact)
    for act in history.acts.values():
        rests_on = history.acts.get(act.about)
        lacks = rests_on is not None and (rests_on.refused or _comes_later(rests_on, act))
        yield from _answered(history, act, rests_on_refused=lacks)
        yield from _on_record(history, act, by_command[act.id])
    yield from _in_order(history, by_command)
    yield from _nothing_else(history, facts)


def _comes_later(seat: Try, act: Try) -> bool:
    """In a new history a colleague's tablet may not yet have sent again whom this is about: then this tablet says
    that it was refused."""
    if seat.who == act.who or not act.answers:
        return False
    return seat.taken is None or bool(seat.taken["t"] > act.answers[0]["t"])


def _answered(history: History, act: Try, *, rests_on_refused: bool) -> Iterator[Finding]:
    for one in act.answers:
        if one["status"] == BROKEN:
            yield Finding("the house itself failed", act.who, one["t"], f"{act.path} {act.id}")
    definite = [one for one in act.answers if one["status"] < 500]
    if not definite:
        if not (act.aside and rests_on_refused):
            yield Finding("never answered", act.who, act.tapped, f"{act.path} {act.id}")
        return
    first = definite[0]
    no = first["status"] >= 300
    if no and not may_be_refused(history, act, first, rests_on_refused=rests_on_refused):
        yield Finding("refused for no reason of the room", act.who, first["t"], f"{act.path} {first['body']}")
    if "/responses" in act.path and first["status"] >= 300:
        yield Finding("an act in a response was refused", act.who, first["t"], f"{act.path} {first['body']}")
    for again in definite[1:]:
        if (again["status"], again["body"]) != (first["status"], first["body"]) and first["status"] < 300:
            yield Finding("answered otherwise the second time", act.who, again["t"], f"{act.path} {act.id}")


def _on_record(history: History, act: Try, facts: list[Record]) -> Iterator[Finding]:
    taken = act.taken
    if taken is None:
        if facts and (act.answers or act.aside):
            yield Finding("refused and on record", act.who, act.tapped, f"{act.path} {act.id}")
        return
    said = taken["body"]
    if said.get("repeat"):
        if not was_so_already(history, act):
            yield Finding("it was not so already", act.who, taken["t"], f"{act.path} {act.id}")
        return
    joins = bool(said.get("already_running"))
    if joins and not ran_already(history, act):
        yield Finding("joined to a response that did not run", act.who, taken["t"], act.id)
    kinds = Counter(fact["kind"] for fact in facts)
    times = kinds["response_joined" if joins else FACT[act.kind]]
    if times == 0 and not history.kept(act):
        yield Finding("acknowledged and lost", act.who, taken["t"], f"{act.path} {act.id}")
    elif times > 1:
        yield Finding("acknowledged once and done twice", act.who, taken["t"], f"{act.path} {act.id}")
    wrong = {fact["version"] for fact in facts} - {act.version}
    if wrong:
        words = f"{act.path} {act.id}: answered {act.version}, on record at {sorted(wrong)}"
        yield Finding("on record at another version", act.who, taken["t"], words)


def _in_order(history: History, by_command: dict[str, list[Record]]) -> Iterator[Finding]:
    newest: dict[str, tuple[int, Try]] = {}
    anew = {act.id for act in history.acts.values() if may_be_refused_unheard(history, act)}
    for act in sorted(history.acts.values(), key=lambda act: (act.who, act.number)):
        facts = by_command.get(act.id)
        if not facts or not anew.isdisjoint({act.id, act.about}):
            continue
        version = min(fact["version"] for fact in facts)
        before, earlier = newest.get(act.who, (-1, act))
        if version <= before:
            words = f"{act.path} at {version}, tapped after {earlier.path} at {before}"
            yield Finding("on record out of order", act.who, act.tapped, words)
        newest[act.who] = (version, act)


def _nothing_else(history: History, facts: list[Record]) -> Iterator[Finding]:
    version = 0
    for fact in facts:
        if fact["version"] < version:
            yield Finding("the journal goes back", "journal", 0, f"{fact['version']} after {version}")
        version = fact["version"]
        if fact["kind"] in OF_A_CLOCK:
            if not history.has_clock():
                yield Finding("a clock was set and nobody set it", "journal", 0, fact["kind"])
        elif fact["command"] not in history.acts and fact["kind"] not in OWN:
            yield Finding("on record and nobody did it", "journal", 0, f"{fact['kind']} {fact['command']}")
