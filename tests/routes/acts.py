"""One well-made example of every act of the wire, and what it needs to be possible."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ops.services import clock_trust, rooms, shifts, visits
from tests.routes.door import Door, told


@dataclass(frozen=True)
class Example:
    """``body`` is well made; ``other`` is too, and says something else."""

    path: str
    body: dict[str, Any]
    other: dict[str, Any]
    status: int = 200


OTHERWISE = {"room_says_otherwise": True}


def seated(door: Door, booth: str = "1") -> str:
    """Someone in a seat; their id."""
    command = door.room.command("arrive")
    visits.arrive(door.house, command, booth=door.booth(booth))
    return str(command.id)


def waits(door: Door) -> str:
    command = door.room.command("arrive")
    visits.arrive(door.house, command)
    return str(command.id)


def ended(door: Door) -> str:
    """Someone who has left booth 1, which is clean again."""
    visit = seated(door)
    door.post(f"/visits/{visit}/end")
    rooms.booth_cleaned(door.house, door.room.command("cleaned"), door.booth("1"))
    return visit


def responds(door: Door) -> str:
    """A running response at booth 1; its id."""
    answer = door.post("/sites/here/responses", {"booth": door.booth("1")})
    return str(told(answer)["id"])


def logged(door: Door, response: str) -> str:
    answer = door.post(f"/responses/{response}/actions", {"kind": "naloxone"})
    return str(told(answer)["id"])


def team(door: Door) -> int:
    return door.room.staff("Ana")


def _visit(way: str, body: dict[str, Any], other: dict[str, Any] | None = None, status: int = 200) -> Any:
    def example(door: Door) -> Example:
        return Example(f"/visits/{seated(door)}/{way}", body, other or body | OTHERWISE, status)

    return example


def _waiting(way: str, body: dict[str, Any]) -> Any:
    def example(door: Door) -> Example:
        return Example(f"/visits/{waits(door)}/{way}", body, body | OTHERWISE)

    return example


def _to_booth(start: Callable[[Door], str], way: str, booth: str) -> Any:
    def example(door: Door) -> Example:
        there = {"booth": door.booth(booth)}
        return Example(f"/visits/{start(door)}/{way}", there, there | {"seat": "A"})

    return example


def _in_response(way: str, body: dict[str, Any], other: dict[str, Any] | None = None) -> Any:
    def example(door: Door) -> Example:
        return Example(f"/responses/{responds(door)}/{way}", body, other or body | {"by": "Ana"})

    return example


def _arrive(door: Door) -> Example:
    body = {"booth": door.booth("1"), "seat": "A"} | {
        "route": "inject",
        "substances": ["fentanyl", "crack"],
        "handle": "Blue jay",
        "look": "hello",
        "card": "whatever is written on it",
        "gender": "female",
        "age": "30_39",
    }
    return Example("/sites/here/visits", body, body | {"route": "smoke"}, 201)


def _swap(door: Door) -> Example:
    one, two = seated(door, "1"), seated(door, "2")
    return Example(f"/visits/{one}/swap", {"with": two}, {"with": two, "by": 1})


def _booth(way: str, other: dict[str, Any]) -> Any:
    def example(door: Door) -> Example:
        return Example(f"/booths/{door.booth('3')}/{way}", {}, other)

    return example


def _on_shift(door: Door) -> Example:
    ana = team(door)
    return Example(
        "/sites/here/staff-on-shift", {"staff": ana, "place": "floor"}, {"staff": ana, "place": "break"}
    )


def _undo(door: Door) -> Example:
    visit = seated(door)
    return Example("/sites/here/undo", {"command": visit}, {"command": visit, "by": "Ana"})


def suspects_the_clock(door: Door) -> str:
    """The notice that everyone sees; its id."""
    clock_trust.was_moved(door.house, 60.0, within=timedelta(seconds=1))
    notices = door.room.board()["notices"]
    return next(str(notice["id"]) for notice in notices if notice["kind"] == "clock_suspect")


def _clock_right(door: Door) -> Example:
    return Example(f"/notices/{suspects_the_clock(door)}/clock-right", {}, {"by": "Ana"})


def _correct(way: str, more: dict[str, Any]) -> Any:
    def example(door: Door) -> Example:
        response = responds(door)
        body = {"action": logged(door, response)} | more
        return Example(f"/responses/{response}/{way}", body, body | {"reason": "another"})

    return example


def _head_count(door: Door) -> Example:
    visit = seated(door)
    door.post("/sites/here/room", {"state": "everyone_out"})
    return Example(f"/visits/{visit}/head-count", {"state": "out"}, {"state": "needs_carrying"})


def _shift(door: Door) -> Example:
    return Example("/sites/here/shifts", {"act": "open"}, {"act": "hand_over"}, 201)


def _leave(door: Door) -> Example:
    response = responds(door)
    door.post(f"/responses/{response}/here")
    return Example(f"/responses/{response}/leave", {}, {"who": "The responder"})


def _respond(door: Door) -> Example:
    booth = door.booth("1")
    return Example(
        "/sites/here/responses", {"booth": booth, "seat": "A"}, {"booth": booth, "another": True}, 201
    )


def _wall(way: str, body: dict[str, Any], other: dict[str, Any]) -> Any:
    def example(door: Door) -> Example:
        return Example(f"/devices/{door.furnished.devices['display']}/{way}", body, other)

    return example


def _take_down(door: Door) -> Example:
    line = {"kind": "service", "text": "Nurse until five"}
    notice = told(door.post("/sites/here/bulletins", line))["id"]
    return Example(f"/bulletins/{notice}/take-down", {}, {"by": 1})


def supply(door: Door, form: str) -> str:
    """A batch, or a cylinder; its id."""
    return str(told(door.post(f"/sites/{door.furnished.slug}/supplies", {"form": form, "count": 8}))["id"])


def _at_the_shelf(
    way: str, body: dict[str, Any], other: dict[str, Any], form: str = "take-home kit"
) -> Callable[[Door], Example]:
    return lambda door: Example(f"/supplies/{supply(door, form)}/{way}", body, other)


def _past_stay(door: Door) -> Example:
    body = {
        "booth": door.booth("1"),
        "seat": "A",
        "happened_at": "2026-11-22T13:05:00Z",
        "left_at": "2026-11-22T13:40:00Z",
        "how": "left",
        "without_use": False,
    }
    return Example("/sites/here/past-stays", body, body | {"left_at": "2026-11-22T13:41:00Z"}, 201)


def _late_entries_sign(door: Door) -> Example:
    typed = _past_stay(door)
    told(door.post(typed.path, typed.body))
    door.room.staff("Rosa")
    return Example("/sites/here/late-entries/sign", {"by": "Rosa"}, {"by": "Rosa", "until": 0})


def _past_response(door: Door) -> Example:
    body = {"booth": door.booth("1"), "seat": "A", "kind": "slow_breathing"}
    body |= {"happened_at": "2026-11-22T13:10:00Z", "over_at": "2026-11-22T13:20:00Z"}
    return Example("/sites/here/past-responses", body, {"place": "door"} | body, 201)


def walks(door: Door) -> str:
    """A walk that is under way; its id."""
    return str(told(door.post(f"/sites/{door.furnished.slug}/walk-rounds"))["id"])


def _found(door: Door) -> Example:
    body = {"booth": door.booth("1"), "seat": "A", "found": "here", "visit": seated(door)}
    return Example(f"/walk-rounds/{walks(door)}/found", body, body | {"found": "asleep"})


def calls(door: Door) -> str:
    """Somebody of the team needs help, on this tablet; the call's id."""
    return str(told(door.post(f"/sites/{door.furnished.slug}/help"))["id"])


def drilled(door: Door) -> str:
    """A drill that runs; its id."""
    return str(told(door.post(f"/sites/{door.furnished.slug}/drills"))["id"])


def _drill(way: str) -> Callable[[Door], Example]:
    return lambda door: Example(f"/drills/{drilled(door)}/{way}", {}, {"by": 1})


EXAMPLES: dict[str, Callable[[Door], Example]] = {
    "arrive": _arrive,
    "check_in": _visit("check-ins", {"answer": "ok"}, {"answer": "asleep"}),
    "call": _waiting("call", {}),
    "seat": _to_booth(waits, "seat", "2"),
    "move": _to_booth(seated, "move", "2"),
    "swap": _swap,
    "step_out": _visit("step-out", {"to": "smoke"}, {"to": "phone"}),
    "back": _to_booth(ended, "back", "1"),
    "going": _visit("going", {}),
    "extend": _visit("extend", {}, {"minutes": 5}),
    "episode": _visit("episodes", {"route": "smoke", "substances": ["crack"]}),
    "aftercare": _to_booth(seated, "aftercare", "Aftercare"),
    "end": _visit("end", {"how": "left", "without_use": True}, {}),
    "leave_waiting": _waiting("leave-waiting", {"reason": "turned_away", "why": "full"}),
    "booth_cleaned": _booth("cleaned", OTHERWISE),
    "booth_close": _booth("close", {"reason": "broken lamp"}),
    "booth_open": _booth("open", OTHERWISE),
    "room": lambda door: Example(
        "/sites/here/room", {"state": "closed", "reason": "staff"}, {"state": "open"}
    ),
    "back_in": lambda door: Example("/sites/here/back-in", {}, OTHERWISE),
    "head_count": _head_count,
    "curtain": lambda door: Example("/sites/here/curtain", {"on": True}, {"on": False}),
    "shift": _shift,
    "staff_on_shift": _on_shift,
    "clock_right": _clock_right,
    "undo": _undo,
    "sound_test": _wall("sound-test", {}, {"by": 1}),
    "sound_heard": _wall("sound-heard", {"heard": True}, {"heard": False}),
    "opening_check": lambda door: Example(
        "/sites/here/opening-checks",
        {"point": "oxygen", "state": "done", "found": [{"supply": supply(door, "cylinder"), "number": 90}]},
        {"point": "oxygen", "state": "not_done"},
    ),
    "supply": lambda door: Example(
        "/sites/here/supplies",
        {"form": "ampoule 0.4 mg", "count": 10, "expires": "2027-03", "label": "lot 7"},
        {"form": "cylinder", "count": 137},
        201,
    ),
    "supply_count": _at_the_shelf("count", {"count": 6}, {"count": 5}),
    "supply_change": _at_the_shelf(
        "change", {"number": -1, "why": "given_out"}, {"number": 1, "why": "added"}
    ),
    "supply_gone": _at_the_shelf("gone", {}, {"by": "Ana"}),
    "cylinder_in_use": _at_the_shelf("in-use", {"on": True}, {"on": False}, "cylinder"),
    "bulletin": lambda door: Example(
        "/sites/here/bulletins",
        {"kind": "drug_alert", "text": "Medetomidine in blue powder", "basis": "tested", "hours": 48},
        {"kind": "you_said", "text": "You said cold, we mended the heater"},
        201,
    ),
    "alert_hint": lambda door: Example("/sites/here/alert-hint", {}, {"by": 1}),
    "bulletin_down": _take_down,
    "past_stay": _past_stay,
    "late_entries_sign": _late_entries_sign,
    "past_response": _past_response,
    "paper_printed": lambda door: Example(
        "/sites/here/papers", {"kind": "room_sheet"}, {"kind": "room_sheet", "by": 1}
    ),
    "drill": lambda door: Example("/sites/here/drills", {}, {"by": 1}, 201),
    "drill_end": _drill("end"),
    "drill_delete": _drill("delete"),
    "pause": lambda door: Example("/sites/here/pauses", {"cause": "eyes"}, {"cause": "reconfirm"}),
    "walk_round": lambda door: Example(
        "/sites/here/walk-rounds", {"kind": "walk_round"}, {"kind": "reconfirm"}, 201
    ),
    "walk_found": _found,
    "walk_end": lambda door: Example(f"/walk-rounds/{walks(door)}/end", {}, {"by": "Ana"}),
    "help": lambda door: Example("/sites/here/help", {}, {"by": "Ana"}, 201),
    "help_going": lambda door: Example(f"/help/{calls(door)}/going", {}, {"by": "Ana"}),
    "help_reset": lambda door: Example(f"/help/{calls(door)}/reset", {}, {"why": "all_well"}),
    "respond": _respond,
    "response_going": _in_response("going", {}),
    "response_here": _in_response("here", {}),
    "response_leave": _leave,
    "response_more_hands": _in_response("more-hands", {"on": True}),
    "response_action": _in_response(
        "actions",
        {
            "kind": "naloxone",
            "given_by": "staff",
            "values": {"dose_mg": 0.4, "by_route": "im"},
            "approximate": True,
        },
    ),
    "response_mark": _in_response("mark", {}),
    "response_amend": _correct(
        "amend",
        {"given_by": "peer", "happened_at": "2026-11-22T13:59:30Z", "approximate": False, "done_by": "Ana"},
    ),
    "response_void": _correct("void", {"reason": "twice"}),
    "response_lead": _in_response("lead", {}, {"to": "Ana"}),
    "response_over": _in_response("over", {}),
    "response_care": _in_response("care", {"naloxone": "offered", "debrief": "later"}),
    "response_outcome": _in_response(
        "outcome", {"state": "awake", "place": "stayed", "ambulance": "not_called", "done_by": "Ana"}
    ),
    "response_all_ok": _in_response("all-ok", {}),
    "response_mis_tap": _in_response("mis-tap", {}),
}


def open_shift(door: Door) -> str:
    command = door.room.command("shift")
    shifts.open_shift(door.house, command)
    return str(command.id)
