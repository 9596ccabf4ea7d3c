"""A drill on the live line: for tablets of its site, on no wall, and over when it is over."""

from uuid import uuid4

from ops.domain.drill import slug_of
from ops.services import drills
from tests.realtime.room import Room
from tests.support.client import Program
from tests.support.processes import wait_until


def test_tablets_follow_it_no_wall_does_and_its_end_sends_them_away(room: Room) -> None:
    command = room.command("drill")
    drills.begin(room.house, command)
    slug = slug_of(command.id)
    with room.screen("floor") as real, room.screen("wall") as wall, room.screen("floor") as mine:
        mine.site = slug
        people = mine.subscribe()["booths"]
        assert any(seat.get("visit") for tile in people for seat in tile["seats"])
        for screen, audience, code in (
            (wall, "wall", "not_found"),
            (wall, "floor", "not_found"),
            (real, "wall", "forbidden"),
            (real, "waiting", "forbidden"),
        ):
            assert screen.say("subscribe", {"site": slug, "audience": audience})["code"] == code
        none = {"site": slug_of(uuid4()), "audience": "floor"}
        assert real.say("subscribe", none)["code"] == "not_found"
        told = [len(screen.deltas) for screen in (real, wall)]
        Program(room.server.port, room.furnished.tokens["floor"]).post(f"/sites/{slug}/responses", {})
        wait_until(lambda: mine.board is not None and len(mine.board["responses"]) == 1, "it is told")
        assert [len(screen.deltas) for screen in (real, wall)] == told
        drills.end(room.house, room.command("drill_end"), command.id)
        wait_until(lambda: not mine.connected, "the socket is closed")
        assert mine.revoked == [{"reason": "over"}]
        real.wait_for(room.version())
        assert real.connected
