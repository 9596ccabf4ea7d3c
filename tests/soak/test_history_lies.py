"""The checker is told an evening in whose middle another history began, and what is not as promised then."""

from collections.abc import Callable

import pytest

from tests.soak.checker import check, history
from tests.soak.checker.history import Record
from tests.soak.checker.pictures import pictures
from tests.soak.told import BEGAN, EPOCH, SCREENS, TABLET, well_told

Records = list[Record]
ANEW = BEGAN + 20.1
SECOND = "the second"


def in_two() -> Records:
    """From then on every screen has a new picture, and the tablet has sent all of it again."""
    records = well_told()
    last = {picture.who: picture.board for picture in pictures(history(records)) if picture.t < ANEW}
    for record in records:
        if record["t"] >= ANEW:
            for told in (record, *(record.get(name, {}) for name in ("board", "delta", "pulse"))):
                if told.get("epoch") == EPOCH:
                    told["epoch"] = SECOND
    again = [one | {"t": ANEW + 0.1, "replayed": True} for one in records if is_answer(one, until=ANEW)]
    boards = [
        {"t": ANEW + 0.05, "who": who, "what": "board", "board": last[who] | {"epoch": SECOND}}
        for who in SCREENS
    ]
    return [*records, {"t": ANEW, "who": "nemesis", "what": "history"}, *boards, *again]


def is_answer(record: Record, *, until: float) -> bool:
    return (record["what"], record["who"]) == ("answered", TABLET) and bool(record["t"] < until)


def found(records: Records) -> set[str]:
    return {finding.rule for finding in check(history(records))}


def test_what_is_as_promised_is_found_so() -> None:
    assert check(history(in_two())) == []


def stays_behind(records: Records) -> None:
    """One wall goes on with the first history."""
    for one in records:
        if one["what"] == "shows" and one["who"] == "wall":
            one["epoch"] = EPOCH


def sent_once(records: Records) -> None:
    """The tablet does not send again what was taken before."""
    records[:] = [one for one in records if not (one.get("id") == "look 1" and one.get("replayed"))]


def lost(records: Records) -> None:
    for one in records:
        if one["what"] == "journal":
            one["facts"] = [fact for fact in one["facts"] if fact["command"] != "oxygen"]


def not_in_the_new_picture(records: Records) -> None:
    for one in records:
        if one["what"] == "board" and one["t"] > ANEW:
            one["board"]["booths"] = [{"id": n, "seats": [{"mark": "A"}]} for n in (1, 2)]


@pytest.mark.parametrize(
    ("rule", "lie"),
    [
        ("a history that is over is shown as live", stays_behind),
        ("never answered", sent_once),
        ("acknowledged and lost", lost),
        ("acknowledged and not on the screen", not_in_the_new_picture),
    ],
)
def test_a_planted_lie_is_found(rule: str, lie: Callable[[Records], None]) -> None:
    records = in_two()
    lie(records)
    assert rule in found(records)


def test_what_the_new_history_lacks_may_be_taken_anew_at_another_version() -> None:
    """Answered just before, not in the replica, and sent again."""
    records = in_two()
    for one in records:
        if one["what"] == "journal":
            facts = {fact["command"]: fact for fact in one["facts"]}
            facts["bob leaves"]["version"] = 12
        elif one["what"] == "answered" and one["id"] == "bob leaves" and one["replayed"]:
            one |= {"replayed": False, "body": one["body"] | {"version": 12}}
    assert not found(records) & {"answered otherwise the second time", "on record at another version"}
