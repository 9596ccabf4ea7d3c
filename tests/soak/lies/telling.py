"""How a well told evening is changed in one thing: the records of it, found by what and when."""

from typing import Any

from tests.soak.checker.history import Record
from tests.soak.told import BEGAN, TABLET, written

Records = list[Record]


def only(records: Records, what: str, who: str | None = None) -> Records:
    return [one for one in records if one["what"] == what and who in (None, one["who"])]


def journal(records: Records) -> Records:
    return list(only(records, "journal")[0]["facts"])


def with_journal(records: Records, facts: Records) -> None:
    only(records, "journal")[0]["facts"] = facts


def fact_of(records: Records, kind: str) -> Record:
    return next(fact for fact in journal(records) if fact["kind"] == kind)


def also_on_record(
    records: Records, version: int, kind: str, second: float, command: str, **data: Any
) -> None:
    more = {
        "version": version,
        "kind": kind,
        "command": command,
        "happened_at": written(second),
        "data": data,
    }
    with_journal(records, sorted([*journal(records), more], key=lambda fact: int(fact["version"])))


def not_on_record(records: Records, command: str) -> None:
    with_journal(records, [fact for fact in journal(records) if fact["command"] != command])


def delta(records: Records, version: int, who: str = "wall") -> Record:
    return next(one for one in only(records, "delta", who) if one["delta"]["version"] == version)


def shows(records: Records, since: float, until: float, who: str = "wall") -> Records:
    return [one for one in only(records, "shows", who) if since <= one["t"] - BEGAN < until]


def answer(records: Records, name: str) -> Record:
    return next(one for one in only(records, "answered") if one["id"] == name)


def refused(records: Records, name: str, code: str, status: int = 409) -> None:
    """An act that the evening knows is refused instead, and is not on record."""
    answer(records, name).update(status=status, body={"code": code})
    not_on_record(records, name)


def also_tapped(
    records: Records,
    second: float,
    name: str,
    path: str,
    said: Record,
    *,
    status: int = 200,
    who: str = TABLET,
    dated: float | None = None,
    **body: Any,
) -> None:
    """One more act, sent at once and answered so a tenth of a second later."""
    body["happened_at"] = written(second if dated is None else dated)
    for t, what, more in (
        (second, "tapped", {"act": {"id": name, "path": path, "body": body}}),
        (second, "sent", {"ids": [name]}),
        (second + 0.1, "answered", {"id": name, "status": status, "body": said, "replayed": False}),
    ):
        records.append({"t": BEGAN + t, "who": who, "what": what, **more})


def later(records: Records, name: str, by: float) -> None:
    """Somebody taps it so much later; what is told of it is as it was."""
    for one in (*only(records, "tapped"), *only(records, "sent"), *only(records, "answered")):
        if name == (one.get("id") or (one["ids"][0] if "ids" in one else one["act"]["id"])):
            one["t"] += by


def fault(records: Records, name: str, since: float, until: float, on: str = "house") -> None:
    for t, what in ((since, "begins"), (until, "ends")):
        records.append({"t": BEGAN + t, "who": "nemesis", "what": what, "fault": name, "on": on})


def clock_set(records: Records, second: float, ahead: float = 0.0) -> None:
    records.append({"t": BEGAN + second, "who": "nemesis", "what": "clock", "ahead": ahead})
