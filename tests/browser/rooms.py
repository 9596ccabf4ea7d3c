"""Boards as a wall is sent them, for tests that look at it."""

from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 11, 22, 14, 32, 5, tzinfo=UTC)
PAUSED = {"due_soon_at": None, "due_at": None, "overdue_at": None, "urgent_at": None}

Shape = dict[str, Any]


def at(seconds: float) -> str:
    """An instant that many seconds from now, as the wire carries it."""
    return (NOW + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def visit(name: str, left: float, **more: Any) -> Shape:
    """Somebody whose check is due in so many seconds; below zero it is late."""
    return {
        "id": name,
        "state": "using",
        "seated_at": at(-17 * 60),
        "answer": "ok",
        "track": "regular",
        "due_soon_at": at(left - 60),
        "due_at": at(left),
        "overdue_at": at(left + 60),
        "urgent_at": at(left + 180),
        "going_until": None,
        "response": None,
        "look_outside": False,
    } | more


def booth(
    number: int, *people: Shape | None, name: str = "", row: int = 1, column: int = 1, **more: Any
) -> Shape:
    """A place with one seat for each of ``people``."""
    seats = [
        {"mark": mark, "extra": False} | ({"visit": person} if person else {})
        for mark, person in zip("ABCDEFGH", people or (None,), strict=False)
    ]
    return {
        "id": number,
        "name": name or str(number),
        "kind": "injection",
        "status": "occupied" if any(people) else "free",
        "row": row,
        "column": column,
        "width": 1,
        "height": 1,
        "cleaning_since": None,
        "seats": seats,
    } | more


def response(name: str, booth_id: int | None, **more: Any) -> Shape:
    """Somebody kneels there, and has said so."""
    return {
        "id": name,
        "booth": booth_id,
        "seat": "A" if booth_id else None,
        "place": None if booth_id else "washroom",
        "visit": None,
        "kind": "unknown",
        "state": "running",
        "began_at": at(-271),
        "going_until": None,
        "attended_until": at(120),
        "there": 2,
        "going": 0,
        "more_hands_at": None,
        "over_at": None,
        "complete": False,
    } | more


def board(booths: list[Shape], responses: list[Shape] | None = None, **room: Any) -> Shape:
    """The whole picture."""
    return {
        "protocol": 1,
        "epoch": "first",
        "version": 10,
        "server_now": at(0),
        "room": {
            "id": 1,
            "slug": "here",
            "name": "Riverside room",
            "time_zone": "UTC",
            "state": "open",
            "reason": None,
            "curtain": False,
        }
        | room,
        "booths": booths,
        "waiting": [{"id": "w", "state": "called", "arrived_at": at(-600), "position": 1}],
        "responses": responses or [],
        "staff": [{"place": "floor"}],
        "devices": [],
        "notices": [],
    }


def busy(rows: int, columns: int) -> Shape:
    """Single booths, every state of a place and a person somewhere among them."""
    people: list[tuple[Shape | None, str]] = [
        (visit("ok", 222), ""),
        (visit("late", -101), ""),
        (visit("urgent", -190), ""),
        (visit("soon", 48), ""),
        (None, "cleaning"),
        (visit("sedated", 90, track="sedation", answer="hard_to_rouse"), ""),
        (visit("responded", 0, response="r", **PAUSED), ""),
        (visit("eye", 80, track="keep_an_eye", answer="keep_an_eye"), ""),
        (visit("out", 400, state="stepped_out"), ""),
        (None, ""),
        (None, "closed"),
        (visit("asleep", 150, answer="asleep"), ""),
    ]
    booths, responses = [], []
    for place in range(rows * columns):
        person, status = people[place % len(people)]
        if person:
            person = person | {"id": f"{person['id']}{place}"}
        if person and person["response"]:
            person["response"] = f"r{place}"
            responses.append(response(f"r{place}", place + 1))
        found = booth(place + 1, person, row=place // columns + 1, column=place % columns + 1)
        if status:
            found |= {"status": status, "cleaning_since": at(-200) if status == "cleaning" else None}
        booths.append(found)
    return board(booths, responses)


def starter() -> Shape:
    """The room of ops/starter/site.toml."""
    found = busy(2, 4)
    aftercare = {"state": "aftercare"}
    found["booths"] += [
        booth(9, visit("d1", 120), visit("d2", 33), row=3, column=1, width=2),
        booth(10, visit("s1", 31), visit("s2", 200), None, name="Smoking", row=3, column=3, width=2),
        booth(
            11,
            visit("a1", 400, **aftercare),
            visit("a2", 65, track="sedation", **aftercare),
            visit("a3", 435, **aftercare),
            visit("a4", 542, **aftercare),
            visit("a5", -80, **aftercare),
            None,
            name="Aftercare",
            kind="aftercare",
            row=4,
            column=1,
            width=4,
        ),
    ]
    return found


def crowded() -> Shape:
    """The same, with somebody looked for beside whoever is in the first booth, and late."""
    found = starter()
    found["booths"][0]["seats"].append({"mark": "+1", "extra": True, "visit": visit("second", -75)})
    return found


def quiet() -> Shape:
    """The same, with nobody to be looked in on for minutes."""
    found = starter()
    for place in found["booths"]:
        seats = [
            {"mark": seat["mark"], "extra": False}
            | ({"visit": visit(seat["visit"]["id"], 130 + 40 * at_seat)} if seat.get("visit") else {})
            for at_seat, seat in enumerate(place["seats"])
        ]
        taken = any("visit" in seat for seat in seats)
        place |= {"seats": seats, "status": "occupied" if taken else "free", "cleaning_since": None}
    return found | {"responses": []}
