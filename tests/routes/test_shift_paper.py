"""What the coordinator's page says of entries that were typed in from paper."""

from ops.services import late_entries, late_signing
from ops.services.ways_in import staff
from tests.routes.door import Door
from tests.routes.test_shift_pages import words_of
from tests.services.room import at


def test_the_next_team_reads_what_from_paper_nobody_has_signed_and_then_whose_name_is_under_it(
    door: Door,
) -> None:
    room, page = door.room, "/shifts/today"
    past = {"booth": room.booth("1"), "left_at": at("13:40")}
    room.does(late_entries.stay, said=past, happened_at=at("13:05"))
    ana = staff.add(door.house, room.site_id, name="Ana")
    browser = door.coordinator()
    said = words_of(browser.get(page).text)
    assert "Typed in from paper: one entry. From paper, not signed off yet: one entry." in said
    assert "One entry was typed in late from paper. One of them is not signed off." in said
    room.does(late_signing.sign, by=ana)
    said = words_of(browser.get(page).text)
    assert "Typed in from paper: one entry. Signed off by Ana, 14:00." in said
    assert "not signed off" not in said
