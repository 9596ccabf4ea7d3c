"""The floor plan, as a form that needs no script."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from ops.domain.errors import Code, Refused
from ops.services.set_up import settings, site_files
from ops.services.set_up.setup import SITE_FILE
from ops.services.set_up.site_file import BoothPlan
from tests.routes.door import Browser, Door, words_of
from tests.support.furnished import furnish, starter

Form = dict[str, str | list[str]]
PLAN = "/set-up/plan"


@pytest.fixture
def riverside(door: Door) -> Door:
    """The starter's room, of which no file was written yet."""
    furnished = furnish(door.house, "riverside", starter())
    written = site_files.path_for(door.house, furnished.site_id)
    if written is not None:
        written.unlink(missing_ok=True)
    return Door(door.app, door.clock, furnished)


def plan(door: Door) -> Mapping[str, BoothPlan]:
    found = settings.current(door.house, door.furnished.site_id).plan
    return {booth.name: booth for booth in found.booths}


def tiles(door: Door) -> dict[str, Any]:
    """As the tablets have them, by name."""
    board = json.loads(door.get(f"/sites/{door.furnished.slug}/board").data)
    return {tile["name"]: tile for tile in board["booths"]}


def opened(door: Door) -> Browser:
    rosa = door.coordinator()
    rosa.get(PLAN)
    return rosa


def form(door: Door, **typed: str) -> Form:
    """As the page has it, with what was typed: ``p3_row="7"``; an empty one is left out."""
    shown = settings.current(door.house, door.furnished.site_id)
    said: Form = {"expected": shown.mark, "place": [f"p{n}" for n in range(1, len(shown.plan.booths) + 1)]}
    for number, booth in enumerate(shown.plan.booths, 1):
        numbers = {name: str(getattr(booth, name)) for name in ("row", "column", "width", "height")}
        fields = {
            "was": str(booth.place),
            "name": booth.name,
            "kind": booth.kind,
            "seats": ", ".join(booth.seats),
        }
        said |= {f"p{number}-{name}": value for name, value in (numbers | fields).items()}
        said |= {f"p{number}-wiped": "on"} if booth.wiped else {}
    return said | {name.replace("_", "-"): value for name, value in typed.items()}


def added(said: Form, **fields: str) -> Form:
    """With the last row filled in."""
    usual = {"kind": "any", "row": "5", "column": "1", "width": "1", "height": "1", "seats": "A"}
    places = [*said["place"], "new"]
    return said | {"place": places} | {f"new-{name}": value for name, value in (usual | fields).items()}


def test_a_place_is_moved_renamed_and_stays_the_same(riverside: Door) -> None:
    rosa, three = opened(riverside), riverside.booth("3")
    riverside.room.seats("3")
    answer = rosa.post(PLAN, form(riverside, p3_name="Window", p3_row="5", p3_column="6", p3_seats="A B"))
    assert answer.headers["Location"] == f"{PLAN}?kept=1"
    found = plan(riverside)["Window"]
    assert (found.row, found.column, found.seats) == (5, 6, ("A", "B"))
    tile = tiles(riverside)["Window"]
    assert tile["id"] == three
    assert tile["seats"][0]["visit"]
    assert "All screens show it now" in words_of(rosa.get(answer.headers["Location"]))


def test_two_places_swap_their_names_and_keep_their_people(riverside: Door) -> None:
    rosa = opened(riverside)
    inside = riverside.room.seats("3")
    assert rosa.post(PLAN, form(riverside, p3_name="4", p4_name="3")).status_code == 303
    there = tiles(riverside)
    assert there["4"]["id"] == riverside.booth("3")
    assert there["4"]["seats"][0]["visit"]["id"] == str(inside)
    assert (there["4"]["column"], there["3"]["column"]) == (3, 4)


def test_a_place_is_added_and_another_taken_off(riverside: Door) -> None:
    rosa = opened(riverside)
    said = added(form(riverside, p2_out="on"), name="Quiet corner", seats="left, B 1")
    assert rosa.post(PLAN, said).status_code == 303
    found = plan(riverside)
    assert "2" not in found
    assert found["Quiet corner"].seats == ("left", "B 1")
    assert not found["Quiet corner"].wiped
    page = rosa.get(PLAN).text
    assert 'value="left, B 1"' in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"p1_name": ""}, "It needs a name."),
        ({"p1_name": "x" * 21}, "A name has at most 20 letters."),
        ({"p1_name": "aftercare"}, "Another place is called aftercare, too."),
        ({"p1_kind": "palace"}, "Choose what it is for."),
        ({"p1_row": "0"}, "whole numbers from 1 to 24"),
        ({"p1_width": "²"}, "whole numbers from 1 to 24"),
        ({"p1_column": "9" * 5000}, "whole numbers from 1 to 24"),
        ({"p1_row": "00199"}, "whole numbers from 1 to 24"),
        ({"p1_seats": " , "}, "It needs a mark for each seat"),
        ({"p1_seats": "A, +1"}, "+1 cannot mark a seat"),
        ({"p1_seats": "a, A"}, "Two seats have the same mark."),
        ({"p1_column": "2"}, "It stands where 2 stands."),
        ({"p1_height": "2"}, "It stands where 5 stands."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_place_and_nothing_typed_is_lost(
    riverside: Door, typed: dict[str, str], says: str
) -> None:
    rosa, before = opened(riverside), plan(riverside)
    answer = rosa.post(PLAN, form(riverside, p9_name="Renamed", **typed))
    assert answer.status_code == 400
    assert says in words_of(answer)
    assert 'value="Renamed"' in answer.text
    assert plan(riverside) == before


def test_a_place_somebody_is_in_stays_until_it_is_free(riverside: Door) -> None:
    rosa = opened(riverside)
    riverside.room.seats("3")
    answer = rosa.post(PLAN, form(riverside, p3_out="on"))
    assert answer.status_code == 400
    assert "Somebody is in 3. It is back on the plan" in words_of(answer)
    assert "3" in plan(riverside)
    assert "Somebody is in it" in words_of(rosa.get(PLAN))


def test_a_name_is_kept_by_the_place_whose_people_came_meanwhile(riverside: Door) -> None:
    shown = settings.current(riverside.house, riverside.furnished.site_id)
    four = replace(next(one for one in shown.plan.booths if one.name == "4"), name="3")
    others = [one for one in shown.plan.booths if one.name not in {"3", "4"}]
    riverside.room.seats("3")
    wanted = replace(shown.plan, booths=(four, *others))
    with pytest.raises(Refused) as refused:
        settings.change(riverside.house, riverside.furnished.site_id, wanted, SITE_FILE, shown.mark)
    assert refused.value.code is Code.BOOTH_OCCUPIED
    assert {"3", "4"} <= set(plan(riverside))


def test_a_room_has_a_place(riverside: Door) -> None:
    rosa = opened(riverside)
    answer = rosa.post(PLAN, form(riverside) | {"place": []})
    assert "A room has at least one place." in words_of(answer)


def test_whoever_is_slower_is_told_and_loses_nothing(riverside: Door) -> None:
    rosa, noor = opened(riverside), riverside.coordinator("Noor")
    mine = form(riverside, p1_name="Mine")
    noor.get(PLAN)
    assert noor.post(PLAN, form(riverside, p1_name="Theirs")).status_code == 303
    answer = rosa.post(PLAN, mine)
    assert answer.status_code == 400
    assert "Somebody changed the set-up since" in words_of(answer)
    assert 'value="Mine"' in answer.text
    again = mine | {"expected": settings.current(riverside.house, riverside.furnished.site_id).mark}
    assert str(again["expected"]) in answer.text
    assert rosa.post(PLAN, again).status_code == 303
    assert {"Mine", "Theirs"} & set(plan(riverside)) == {"Mine"}


def test_names_swapped_by_somebody_faster_move_nobody(riverside: Door) -> None:
    rosa, noor = opened(riverside), riverside.coordinator("Noor")
    inside, mine = riverside.room.seats("3"), form(riverside, p1_name="Mine")
    noor.get(PLAN)
    assert noor.post(PLAN, form(riverside, p3_name="4", p4_name="3")).status_code == 303
    assert rosa.post(PLAN, mine).status_code == 400
    again = mine | {"expected": settings.current(riverside.house, riverside.furnished.site_id).mark}
    assert rosa.post(PLAN, again).status_code == 303
    there = tiles(riverside)["3"]
    assert there["seats"][0]["visit"]["id"] == str(inside)
    assert (there["id"], there["column"]) == (riverside.booth("3"), 3)


def test_another_sites_plan_is_not_touched(riverside: Door, elsewhere: Door) -> None:
    rosa, before = opened(riverside), plan(elsewhere)
    rosa.post(PLAN, form(riverside, p1_name="Mine"))
    assert plan(elsewhere) == before


@pytest.mark.parametrize("height", ["001999999999", "0000002", "²"])
def test_a_number_is_what_all_of_its_digits_say(riverside: Door, height: str) -> None:
    answer = opened(riverside).post(PLAN, form(riverside, p1_height=height))
    assert answer.status_code == 400
    assert "whole numbers from 1 to" in words_of(answer)
