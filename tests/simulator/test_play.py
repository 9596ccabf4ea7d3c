"""What the simulated room decides, without a house."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from ops.simulator.wire import new_id
from tests.simulator.heard import HOUR, START, Heard, empty_board


def test_the_same_seed_is_the_same_day() -> None:
    assert Heard(7).until(4 * HOUR).acts == Heard(7).until(4 * HOUR).acts


def test_another_seed_is_another_day() -> None:
    assert Heard(7).until(HOUR).acts != Heard(8).until(HOUR).acts


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_busy_room_where_somebody_is_helped_every_few_minutes(seed: int) -> None:
    day = Heard(seed).until(10 * HOUR)
    assert 300 < day.count("/visits") < 470
    assert 100 < day.count("/responses") < 180
    assert day.count("/over") > 0.7 * day.count("/responses")
    assert day.count("/outcome") > 0.7 * day.count("/responses")
    assert day.count("/check-ins") > 3 * day.count("/visits")
    for rare in (
        "/call",
        "/leave-waiting",
        "/move",
        "/step-out",
        "/back",
        "/going",
        "/aftercare",
        "/cleaned",
    ):
        assert day.count(rare) > 0, rare


@pytest.mark.parametrize("seed", range(1, 6))
def test_nobody_sits_on_somebody(seed: int) -> None:
    day = Heard(seed)
    for minute in range(600):
        day.until(minute * 60)
        places = Counter(guest.place for guest in day.room.guests.values() if guest.place is not None)
        assert set(places.values()) <= {1}


def test_in_a_hurry_everything_but_the_protocol_is_faster() -> None:
    calm, hurried = Heard(7).until(2 * HOUR), Heard(7, speed=4).until(2 * HOUR)
    assert hurried.count("/visits") > 2.5 * calm.count("/visits")


def test_whoever_opens_the_wall_sees_something_happen_soon() -> None:
    day = Heard(7).until(1500)
    before = len(day.acts)
    day.room.show_something()
    day.until(1500 + 60)
    assert any(path.endswith("/responses") for _, path, _, _ in day.acts[before:])
    day.until(1500 + 600)
    late = [path for _, path, _, _ in day.acts[before:] if path.endswith("/going")]
    assert len(late) >= 2


def test_others_act_in_the_room_too() -> None:
    """The board is right: who is gone is gone, who was looked at is due later, who moved sits there."""
    day = Heard(7).until(1200)
    seated = [guest for guest in day.room.guests.values() if guest.seated and guest.place]
    gone, moved, *stay = seated
    board = empty_board()
    tiles = {tile["id"]: tile for tile in board["booths"]}
    for guest in stay:
        assert guest.place is not None
        put(tiles[guest.place.booth], guest.place.seat, str(guest.id), guest.state)
    put(tiles[9], "B", str(moved.id), "using")
    day.room.sync(board)
    assert gone.id not in day.room.guests
    assert (moved.place and moved.place.booth, moved.place and moved.place.seat) == (9, "B")
    assert moved.due == pytest.approx(9999 * 60)
    day.until(9999 * 60 - 70)
    assert not any(path == f"/visits/{gone.id}/check-ins" for at, path, _, _ in day.acts if at > 1200)


def put(tile: dict[str, Any], mark: str, visit: str, state: str) -> None:
    due = datetime.fromtimestamp(START.timestamp() + 9999 * 60, UTC)
    for seat in tile["seats"]:
        if seat["mark"] == mark:
            seat["visit"] = {
                "id": visit,
                "state": state,
                "track": "regular",
                "route": "inject",
                "response": None,
                "due_at": due.isoformat(),
            }
    tile["status"] = "occupied"


def test_ids_are_of_version_seven_and_grow_with_time() -> None:
    ids = [new_id() for _ in range(200)]
    assert {one.version for one in ids} == {7}
    assert {one.variant for one in ids} == {"specified in RFC 4122"}
    assert len(set(ids)) == 200
    stamps = [one.int >> 80 for one in ids]
    assert stamps == sorted(stamps)


def test_whoever_is_in_a_room_already_is_looked_after() -> None:
    """After an outage without a deadline, in a response that somebody else began, or still waiting."""
    board = empty_board()
    board["room"]["shift"] = {}
    board["waiting"] = [{"id": str(UUID(int=901)), "route": "inject"}]
    for number, tile in enumerate(board["booths"][:3]):
        put(tile, tile["seats"][0]["mark"], str(UUID(int=910 + number)), "using")
    first, second = (board["booths"][number]["seats"][0]["visit"] for number in (0, 1))
    first |= {"due_at": None}
    second |= {"response": str(UUID(int=920)), "due_at": None}
    day = Heard(7, opened=False)
    day.room.take_over(board)
    day.until(2 * HOUR)
    paths = [path for _, path, _, _ in day.acts]
    assert f"/visits/{UUID(int=910)}/check-ins" in paths
    assert f"/responses/{UUID(int=920)}/over" in paths
    assert f"/visits/{UUID(int=901)}/call" in paths
    for number in range(3):
        assert f"/visits/{UUID(int=910 + number)}/end" in paths
    assert "/sites/riverside/shifts" not in paths


def test_in_a_drill_people_come_and_go_and_the_rest_is_the_teams() -> None:
    board = empty_board()
    board["waiting"] = [{"id": str(UUID(int=901)), "route": "inject"}]
    put(board["booths"][0], board["booths"][0]["seats"][0]["mark"], str(UUID(int=910)), "using")
    day = Heard(7, opened=False, staffed=False)
    day.room.take_over(board)
    day.room.show_something()
    board["waiting"] = []
    put(board["booths"][1], board["booths"][1]["seats"][0]["mark"], str(UUID(int=901)), "using")
    day.room.sync(board)
    day.until(2 * HOUR)
    paths = [path for _, path, _, _ in day.acts]
    assert paths.count("/sites/riverside/visits") > 10
    for person in (901, 910):
        assert f"/visits/{UUID(int=person)}/end" in paths
    for act in ("check-ins", "going", "call", "seat", "cleaned", "responses", "shifts", "staff-on-shift"):
        assert not day.count(f"/{act}"), act
    assert all("by" not in body for _, _, body, _ in day.acts)
