"""What the room may say no to, held against what the tablets did.

1. A seat: where as many as it has places for may have been there, or where somebody had left and nobody had
   wiped it yet.
2. A look: of somebody whose end may have been heard before.
3. An end: where somebody may have been heard of whose act on that stay is dated later; or where the clock was
   set, as then no date says which was later.
4. Whatever is about somebody whose seat was refused, or is not known yet in a new history: as unknown.
5. Nothing else, and never that a booth was wiped.

A tablet's acts arrive in the order of its taps, so none is refused for what the same tablet sent after it.

What was refused is not kept: where nobody heard it, the same seat may be given when it is asked for again, and
then stands after what was tapped later.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from tests.soak.checker.deadlines import instant
from tests.soak.checker.history import History, Record, Try

Reason = Callable[[History, Try, float, float], bool]
"""Whether it could be so in a stretch of time."""


def may_be_refused(history: History, act: Try, answer: Record, *, rests_on_refused: bool) -> bool:
    """Whether the room had that reason for it, at the time of this answer."""
    code = answer["body"].get("code")
    if answer["status"] == 404:
        return rests_on_refused and code == "not_found"
    reason = REASONS.get((act.kind, code))
    sent = max((t for t in act.sent if t <= answer["t"]), default=act.tapped)
    return answer["status"] == 409 and reason is not None and reason(history, act, sent, answer["t"])


def may_be_refused_unheard(history: History, act: Try) -> bool:
    """Whether a seat may have been refused, and nobody heard it, before it was given."""
    if act.kind != "visits" or act.taken is None:
        return False
    tries = [t for t in act.sent if t <= act.taken["t"]]
    reasons = [reason for (kind, _), reason in REASONS.items() if kind == "visits"]
    return any(reason(history, act, since, until) for since, until in pairwise(tries) for reason in reasons)


def _is_full(history: History, act: Try, since: float, until: float) -> bool:
    booth = act.body["booth"]
    others = [one for one in _seats(history, booth) if one is not act]
    there = [one for one in others if _may_be_there(history, one, since, until)]
    return len(there) >= _places(history, booth)


def _is_dirty(history: History, act: Try, since: float, until: float) -> bool:
    booth = act.body["booth"]
    wiped = [one for one in history.acts.values() if one.kind == "cleaned" and one.about == str(booth)]
    for seat in _seats(history, booth):
        for end in _ends(history, seat.id):
            after = [
                one
                for one in wiped
                if one.changed and end.version is not None and (one.version or 0) > end.version
            ]
            heard = bool(end.sent) and end.sent[0] <= until and not end.refused
            if heard and not any(one.taken is not None and one.taken["t"] <= since for one in after):
                return True
    return False


def _has_left(history: History, act: Try, since: float, until: float) -> bool:
    return any(
        end.sent and end.sent[0] <= until and not end.refused and not act.comes_before(end)
        for end in _ends(history, act.about)
    )


def _was_seen_since(history: History, act: Try, since: float, until: float) -> bool:
    return any(
        one.sent[0] <= until
        and (instant(one.body) > instant(act.body) or history.clock_set(one.tapped, until))
        for one in history.acts.values()
        if one.sent
        and one is not act
        and not one.refused
        and not act.comes_before(one)
        and act.about in (one.about, one.body.get("visit"))
    )


REASONS: dict[tuple[str, str], Reason] = {
    ("visits", "booth_full"): _is_full,
    ("visits", "booth_cleaning"): _is_dirty,
    ("check-ins", "visit_ended"): _has_left,
    ("end", "seen_since"): _was_seen_since,
}


def _seats(history: History, booth: int) -> Iterator[Try]:
    return (one for one in history.acts.values() if one.kind == "visits" and one.body["booth"] == booth)


def _ends(history: History, visit: str) -> Iterator[Try]:
    return (one for one in history.acts.values() if one.kind == "end" and one.about == visit)


def _may_be_there(history: History, seat: Try, since: float, until: float) -> bool:
    if not seat.sent or seat.sent[0] > until or (seat.refused and seat.taken is None):
        return False
    return not any(
        end.changed and end.taken is not None and end.taken["t"] < since for end in _ends(history, seat.id)
    )


def _places(history: History, booth: int) -> int:
    """As many as the first picture of it says."""
    boards = (record["board"]["booths"] for what in ("board", "fresh") for record in history.of(what))
    return next((len(tile["seats"]) for booths in boards for tile in booths if tile["id"] == booth), 1)
