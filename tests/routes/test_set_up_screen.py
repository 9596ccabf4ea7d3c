"""The settings of one screen, behind a PIN."""

from ops.services import screen_settings
from tests.routes.door import Browser, Door, words_of


def wall(door: Door) -> int:
    return door.furnished.devices["display"]


def opened(door: Door) -> Browser:
    rosa = door.coordinator()
    rosa.get(f"/set-up/screens/{wall(door)}")
    return rosa


def test_a_wall_is_set_and_remembers(door: Door) -> None:
    rosa = opened(door)
    shows = [str(door.booth("1")), str(door.booth("2"))]
    form: dict[str, str | list[str]] = {
        "volume": "70",
        "night_volume": "30",
        "theme": "quiet",
        "shows": shows,
    }
    assert rosa.post(f"/set-up/screens/{wall(door)}", form).headers["Location"] == "/set-up"
    page = rosa.get(f"/set-up/screens/{wall(door)}")
    for said in ('value="70"', 'value="30"', 'value="quiet" checked', f'value="{shows[0]}" checked'):
        assert said in page.text
    assert "On no wall now: 3, 4, 5, Aftercare" in words_of(page)


def test_a_volume_nobody_would_hear_is_refused_in_words(door: Door) -> None:
    rosa = opened(door)
    for volume in ("0", "101", "loud", "-20", "9" * 40, ""):
        form = {"volume": volume, "night_volume": "30", "theme": "standard"}
        answer = rosa.post(f"/set-up/screens/{wall(door)}", form)
        assert answer.status_code == 400
        assert "from 20 to 100" in words_of(answer)
    kept = screen_settings.of(door.house, door.furnished.site_id, wall(door))
    assert kept.settings.volume == 80


def test_a_tablet_has_a_volume_and_no_part(door: Door) -> None:
    rosa = opened(door)
    page = rosa.get(f"/set-up/screens/{door.furnished.devices['floor']}")
    assert "By day" in words_of(page)
    assert "What it shows" not in words_of(page)


def test_another_sites_screen_is_unknown(door: Door, elsewhere: Door) -> None:
    rosa = opened(door)
    theirs = wall(elsewhere)
    assert rosa.get(f"/set-up/screens/{theirs}").status_code == 404
    form = {"volume": "70", "night_volume": "30"}
    assert rosa.post(f"/set-up/screens/{theirs}", form).status_code == 404
