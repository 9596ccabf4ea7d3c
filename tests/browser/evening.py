"""One room on one evening, as a wall is sent it: the starter site with eleven people, in every state.

Eight single booths, one with two seats, a smoking room of three, an aftercare area of six; one
response with two there, one that nobody has reached.
"""

from collections.abc import Callable
from typing import Any

from tests.browser.rooms import PAUSED, Shape, at, board, booth, response, visit

THIS_WALL, OTHER_WALL = 7, 8
AFTERCARE = {"state": "aftercare"}


def screen(device: int, name: str, role: str = "display", **more: Any) -> Shape:
    """A screen that is there and can be heard."""
    return {
        "id": device,
        "name": name,
        "role": role,
        "silent_since": None,
        "said_at": at(-600),
        "sound": "on",
        "unsent": 0,
        "sleeping": False,
        "volume": 80,
        "night_volume": 40,
        "theme": "standard",
        "shows": None,
    } | more


def notice(kind: str, **more: Any) -> Shape:
    """Something the house says of itself."""
    known = {"id": kind, "kind": kind, "since": at(-95), "until": None, "text": None, "basis": None}
    return known | {"about": None} | more


def evening(*notices: Shape, other: Shape | None = None, own: Shape | None = None, **room: Any) -> Shape:
    """Eleven people. ``own``, ``other``: what differs about this wall and the one by the door."""
    places = [
        booth(1, visit("v1", 222)),
        booth(2, column=2),
        booth(3, visit("v3", 48, answer="asleep"), column=3),
        booth(4, column=4, status="cleaning", cleaning_since=at(-190)),
        booth(5, visit("v5", 175, track="keep_an_eye", answer="keep_an_eye"), row=2),
        booth(6, visit("v6", 268, answer=None), row=2, column=2),
        booth(7, visit("v7", 0, response="r7", **PAUSED), row=2, column=3),
        booth(8, row=2, column=4),
        booth(9, visit("v9", 131), None, row=3, width=2),
        _smoking(visit("s1", 31), None, visit("s3", 0, response="rs", **PAUSED)),
        booth(
            11,
            visit("a1", 400, **AFTERCARE),
            None,
            visit("a3", 65, track="sedation", answer="hard_to_rouse", **AFTERCARE),
            None,
            None,
            visit("a6", 512, **AFTERCARE),
            name="Aftercare",
            kind="aftercare",
            row=4,
            width=4,
        ),
    ]
    running = [
        response("r7", 7, visit="v7"),
        response("rs", 10, seat="C", visit="s3", began_at=at(-42), there=0, attended_until=None),
    ]
    known = {"soft_before_loud": 60, "minimum_free_staff": 1, "pauses": [], "shift": {"opened_at": at(-7200)}}
    made = board(places, running, **(known | room))
    return made | {
        "staff": [{"place": "floor"}] * 4,
        "notices": list(notices),
        "devices": [
            screen(THIS_WALL, "Wall", **(own or {})),
            screen(OTHER_WALL, "Wall by the door", **(other or {})),
            screen(9, "Tablet 1", "floor"),
            screen(10, "Tablet 2", "responder"),
        ],
    }


def calm(*notices: Shape, **more: Any) -> Shape:
    """The same with nobody in need of anybody."""
    made = evening(*notices, **more) | {"responses": []}
    made["booths"][2] = booth(3, visit("v3", 148, answer="asleep"), column=3)
    made["booths"][6] = booth(7, visit("v7", 244), row=2, column=3)
    made["booths"][9] = _smoking(visit("s1", 131), None, visit("s3", 205))
    return made


def late(*notices: Shape, **more: Any) -> Shape:
    """The same with one look late and one long overdue."""
    made = evening(*notices, **more)
    made["booths"][0] = booth(1, visit("v1", -101))
    made["booths"][4] = booth(5, visit("v5", -195, track="keep_an_eye", answer="keep_an_eye"), row=2)
    return made


def reached(made: Shape) -> Shape:
    """Somebody is with everyone who is being helped."""
    made["responses"] = [
        one | {"there": one["there"] or 1, "attended_until": at(100)} for one in made["responses"]
    ]
    return made


def calls_for_hands() -> Shape:
    made = evening()
    made["responses"][0] |= {"more_hands_at": at(-20)}
    return made


def needs_eyes() -> Shape:
    """Too few are free while both responses run, and two looks are late."""
    made = reached(late(eyes_since=at(-120), minimum_free_staff=2))
    return made | {"staff": [{"place": "floor"}, {"place": "response"}, {"place": "response"}]}


def unseen(**more: Any) -> Shape:
    """Back after an outage: nobody was seen since."""
    made = calm(**more)
    for tile in made["booths"]:
        for seat in tile["seats"]:
            if "visit" in seat:
                seat["visit"] |= {
                    "confirm_since": at(-75),
                    "last_look_at": at(-2280 - 60 * tile["id"]),
                    **PAUSED,
                }
    return made


def paused() -> Shape:
    """The sound of the longest overdue look is off for a while."""
    return reached(late(pauses=[{"cause": "visit:v5", "at": at(-10), "until": at(98)}]))


OUT: Shape = {"state": "everyone_out", "since": at(-192)}
STATES: dict[str, Callable[[], Shape]] = {
    "open": evening,
    "calm": calm,
    "late": late,
    "more hands": calls_for_hands,
    "closed: staff": lambda: evening(state="closed", reason="staff"),
    "closed: after an event": lambda: evening(state="closed", reason="after_event"),
    "closed: cleaning": lambda: calm(state="closed", reason="cleaning"),
    "closed: full": lambda: calm(state="closed", reason="full"),
    "last entry": lambda: calm(state="last_entry"),
    "closing": lambda: evening(state="closing"),
    "everyone out": lambda: calm(**OUT),
    "everyone out, a response": lambda: evening(**OUT),
    "re-confirm": unseen,
    "lock-down": lambda: late(state="lock_down", since=at(-60)),
    "curtain": lambda: late(curtain=True),
    "curtain, calm": lambda: calm(curtain=True),
    "room needs eyes": needs_eyes,
    "paused": paused,
    "quiet theme": lambda: late(own={"theme": "quiet"}),
    "clock suspect": lambda: evening(notice("clock_suspect")),
    "disk nearly full": lambda: calm(notice("disk_nearly_full")),
    "disk full": lambda: late(notice("disk_full")),
    "a silent wall": lambda: calm(other={"silent_since": at(-140)}),
    "another wall's sound is off": lambda: calm(other={"sound": "off"}),
    "first part": lambda: evening(own={"shows": [1, 2, 3, 4, 5, 6, 7, 8]}),
    "second part": lambda: evening(own={"shows": [9, 10, 11]}),
}


def _smoking(*people: Shape | None) -> Shape:
    return booth(10, *people, name="Smoking", kind="inhalation", row=3, column=3, width=2)
