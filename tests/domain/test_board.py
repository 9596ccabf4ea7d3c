"""What each audience sees of the room: enough, and never more."""

from dataclasses import replace
from typing import Any

import pytest

from ops.domain import board
from ops.domain.board_response import shape, shown
from ops.domain.visit import Visit
from ops.domain.words import Answer, Audience, BoothKind, ResponseAct, ResponseState, Substance, VisitState
from tests.domain import records
from tests.domain.stays import RESPONSE, SITE, after, in_state, looked, seated, waiting

FLOOR, WALL = Audience.FLOOR, Audience.WALL
PERSONAL = {
    "handle",
    "route",
    "substances",
    "look",
    "usual_until",
    "arrived_at",
    "episodes",
    "asleep_in_a_row",
    "ask_rouse",
}
FROM_NOW = {"phase", "age", "late", "minutes", "overdue", "due_in"}


def tile(visit: Visit | None, audience: Audience = FLOOR, **columns: Any) -> dict[str, Any]:
    booth = board.BoothPicture(
        3,
        "3",
        BoothKind.INJECTION,
        0,
        2,
        1,
        1,
        False,
        None,
        None,
        [
            board.SeatPicture("A", False, visit),
            board.SeatPicture("+1", True, None),
        ],
    )
    return board.tile(replace(booth, **columns), audience, SITE)


@pytest.mark.parametrize(
    "state",
    [
        VisitState.USING,
        VisitState.AFTERCARE,
        VisitState.STEPPED_OUT,
        VisitState.LOOKED_FOR,
    ],
)
def test_the_wall_sees_a_person_without_anything_about_them(state: VisitState) -> None:
    visit = replace(in_state(state), handle="otter", substances=(Substance.FENTANYL,))
    wall = tile(visit, WALL)["seats"][0]["visit"]
    floor = tile(visit, FLOOR)["seats"][0]["visit"]
    assert not PERSONAL & wall.keys()
    assert floor.keys() >= PERSONAL
    assert wall.items() <= floor.items()
    assert "otter" not in str(wall)
    assert not FROM_NOW & floor.keys()


def test_a_running_response_shows_no_deadline() -> None:
    visit = replace(seated(), response_id=RESPONSE)
    for audience in (WALL, FLOOR):
        seat = tile(visit, audience)["seats"][0]["visit"]
        assert seat["response"] == RESPONSE
        assert {seat[name] for name in ("due_soon_at", "due_at", "overdue_at", "urgent_at")} == {None}
    assert tile(seated(), WALL)["seats"][0]["visit"]["due_at"] == after(5)


def test_who_is_helped_is_not_waited_for_on_a_walk() -> None:
    visit = replace(seated(), confirm_since=after(43))
    for audience in (WALL, FLOOR):
        assert tile(visit, audience)["seats"][0]["visit"]["confirm_since"] == after(43)
        helped = replace(visit, response_id=RESPONSE)
        assert tile(helped, audience)["seats"][0]["visit"]["confirm_since"] is None


def test_an_empty_extra_seat_is_not_there() -> None:
    assert [seat["mark"] for seat in tile(None)["seats"]] == ["A"]
    assert "visit" not in tile(None)["seats"][0]


@pytest.mark.parametrize(
    ("visit", "columns", "expected"),
    [
        (None, {}, "free"),
        (None, {"closed": True}, "closed"),
        (None, {"cleaning_since": after(0)}, "cleaning"),
        (seated(), {}, "occupied"),
        (seated(), {"closed": True, "cleaning_since": after(0)}, "occupied"),
    ],
)
def test_a_tile_says_its_status(visit: Visit | None, columns: dict[str, Any], expected: str) -> None:
    assert tile(visit, **columns)["status"] == expected


def test_why_a_booth_is_closed_is_for_tablets() -> None:
    closed: dict[str, Any] = {"closed": True, "closed_reason": "in somebody's own words"}
    assert tile(None, FLOOR, **closed)["closed_reason"] == "in somebody's own words"
    for audience in (Audience.WALL, Audience.WAITING):
        assert not {"closed_reason", "wiped"} & tile(None, audience, **closed).keys()


def test_after_three_times_asleep_tablets_ask_for_a_rouse() -> None:
    person = seated()
    asked = []
    for minute in (5, 10, 15):
        person = looked(person, Answer.ASLEEP, after(minute))
        asked.append(tile(person)["seats"][0]["visit"]["ask_rouse"])
    assert asked == [False, False, True]


def test_the_waiting_list_names_nobody_on_a_wall() -> None:
    person = waiting(handle="otter")
    for audience in (WALL, Audience.WAITING):
        entry = board.waiting(person, audience, 1)
        assert not {"handle", "route", "substances", "look"} & entry.keys()
    assert board.waiting(person, FLOOR, 1)["handle"] == "otter"


@pytest.mark.parametrize("state", VisitState)
def test_a_write_answers_a_stay_wherever_it_stands(state: VisitState) -> None:
    answered = board.anywhere(in_state(state), FLOOR, SITE)
    assert (answered["id"], answered["state"]) == (in_state(state).id, state)


def test_a_delta_puts_in_changes_and_takes_out() -> None:
    def booth(number: int, **more: Any) -> dict[str, Any]:
        return {"id": number, "row": 0, "column": number, **more}

    picture = {
        "version": 1,
        "booths": [booth(1), booth(2), booth(4)],
        "waiting": [],
        "room": {"state": "open"},
    }
    told = {
        "version": 5,
        "changed": {"2": booth(2, status="free"), "3": booth(3), "4": None, "9": None},
        "waiting": [{"id": "x"}],
    }
    after_it = board.apply(picture, told)
    assert [(tile["id"], tile.get("status")) for tile in after_it["booths"]] == [
        (1, None),
        (2, "free"),
        (3, None),
    ]
    assert (after_it["version"], after_it["waiting"], after_it["room"]) == (
        5,
        [{"id": "x"}],
        {"state": "open"},
    )
    assert picture["version"] == 1


# -- responses ---------------------------------------------------------------------------


@pytest.mark.parametrize("state", ResponseState)
def test_who_sees_a_response(state: ResponseState) -> None:
    response = records.in_state(state).response
    assert shown(response, WALL) is (state is ResponseState.RUNNING)
    assert shown(response, FLOOR) is (state in (ResponseState.RUNNING, ResponseState.OVER))
    assert not shown(response, Audience.WAITING)


def test_a_complete_record_leaves_the_list() -> None:
    assert not shown(records.complete().response, FLOOR)


def test_the_wall_sees_where_how_long_and_how_many() -> None:
    record = records.dose(records.running(visit_id=records.PERSON, seat="A"), records.after(2), who="Ana")
    record = records.does(record, ResponseAct.MORE_HANDS, records.after(3))
    seen = shape(record, [], WALL)
    assert seen == {
        "id": records.FIRST,
        "booth": records.BOOTH,
        "seat": "A",
        "place": None,
        "visit": records.PERSON,
        "state": "running",
        "began_at": records.BEGAN,
        "going_until": None,
        "attended_until": records.after(5),
        "there": 1,
        "going": 0,
        "more_hands_at": records.after(3),
        "over_at": None,
        "complete": False,
        "insists_at": None,
    }


def test_tablets_see_the_whole_record_in_order() -> None:
    record = records.dose(records.running(), records.after(4))
    record = records.dose(record, records.after(2), now=records.after(6))
    other = records.new_id()
    seen = shape(record, [other], FLOOR)
    assert [row["happened_at"] for row in seen["actions"]] == [records.after(2), records.after(4)]
    assert seen["aliases"] == [other]
    assert seen["missing"][0] == "kind"
    assert seen["outcome"] == {"state": None, "place": None, "ambulance": None, "by": None}
