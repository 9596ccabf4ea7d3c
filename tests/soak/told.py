"""A short evening told as it should be: the log of a room in which everything was kept that is promised.

One tablet, two walls and a desk. Somebody is seen once and then too late; somebody else is helped. The tests of
the checker take it, change one thing, and see whether that is found.
"""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from tests.soak.checker.history import Record

BEGAN = 1_800_000_000.0
EPOCH = "the first"
EVERY, GRACE, URGENT = 8, 3, 6
SCREENS = {"wall": "wall", "hall": "wall", "desk": "floor"}
TABLET = "tablet"
ENDS = 48.0
STORY: tuple[tuple[float, str, str, dict[str, Any]], ...] = (
    (10, "ann", "/sites/here/visits", {"booth": 1, "route": "inject"}),
    (11, "bob", "/sites/here/visits", {"booth": 2, "route": "inject"}),
    (13, "help", "/sites/here/responses", {"visit": "bob"}),
    (14, "oxygen", "/responses/help/actions", {"kind": "oxygen_start"}),
    (15, "look 1", "/visits/ann/check-ins", {"answer": "ok"}),
    (17, "over", "/responses/help/over", {}),
    (19, "bob leaves", "/visits/bob/end", {}),
    (33, "look 2", "/visits/ann/check-ins", {"answer": "ok"}),
    (37, "ann leaves", "/visits/ann/end", {}),
)
DUE = 23.0
LATE = ((DUE + GRACE, "check_in_overdue"), (DUE + URGENT, "check_in_urgent"))
"""Of the look that nobody took until 33."""


def written(second: float) -> str:
    return datetime.fromtimestamp(BEGAN + second, UTC).isoformat(timespec="milliseconds")


class Told:
    """The records, as they are made."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.facts: list[Record] = []
        self.tiles: dict[int, Record] = {n: {"id": n, "seats": [{"mark": "A"}]} for n in (1, 2)}
        self.responses: list[Record] = []
        self.version = 0
        self._visits: dict[str, Record] = {}

    def note(self, second: float, who: str, what: str, **more: Any) -> None:
        self.records.append(deepcopy({"t": BEGAN + second, "who": who, "what": what, **more}))

    def board(self, audience: str) -> Record:
        booths = list(self.tiles.values())
        more = {"booths": booths, "waiting": [], "responses": self.running(audience), "room": {}}
        return {"epoch": EPOCH, "version": self.version, **more}

    def running(self, audience: str) -> list[Record]:
        """One that is over goes on being shown to whoever finishes its record."""
        return [one for one in self.responses if audience == "floor" or one["state"] == "running"]

    def act(self, second: float, name: str, path: str, body: dict[str, Any]) -> None:
        body = body | {"happened_at": written(second)}
        self.note(second, TABLET, "tapped", act={"id": name, "path": path, "body": body})
        self.note(second, TABLET, "sent", ids=[name])
        booth, kind = self._does(second, name, path, body)
        self.fact(second, name, kind, {})
        answer = {"id": name, "version": self.version, "tile": self.tiles[booth]}
        self.note(second + 0.1, TABLET, "answered", id=name, status=200, body=answer, replayed=False)
        self.tell(second + 0.2, booth)

    def fact(self, second: float, command: str, kind: str, data: Record) -> None:
        self.facts.append(
            {
                "version": self.version,
                "kind": kind,
                "command": command,
                "happened_at": written(second),
                "data": data,
            }
        )

    def tell(self, second: float, *booths: int) -> None:
        news: Record = {"epoch": EPOCH, "base": self.version - 1, "version": self.version}
        news["changed"] = {str(booth): self.tiles[booth] for booth in booths}
        for who, audience in SCREENS.items():
            self.note(second, who, "delta", delta=news | {"responses": self.running(audience)})

    def _does(self, second: float, name: str, path: str, body: Record) -> tuple[int, str]:
        self.version += 1
        about, kind = path.split("/")[2], path.rpartition("/")[2]
        match kind:
            case "visits":
                self._visits[name] = {"id": name, "booth": body["booth"], "last_look_at": written(second)}
                self._seat(body["booth"], self._visits[name])
                return body["booth"], "person_arrived"
            case "check-ins":
                self._visits[about] |= {"last_look_at": written(second)}
                self._seat(1, self._visits[about])
                return 1, "checked_in"
            case "end":
                booth = int(self._visits[about]["booth"])
                self.tiles[booth] = {"id": booth, "seats": [{"mark": "A"}]}
                return booth, "visit_ended"
            case "responses":
                self.responses = [{"id": name, "state": "running", "actions": []}]
                return 2, "response_started"
            case "actions":
                self.responses = [{"id": about, "state": "running", "actions": [{"id": name}]}]
                return 2, "action_logged"
            case _:
                self.responses = [one | {"state": "over"} for one in self.responses]
                self._visits["bob"] |= {"last_look_at": written(second)}
                self._seat(2, self._visits["bob"])
                return 2, "response_over"

    def _seat(self, booth: int, visit: Record) -> None:
        self.tiles[booth] = {"id": booth, "seats": [{"mark": "A", "visit": dict(visit)}]}


def well_told() -> list[Record]:
    """Every promise is kept in it."""
    told = Told()
    names = ("inject", "aftercare", "keep_an_eye", "sedation")
    intervals = {name: {"every": EVERY, "grace": GRACE, "urgent_after": URGENT} for name in names}
    told.note(0, "nemesis", "rules", intervals=intervals, attended_for=5, soft_before_loud=3)
    for who, audience in SCREENS.items():
        told.note(0, who, "screen", audience=audience)
        told.note(1, who, "line", open=True)
        told.note(1.1, who, "board", board=told.board(audience))
    steps: list[tuple[float, Any]] = [(at, (name, path, body)) for at, name, path, body in STORY]
    for second, step in sorted([*steps, *LATE], key=lambda step: step[0]):
        if isinstance(step, str):
            told.version += 1
            told.fact(second, f"sweep {second}", step, {"visit": "ann", "check": 2, "due_at": written(DUE)})
            told.tell(second + 0.5)
        else:
            told.act(second, *step)
    for who in SCREENS:
        _pulses(told, who)
    _shows(told)
    told.note(ENDS, "auditor", "fresh", audience="floor", board=told.board("floor"))
    told.note(ENDS, "auditor", "journal", facts=told.facts)
    told.note(ENDS + 1, "nemesis", "over")
    return sorted(told.records, key=lambda record: record["t"])


def _version_at(told: Told, who: str, second: float) -> int:
    told_by = BEGAN + second
    deltas = (one for one in told.records if one["what"] == "delta" and one["who"] == who)
    return max((one["delta"]["version"] for one in deltas if one["t"] <= told_by), default=0)


def _pulses(told: Told, who: str) -> None:
    for second in range(2, int(ENDS), 2):
        version = _version_at(told, who, second)
        told.note(second, who, "pulse", pulse={"epoch": EPOCH, "version": version, "sweep_age": 0.5})


def _shows(told: Told) -> None:
    """Four times a second what each screen has before it."""
    for who in SCREENS:
        for quarter in range(6, int(ENDS * 4) + 1):
            second = quarter / 4
            version = _version_at(told, who, second)
            late = {"ann": "high" if second >= 29 else "medium"} if 26 <= second < 33.2 else {}
            more = {"late": late, "asked": [], "responses": {}}
            told.note(second, who, "shows", live="live", epoch=EPOCH, version=version, **more)
