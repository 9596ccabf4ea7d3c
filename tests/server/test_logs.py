"""The log: named values of ours, and nothing that anybody sent."""

import json
import linecache
import logging
from typing import Any
from uuid import uuid4

import pytest

from ops import logs
from tests.support.written import Written

CANARY = "canary-7d1f"


def last(written: Written) -> dict[str, Any]:
    return written.events[-1]


def test_an_event_has_its_time_its_level_and_its_values(written: Written) -> None:
    logs.get("ops.here").warning("not told", told="on call", why="answered 500")
    event = last(written)
    assert event.pop("at").endswith("Z")
    assert event == {
        "level": "warning",
        "logger": "ops.here",
        "event": "not told",
        "told": "on call",
        "why": "answered 500",
    }
    assert written.lines[-1].endswith(" WARNING ops.here: not told told=on call why=answered 500")


def test_a_value_nobody_decided_on_is_not_written(written: Written) -> None:
    logs.get("ops.here").error("it failed", note=CANARY, visit=uuid4(), body={"handle": CANARY})
    assert set(last(written)) == {"at", "level", "logger", "event"}
    assert CANARY not in written.text


def test_a_value_stays_on_its_line_and_short(written: Written) -> None:
    logs.get("ops.here").error("it failed", why="first\nsecond \u202e" + "x" * 1000)
    assert written.lines[-1].count("\n") == 0
    assert "\u202e" not in written.text
    assert len(last(written)["why"]) <= logs.LONGEST + 1


def test_of_an_error_it_says_what_kind_and_where_and_not_what_it_says(written: Written) -> None:
    try:
        int(CANARY)
    except ValueError:
        logs.get("ops.here").exception("it failed", method="POST")
    event = last(written)
    assert (event["error"], event["method"]) == ("ValueError", "POST")
    assert event["frames"][-1].endswith("test_of_an_error_it_says_what_kind_and_where_and_not_what_it_says")
    assert CANARY not in written.text
    assert "test_logs.py" in written.lines[-1].splitlines()[1]


def test_of_where_it_happened_it_says_the_end_and_reads_no_file() -> None:
    def falls(steps: int) -> int:
        return falls(steps - 1) if steps else int(CANARY)

    with pytest.raises(ValueError, match=CANARY) as raised:
        falls(100)
    linecache.clearcache()
    said = logs.frames(raised.value.__traceback__)
    assert linecache.cache == {}
    assert [frame.split()[-1] for frame in said] == ["falls"] * logs.MOST_FRAMES


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("Invalid request from ip=10.0.0.9: bad header '" + CANARY + "'",), "Invalid request"),
        (("Error handling request %s", f"/in/{CANARY}"), "Error handling request %s"),
        (("Worker %s exiting", CANARY), "Worker %s exiting"),
        ((ValueError(CANARY),), "ValueError"),
    ],
    ids=["filled in", "an address", "a value", "an error as words"],
)
def test_other_packages_are_written_as_their_bare_text(
    written: Written, said: tuple[Any, ...], kept: str
) -> None:
    try:
        raise KeyError(CANARY)
    except KeyError:
        logging.getLogger("gunicorn.error").exception(*said)
    assert (last(written)["event"], last(written)["error"]) == (kept, "KeyError")
    assert CANARY not in written.text


def test_as_json_each_event_is_one_line() -> None:
    record = logging.LogRecord("else", logging.ERROR, "", 0, "two\nlines", (), None)
    line = logs.formatter(logs.Style.JSON).format(record)
    assert "\n" not in line
    assert json.loads(line)["event"] == "two lines"
