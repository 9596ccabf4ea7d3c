"""Snapshot, deltas and pulse, over real sockets, in both server modes."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import update

from ops.models import Site
from tests.realtime.room import Room
from tests.support.processes import wait_until

AUDIENCES = ("floor", "wall", "waiting")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_screen_gets_the_whole_board_first(room: Room, audience: str) -> None:
    room.arrives("1")
    with room.screen(audience) as screen:
        assert screen.picture() == room.fresh(audience)
        assert screen.board is not None
        assert screen.board["server_now"].endswith("Z")


def test_an_act_is_told_as_what_changed(room: Room) -> None:
    with room.screen("floor") as screen:
        base = screen.version
        visit = room.arrives("2")
        screen.wait_for(base + 1)
        [delta] = screen.deltas
        booth = str(room.furnished.booths["2"])
        assert (delta["site"], delta["base"], delta["version"]) == (room.furnished.slug, base, base + 1)
        assert list(delta["changed"]) == [booth]
        assert delta["changed"][booth]["seats"][0]["visit"]["id"] == str(visit)


def test_each_audience_is_told_its_own_shape(room: Room) -> None:
    with room.screen("floor") as floor, room.screen("wall") as wall, room.screen("waiting") as waiting:
        room.arrives("1")
        version = room.version()
        for screen in (floor, wall, waiting):
            screen.wait_for(version)
        booth = str(room.furnished.booths["1"])
        assert "handle" in floor.deltas[-1]["changed"][booth]["seats"][0]["visit"]
        assert "handle" not in wall.deltas[-1]["changed"][booth]["seats"][0]["visit"]
        assert waiting.deltas[-1]["changed"] == {}


def test_snapshot_and_deltas_make_the_fresh_snapshot_while_several_write(room: Room) -> None:
    """Screens join before, amid and after; each ends with the picture a newcomer gets."""
    early = [room.screen(audience) for audience in AUDIENCES]
    for screen in early:
        screen.__enter__()

    def shift(booth: str) -> None:
        for _ in range(6):
            visit = room.arrives(booth)
            room.looked_in(visit)
            room.gives_up_waiting(room.arrives())
            room.leaves(visit, booth)

    late = [room.screen(audience) for audience in AUDIENCES]
    with ThreadPoolExecutor(6) as writers:
        work = [writers.submit(shift, booth) for booth in ("1", "2", "Aftercare")]
        for screen in late:
            screen.__enter__()
        for done in work:
            done.result()
    version = room.version()
    for screen in (*early, *late):
        screen.wait_for(version)
        assert screen.picture() == room.fresh(screen.audience)
        assert screen.resyncs == 0


def test_deltas_come_in_order_and_without_a_gap(room: Room) -> None:
    with room.screen("floor") as screen:
        with ThreadPoolExecutor(4) as writers:
            list(writers.map(lambda _: room.gives_up_waiting(room.arrives()), range(12)))
        screen.wait_for(room.version())
        assert all(later["base"] == earlier["version"] for earlier, later in pairwise(screen.deltas))
        told = [version for _, version in screen.arrivals]
        assert told == sorted(told)


def test_a_pulse_says_how_far_and_how_fresh(room: Room) -> None:
    with room.screen("wall") as screen:
        room.arrives("1")
        version = room.version()
        wait_until(lambda: any(pulse["version"] == version for pulse in screen.pulses), "a pulse")
        pulse = screen.pulses[-1]
        assert screen.board is not None
        assert pulse["epoch"] == screen.board["epoch"]
        assert pulse["server_now"].endswith("Z")
        assert 0 <= pulse["sweep_age"] <= 5
        assert set(pulse) == {"epoch", "version", "server_now", "sweep_age", "disk_full_since"}


def test_a_pulse_never_overtakes_what_it_counts(room: Room) -> None:
    with room.screen("floor") as screen:
        for _ in range(8):
            room.leaves(room.arrives("3"), "3")
        last = room.version()
        wait_until(lambda: ("pulse", last) in screen.arrivals, "a pulse of the last version")
        told = 0
        for kind, version in screen.arrivals:
            assert version >= told
            told = version if kind == "delta" else told


def test_another_epoch_voids_every_picture(room: Room) -> None:
    with room.screen("floor") as screen:
        room.arrives("1")
        screen.wait_for(room.version())
        epoch = str(uuid4())
        with room.house.db.write() as session:
            session.execute(
                update(Site).where(Site.id == room.furnished.site_id).values(epoch=epoch, version=1)
            )
        wait_until(
            lambda: screen.board is not None and screen.board["epoch"] == epoch, "a picture of the new epoch"
        )
        assert screen.deltas[-1]["changed"] == {}
        assert screen.resyncs == 1


def test_subscribing_again_changes_the_channel(room: Room) -> None:
    with room.screen("floor") as screen:
        screen.audience = "wall"
        screen.subscribe()
        base = screen.version
        room.arrives("1")
        screen.wait_for(base + 1)
        [delta] = screen.deltas
        assert "handle" not in delta["changed"][str(room.furnished.booths["1"])]["seats"][0]["visit"]


def test_the_same_version_is_the_same_picture_for_all(room: Room) -> None:
    screens = [room.screen("floor") for _ in range(6)]
    for screen in screens:
        screen.connect()
    with ThreadPoolExecutor(6) as together:
        answers = list(together.map(lambda screen: screen.subscribe(), screens))
    for answer in answers:
        answer.pop("server_now")
        assert answer == answers[0]
