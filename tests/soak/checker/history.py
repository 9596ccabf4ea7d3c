"""What the clients of one run sent and received, as they wrote it down: the only thing a checker reads.

A line is a JSON object. ``t`` is this machine's time in seconds, ``who`` wrote it, ``what`` happened:

* a tablet: ``tapped`` {act: {id, path, body}}, ``sent`` {ids}, ``answered`` {id, status, body, replayed},
  ``unanswered`` {ids}, ``aside`` {id}: not sent any more, as what it rests on was refused;
* a screen: ``screen`` {audience} first, then ``board``, ``delta``, ``pulse`` as received, ``line`` {open},
  and, four times a second, ``shows`` {live, epoch, version, late: {visit: level}, asked, responses};
* the nemesis: ``begins`` and ``ends`` {fault, on} ("on": a client's name, "house", or what the house can do
  without), ``clock`` {ahead}, ``history``: from now on another one holds, which may lack what was last answered;
* the auditor, when everything is well again: ``journal`` {facts}, ``fresh`` {audience, board}, ``over``.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

Record = dict[str, Any]
HEARS_OF_CLOCK = 15.0
"""Within this a tablet knows that the server's clock was set; what it dated before means another time."""


@dataclass(frozen=True)
class Finding:
    """One promise that was not kept, where and when."""

    rule: str
    who: str
    t: float
    words: str

    def __str__(self) -> str:
        return f"{self.t:.3f} {self.who}: {self.rule}: {self.words}"


@dataclass(frozen=True)
class Rules:
    """What the site was told, as the run wrote it down, and how long news may take."""

    intervals: dict[str, dict[str, float]]
    attended_for: float
    soft_before_loud: float
    told_within: float = 4.0
    """With nothing broken: a commit is on every screen within this."""
    not_live_after: float = 14.0
    """Whatever is broken: a screen this far behind says that it is not live. Twelve seconds without
    good news, a second until the publisher looks, and one for this machine."""


@dataclass
class Try:
    """One act of a tablet, and what came of it."""

    who: str
    number: int
    id: str
    path: str
    body: Record
    tapped: float
    sent: list[float] = field(default_factory=list)
    answers: list[Record] = field(default_factory=list)
    aside: bool = False

    @property
    def kind(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def about(self) -> str:
        """The id in its path; for what it makes itself, its own."""
        parts = self.path.split("/")
        return self.id if parts[1] == "sites" else parts[2]

    @property
    def refused(self) -> bool:
        return any(400 <= one["status"] < 500 for one in self.answers)

    @property
    def taken(self) -> Record | None:
        """The first answer that took it."""
        return next((one for one in self.answers if one["status"] < 300), None)

    @property
    def changed(self) -> bool:
        """Whether it was taken, and neither kept as something late nor so already."""
        said = (self.taken or {"body": {"repeat": True}})["body"]
        return not any(said.get(word) for word in ("repeat", "late", "already_running"))

    def comes_before(self, other: "Try") -> bool:
        """Whether the same tablet tapped it first."""
        return self.who == other.who and self.number < other.number

    @property
    def version(self) -> int | None:
        return None if self.taken is None else int(self.taken["body"]["version"])


@dataclass(frozen=True)
class Fault:
    """Something that was broken on purpose."""

    name: str
    on: str
    begins: float
    ends: float


@dataclass(frozen=True)
class History:
    """One run."""

    records: tuple[Record, ...]
    acts: dict[str, Try]
    faults: tuple[Fault, ...]
    rules: Rules
    clock: tuple[tuple[float, float], ...]
    """When the server's clock was set, and by how much it was ahead from then on."""

    def of(self, what: str) -> Iterator[Record]:
        return (record for record in self.records if record["what"] == what)

    def screens(self) -> dict[str, str]:
        """Name and audience."""
        return {record["who"]: record["audience"] for record in self.of("screen")}

    def journal(self) -> list[Record]:
        return [fact for record in self.of("journal") for fact in record["facts"]]

    def said_by(self, who: str) -> list[Record]:
        return [record for record in self.records if record["who"] == who]

    def disturbed(self, who: str, since: float, until: float) -> list[Fault]:
        """The faults that could have reached this client in that stretch."""
        return [
            fault
            for fault in self.faults
            if fault.on in (who, "house") and fault.begins <= until and fault.ends >= since
        ]

    def clock_set(self, since: float, until: float) -> bool:
        """Whether the server's clock was set then, or so shortly before that a tablet may not know of it."""
        return any(since - HEARS_OF_CLOCK <= at <= until for at, _ in self.clock)

    def kept(self, act: Try) -> bool:
        """An act that lay before what is on record, as the house says: by a clock that was set, or a booth that
        was cleaned before a colleague's person left it, and heard of after. It changed nothing but the record."""
        told = any(
            fact["command"] == act.id
            and fact["kind"] == "late_act_kept"
            and fact["data"]["act"] in (act.kind, f"booth_{act.kind}")
            for fact in self.journal()
        )
        by_clock = self.clock_set(act.tapped, (act.taken or {"t": act.tapped})["t"])
        return told and (by_clock or self._left_after(act))

    def _left_after(self, act: Try) -> bool:
        return act.kind == "cleaned" and any(
            fact["kind"] == "booth_needs_cleaning"
            and str(fact["data"]["booth"]) == act.about
            and _instant(fact) > _instant(act.body)
            and fact["version"] < (act.version or 0)
            for fact in self.journal()
        )

    def has_clock(self) -> bool:
        """Whether its server's clock was set at all."""
        return bool(self.clock)

    def ahead(self, t: float) -> float:
        """By how much the server's clock was ahead then."""
        return next((ahead for at, ahead in reversed(self.clock) if at <= t), 0.0)


def _instant(told: Record) -> datetime:
    return datetime.fromisoformat(told["happened_at"])


def read(folder: Path) -> History:
    """Every log in a folder as one history."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines())
    return history([json.loads(line) for line in lines])


def history(records: Iterable[Record]) -> History:
    """In the order of time; who wrote at the same instant keeps their own order."""
    ordered = tuple(sorted(records, key=lambda record: record["t"]))
    told = next(record for record in ordered if record["what"] == "rules")
    rules = Rules(**{name: value for name, value in told.items() if name not in ("t", "who", "what")})
    clock = tuple((record["t"], record["ahead"]) for record in ordered if record["what"] == "clock")
    return History(ordered, _acts(ordered), _faults(ordered), rules, clock)


def _acts(records: Iterable[Record]) -> dict[str, Try]:
    acts: dict[str, Try] = {}
    numbers: dict[str, int] = {}
    for record in records:
        if record["what"] == "tapped":
            act, who = record["act"], record["who"]
            numbers[who] = numbers.get(who, 0) + 1
            acts[act["id"]] = Try(who, numbers[who], act["id"], act["path"], act["body"], record["t"])
        elif record["what"] == "sent":
            for name in record["ids"]:
                acts[name].sent.append(record["t"])
        elif record["what"] == "answered":
            acts[record["id"]].answers.append(record)
        elif record["what"] == "aside":
            acts[record["id"]].aside = True
    return acts


def _faults(records: Iterable[Record]) -> tuple[Fault, ...]:
    found: list[Fault] = []
    open_since: dict[tuple[str, str], float] = {}
    last = 0.0
    for record in records:
        last = record["t"]
        if record["what"] == "begins":
            open_since[record["fault"], record["on"]] = last
        elif record["what"] == "ends":
            begun = open_since.pop((record["fault"], record["on"]))
            found.append(Fault(record["fault"], record["on"], begun, last))
    found += [Fault(name, on, begun, last) for (name, on), begun in open_since.items()]
    return tuple(sorted(found, key=lambda fault: fault.begins))
