"""How a screen sounds and looks, and that no booth is left off all walls unnoticed."""

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Audience, Role, Theme
from ops.services import screen_settings
from ops.services.screen_settings import ScreenSettings
from ops.services.ways_in import devices
from tests.services.room import Room

QUIET = ScreenSettings(volume=60, night_volume=30, theme=Theme.QUIET)


def wall(room: Room) -> int:
    return room.furnished.devices["display"]


def sets(room: Room, wanted: ScreenSettings, device: int | None = None) -> None:
    screen_settings.change(room.house, room.site_id, device or wall(room), wanted)
    room.screens_follow()


def test_the_screen_itself_learns_it_from_the_board(watched: Room) -> None:
    part = (watched.booth("1"), watched.booth("2"))
    sets(watched, ScreenSettings(60, 30, Theme.QUIET, part))
    [shown] = [one for one in watched.board(Audience.WALL)["devices"] if one["id"] == wall(watched)]
    assert {name: shown[name] for name in ("volume", "night_volume", "theme", "shows")} == {
        "volume": 60,
        "night_volume": 30,
        "theme": "quiet",
        "shows": sorted(part),
    }
    assert screen_settings.of(watched.house, watched.site_id, wall(watched)).settings.shows == tuple(
        sorted(part)
    )


@pytest.mark.parametrize("volume", [0, 19, 101])
def test_no_screen_is_so_soft_that_nobody_hears_it(room: Room, volume: int) -> None:
    with pytest.raises(Refused) as refusal:
        sets(room, ScreenSettings(80, volume, Theme.STANDARD))
    assert (refusal.value.code, refusal.value.field) == (Code.BAD_VALUE, "night_volume")


def test_every_booth_chosen_is_the_whole_room(room: Room) -> None:
    sets(room, ScreenSettings(80, 40, Theme.STANDARD, tuple(room.furnished.booths.values())))
    assert screen_settings.of(room.house, room.site_id, wall(room)).settings.shows is None


def test_another_sites_screens_and_booths_are_unknown(room: Room, elsewhere: Room) -> None:
    for wanted, device in ((QUIET, wall(elsewhere)), (ScreenSettings(80, 40, Theme.QUIET, (999,)), None)):
        with pytest.raises(Refused) as refusal:
            sets(room, wanted, device)
        assert refusal.value.code is Code.NOT_FOUND


def test_booths_that_no_wall_shows_are_named(room: Room) -> None:
    assert screen_settings.shown_on_no_wall(room.house, room.site_id) == []
    sets(room, ScreenSettings(80, 40, Theme.STANDARD, (room.booth("1"), room.booth("2"))))
    assert screen_settings.shown_on_no_wall(room.house, room.site_id) == ["3", "4", "5", "Aftercare"]
    second, _ = devices.add_device(room.house, room.site_id, role=Role.DISPLAY, name="second wall")
    rest = tuple(room.booth(name) for name in ("3", "4", "5"))
    sets(room, ScreenSettings(80, 40, Theme.STANDARD, rest), second.id)
    assert screen_settings.shown_on_no_wall(room.house, room.site_id) == ["Aftercare"]
