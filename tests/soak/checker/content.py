"""Every acknowledged act is in every picture from its version on, and until what took it away.

1. Whoever was seated is in the picture until their end is; their last look is not older than the newest
   look that is on record by then. Where the house told that its clock was set back, and what runs with
   it, that look went as well. An end dated by a clock that was set meanwhile may lie before that look:
   then they stay, and the house says so.
2. A response is there until it is over, and each of its actions once, in the pictures of the floor. From then
   on it is on no wall, and runs nowhere.
3. The tile that an answer carries is the tile of the picture at that version.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.soak.checker.history import Finding, History, Record, Try
from tests.soak.checker.pictures import Picture
from tests.soak.checker.repeats import names

A_MILLISECOND = 0.001


@dataclass
class Stretch:
    """From and to which version something is in the picture."""

    act: Try
    since: int
    until: int | None = None

    def holds(self, version: int) -> bool:
        return self.since <= version and (self.until is None or version < self.until)


def check_content(history: History, seen: list[Picture]) -> Iterator[Finding]:
    done = [act for act in history.acts.values() if act.version is not None]
    left = [act for act in done if not (act.kind == "end" and history.kept(act))]
    visits = _stretches(left, "visits", "end", {})
    called = names(history)
    responses = _stretches(done, "responses", "over", called)
    looks: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    actions: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for act in done:
        assert act.version is not None
        if act.kind == "check-ins":
            looks[act.about].append((act.version, _judged_at(history, act)))
        elif act.kind == "actions":
            actions[called.get(act.about, act.about)].append((act.version, act.id))
    tiles = {act.version: act for act in done}
    moves = [
        (fact["version"], fact["data"]["back"])
        for fact in history.journal()
        if fact["kind"] == "times_moved_back" and history.has_clock()
    ]
    for picture in seen:
        yield from _people(picture, visits, looks, moves)
        yield from _responses(picture, responses, actions)
        if picture.version in tiles:
            yield from _tile(picture, tiles[picture.version])


def _judged_at(history: History, act: Try) -> float:
    """When it happened by the tablet's word; but no act is believed to lie ahead of the server's clock."""
    arrived = (act.sent[0], (act.taken or {"t": act.sent[0]})["t"])
    return min(_instant(act.body["happened_at"]), act.sent[0] + min(history.ahead(t) for t in arrived))


def _stretches(done: list[Try], begins: str, ends: str, called: dict[str, str]) -> dict[str, Stretch]:
    """What a place refused to make is no beginning; an end that was tapped and whose answer nobody
    heard may hold from the version of the last act before it, so it ends nothing here."""
    found = {
        act.id: Stretch(act, act.version)
        for act in done
        if act.kind == begins
        and act.version is not None
        and not (act.taken or {})["body"].get("already_running")
    }
    for act in done:
        about = called.get(act.about, act.about)
        if act.kind == ends and about in found and act.version is not None:
            until = found[about].until
            found[about].until = act.version if until is None else min(until, act.version)
    return found


def _people(
    picture: Picture,
    visits: dict[str, Stretch],
    looks: dict[str, list[tuple[int, float]]],
    moves: list[tuple[int, float]],
) -> Iterator[Finding]:
    there = picture.visits()
    for visit, stretch in visits.items():
        if not stretch.holds(picture.version):
            if visit in there and stretch.until is not None and picture.version >= stretch.until:
                yield _missing("still there after they left", picture, visit)
            continue
        if visit not in there:
            yield _missing("acknowledged and not on the screen", picture, visit)
            continue
        made = [
            at - sum(back for moved, back in moves if version < moved <= picture.version)
            for version, at in looks.get(visit, ())
            if version <= picture.version
        ]
        if made and _instant(there[visit]["last_look_at"]) < max(made) - A_MILLISECOND:
            yield _missing("a look that is not on the screen", picture, visit)


def _responses(
    picture: Picture, responses: dict[str, Stretch], actions: dict[str, list[tuple[int, str]]]
) -> Iterator[Finding]:
    running: dict[str, Record] = {one["id"]: one for one in picture.board["responses"]}
    for response, stretch in responses.items():
        shown = running.get(response)
        if not stretch.holds(picture.version):
            over = stretch.until is not None and picture.version >= stretch.until
            if over and shown and (picture.audience == "wall" or shown["state"] == "running"):
                yield _missing("a response that goes on after it was over", picture, response)
            continue
        if shown is None:
            yield _missing("a response that is not on the screen", picture, response)
        elif picture.audience == "floor":
            rows = Counter(row["id"] for row in shown["actions"])
            for version, action in actions.get(response, ()):
                if version <= picture.version and rows[action] != 1:
                    yield _missing(f"an action that is there {rows[action]} times", picture, action)


def _tile(picture: Picture, act: Try) -> Iterator[Finding]:
    answered = (act.taken or {})["body"].get("tile")
    if answered is None or picture.audience != "floor":
        return
    shown = next((tile for tile in picture.board["booths"] if tile["id"] == answered["id"]), None)
    if shown is None or _without_handles(shown) != _without_handles(answered):
        words = f"version {picture.version}: {shown} is not {answered}"
        yield Finding("the answer's tile is not the screen's", picture.who, picture.t, words[:2000])


def _without_handles(tile: Record) -> Record:
    seats = [
        seat | {"visit": {name: value for name, value in seat["visit"].items() if name != "handle"}}
        if seat.get("visit")
        else seat
        for seat in tile["seats"]
    ]
    return tile | {"seats": seats}


def _missing(rule: str, picture: Picture, which: str) -> Finding:
    return Finding(rule, picture.who, picture.t, f"{which} at version {picture.version}")


def _instant(written: str) -> float:
    return datetime.fromisoformat(written).timestamp()
