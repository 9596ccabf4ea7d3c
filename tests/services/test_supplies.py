"""The shelf: counted, changed, followed by what responses take; undone like any other act."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Audience, Checked, Moved, OpeningPoint
from ops.services import opening, responses, supplies, undo
from tests.services.clock_set import instant, set_back
from tests.services.room import Clock, Room, at

AMPOULE, NASAL, KIT, CYLINDER = "ampoule 0.4 mg", "nasal 4 mg", "take-home kit", "cylinder"


def adds(room: Room, form: str, count: int, expires: str | None = None) -> UUID:
    day = None if expires is None else date.fromisoformat(expires)
    return UUID(room.does(supplies.add, said={"form": form, "count": count, "expires": day})["id"])


def shelf(room: Room) -> dict[UUID, dict[str, Any]]:
    return {UUID(one["id"]): one for one in room.board()["supplies"]["items"]}


def count(room: Room, item: UUID) -> int:
    number: int = shelf(room)[item]["count"]
    return number


def starts(room: Room) -> UUID:
    return UUID(room.does(responses.start, said={"booth": room.booth("3")})["id"])


def logs(room: Room, response: UUID, kind: str, **said: Any) -> UUID:
    of = {name: said.pop(name) for name in ("happened_at", "device") if name in said}
    given_by = said.pop("given_by", None)
    body = {"kind": kind, "given_by": given_by, "values": said}
    return UUID(room.does(responses.log_action, response, said=body, **of)["id"])


def undoes(room: Room, act: UUID | dict[str, Any]) -> None:
    target = act if isinstance(act, UUID) else UUID(act["id"])
    room.does(undo.undo, said={"target": target})


# -- counting ---------------------------------------------------------------------------


def test_tablets_list_what_is_there_soonest_to_expire_first_and_walls_never_hear_of_it(watched: Room) -> None:
    assert watched.board()["supplies"] == {"since": None, "items": []}
    far = adds(watched, AMPOULE, 6, "2027-11-30")
    near = adds(watched, AMPOULE, 2, "2026-12-31")
    assert list(shelf(watched)) == [near, far]
    assert shelf(watched)[near]["expires_on"] == "2026-12-31"
    for audience in (Audience.WALL, Audience.WAITING):
        assert "supplies" not in watched.board(audience)
    assert "forms" in watched.board()["room"]["protocol"]["supplies"]


def test_a_count_stands_with_what_happened_since_on_top(watched: Room, clock: Clock) -> None:
    kits = adds(watched, KIT, 10)
    clock.pass_(minutes=10)
    watched.does(supplies.change, kits, said={"number": -2, "why": Moved.GIVEN_OUT})
    clock.pass_(minutes=10)
    watched.does(supplies.change, kits, said={"number": 5, "why": Moved.ADDED})
    assert count(watched, kits) == 13
    # Told late: somebody counted between the two.
    watched.does(supplies.count, kits, said={"count": 7}, happened_at=at("14:15"))
    assert count(watched, kits) == 12
    watched.does(supplies.count, kits, said={"count": 9}, happened_at=at("14:05"))
    assert count(watched, kits) == 12


def test_each_act_can_be_undone(watched: Room, clock: Clock) -> None:
    kits = adds(watched, KIT, 10)
    clock.pass_(seconds=1)
    undoes(watched, watched.does(supplies.count, kits, said={"count": 3}))
    assert count(watched, kits) == 10
    undoes(watched, watched.does(supplies.change, kits, said={"number": -1, "why": Moved.EXPIRED}))
    assert count(watched, kits) == 10
    undoes(watched, watched.does(supplies.gone, kits))
    assert count(watched, kits) == 10
    slip = adds(watched, NASAL, 2)
    undoes(watched, slip)
    assert list(shelf(watched)) == [kits]


def test_a_batch_that_gave_a_dose_is_not_undone_with_its_slip(watched: Room) -> None:
    batch = adds(watched, AMPOULE, 10)
    logs(watched, starts(watched), "naloxone", by_route="im", dose_mg=0.4)
    with pytest.raises(Refused) as refusal:
        undoes(watched, batch)
    assert refusal.value.code is Code.UNDO_TOO_LATE


def test_off_the_list_until_somebody_sees_it_again(watched: Room, clock: Clock) -> None:
    kits = adds(watched, KIT, 0)
    clock.pass_(minutes=1)
    watched.does(supplies.gone, kits)
    assert watched.does(supplies.gone, kits)["repeat"] is True
    watched.does(supplies.count, kits, said={"count": 4}, happened_at=at("14:00:30"))
    assert shelf(watched) == {}
    clock.pass_(minutes=1)
    seen = watched.does(supplies.count, kits, said={"count": 4})
    assert count(watched, kits) == 4
    undoes(watched, seen)
    assert shelf(watched) == {}


def test_what_cannot_be_meant_is_refused(room: Room, elsewhere: Room) -> None:
    kits, cylinder = adds(room, KIT, 1), adds(room, CYLINDER, 137)
    theirs = adds(elsewhere, KIT, 1)
    wrong: list[tuple[Any, tuple[Any, ...], dict[str, Any], Code]] = [
        (supplies.add, (), {"form": "unheard of", "count": 1}, Code.BAD_VALUE),
        (supplies.count, (theirs,), {"count": 1}, Code.NOT_FOUND),
        (supplies.gone, (UUID(int=1),), {}, Code.NOT_FOUND),
        (supplies.change, (kits,), {"number": 1, "why": Moved.EXPIRED}, Code.BAD_VALUE),
        (supplies.change, (kits,), {"number": -1, "why": Moved.ADDED}, Code.BAD_VALUE),
        (supplies.change, (cylinder,), {"number": 1, "why": Moved.ADDED}, Code.BAD_VALUE),
        (supplies.in_use, (kits,), {}, Code.BAD_VALUE),
        (supplies.in_use, (cylinder,), {"instead_of": theirs}, Code.NOT_FOUND),
    ]
    for act, subject, said, code in wrong:
        with pytest.raises(Refused) as refusal:
            room.tries(act, *subject, said=said)
        assert refusal.value.code is code


def test_the_opening_check_counts_in_one_tap_and_is_taken_back_in_one(watched: Room, clock: Clock) -> None:
    near, far = adds(watched, AMPOULE, 2, "2026-12-31"), adds(watched, AMPOULE, 6)
    clock.pass_(minutes=1)
    said = {"point": OpeningPoint.NALOXONE, "state": Checked.DONE, "found": ((near, 2), (far, 5))}
    checked = watched.does(opening.check, said=said)
    assert (count(watched, near), count(watched, far)) == (2, 5)
    assert watched.board()["room"]["opening"][0]["state"] == "done"
    undoes(watched, checked)
    assert (count(watched, far), watched.board()["room"]["opening"]) == (6, [])


# -- counted down by what is logged -------------------------------------------------------


def test_a_dose_takes_from_the_soonest_to_expire_and_a_void_or_an_undo_gives_back(watched: Room) -> None:
    near, far = adds(watched, AMPOULE, 1, "2026-12-31"), adds(watched, AMPOULE, 6)
    nasal = adds(watched, NASAL, 3)
    watched.clock.pass_(minutes=1)
    response = starts(watched)
    first = logs(watched, response, "naloxone", by_route="im", dose_mg=0.4)
    second = logs(watched, response, "naloxone", by_route="im", dose_mg=0.8)
    assert (count(watched, near), count(watched, far), count(watched, nasal)) == (0, 4, 3)
    undoes(watched, second)
    assert count(watched, far) == 6
    changes = {"action": str(first), "values": {"by_route": "in", "dose_mg": 4}}
    corrected = watched.does(responses.amend, response, said=changes)
    assert (count(watched, near), count(watched, nasal)) == (1, 2)
    undoes(watched, corrected)
    assert (count(watched, near), count(watched, nasal)) == (0, 3)
    watched.does(responses.void, response, said={"action": str(first)})
    assert count(watched, near) == 1
    assert [fact["amount"] for fact in watched.facts("supply_taken")] == [1, 2, 1, 1]


def test_a_kit_taken_home_is_off_the_shelf_until_it_turns_out_that_it_was_not(watched: Room) -> None:
    kit = adds(watched, KIT, 3)
    watched.clock.pass_(minutes=1)
    response = starts(watched)
    logs(watched, response, "stimulation")
    watched.does(responses.care, response, said={"naloxone": "offered"})
    assert count(watched, kit) == 3
    watched.does(responses.care, response, said={"naloxone": "taken"})
    watched.does(responses.care, response, said={"naloxone": "taken", "debrief": "held"})
    assert count(watched, kit) == 2
    watched.clock.pass_(minutes=1)
    watched.does(supplies.count, kit, said={"count": 2})
    watched.clock.pass_(minutes=1)
    logs(watched, response, "mark")
    assert count(watched, kit) == 2
    watched.does(responses.care, response, said={"naloxone": "offered"})
    assert count(watched, kit) == 2, "who counted after it had gone counted what was there"
    watched.does(responses.care, response, said={"naloxone": "taken"})
    assert count(watched, kit) == 1
    assert [fact["amount"] for fact in watched.facts("supply_taken")] == [1, 1]


def test_a_friends_own_takes_none_and_nothing_on_the_shelf_refuses_nothing(watched: Room) -> None:
    response = starts(watched)
    logs(watched, response, "naloxone", by_route="im")
    logs(watched, response, "oxygen_start")
    batch = adds(watched, AMPOULE, 0)
    watched.clock.pass_(minutes=1)
    logs(watched, response, "naloxone", by_route="im", given_by="peer")
    assert count(watched, batch) == 0
    logs(watched, response, "naloxone", by_route="im", given_by="staff")
    # Also the dose of before the batch was known: the shelf had it, whoever counted did not.
    assert count(watched, batch) == -1


def test_the_same_dose_from_two_tablets_is_one_once_somebody_says_so(watched: Room) -> None:
    batch = adds(watched, AMPOULE, 5)
    watched.clock.pass_(minutes=1)
    response = starts(watched)
    first = logs(watched, response, "naloxone", by_route="im")
    other = logs(watched, response, "naloxone", by_route="im", device="responder")
    assert count(watched, batch) == 3
    watched.does(responses.amend, response, said={"action": str(other), "same_as": str(first)})
    assert count(watched, batch) == 4


def test_what_was_taken_before_somebody_counted_is_in_what_they_counted(watched: Room, clock: Clock) -> None:
    batch = adds(watched, AMPOULE, 5)
    response = starts(watched)
    clock.pass_(minutes=10)
    watched.does(supplies.count, batch, said={"count": 4})
    late = logs(watched, response, "naloxone", by_route="im", happened_at=at("14:05"))
    assert count(watched, batch) == 4
    watched.does(responses.void, response, said={"action": str(late)})
    assert count(watched, batch) == 4


# -- oxygen -------------------------------------------------------------------------------


def flowing(room: Room, cylinder: UUID) -> list[tuple[str, str | None, float]]:
    return [
        (one["since"][11:16], one["until"] and one["until"][11:16], one["litres_per_minute"])
        for one in shelf(room)[cylinder]["draws"]
    ]


def in_use(room: Room, gauge: int = 137) -> UUID:
    cylinder = adds(room, CYLINDER, gauge)
    room.does(supplies.in_use, cylinder)
    return cylinder


def test_oxygen_flows_from_the_cylinder_in_use_until_it_is_stopped(watched: Room, clock: Clock) -> None:
    adds(watched, CYLINDER, 137)
    cylinder = in_use(watched, 100)
    assert (shelf(watched)[cylinder]["count"], shelf(watched)[cylinder]["full_litres"]) == (310, 425)
    response = starts(watched)
    clock.pass_(minutes=1)
    logs(watched, response, "oxygen_start", litres_per_minute=15)
    clock.pass_(minutes=4)
    logs(watched, response, "oxygen_start", litres_per_minute=6)
    clock.pass_(seconds=1)
    stop = logs(watched, response, "oxygen_stop")
    assert [flow for *_, flow in flowing(watched, cylinder)] == [15, 6]
    assert flowing(watched, cylinder)[1][1] is not None
    undoes(watched, stop)
    assert flowing(watched, cylinder) == [("14:01", "14:05", 15), ("14:05", None, 6)]
    clock.pass_(minutes=3)
    watched.does(responses.over, response)
    assert flowing(watched, cylinder)[1] == ("14:05", "14:08", 6)
    clock.pass_(minutes=1)
    watched.does(supplies.count, cylinder, said={"count": 70})
    assert (flowing(watched, cylinder), shelf(watched)[cylinder]["count"]) == ([], 217)


def test_another_cylinder_takes_over_what_flows_and_an_undo_gives_it_back(
    watched: Room, clock: Clock
) -> None:
    old, new = in_use(watched), adds(watched, CYLINDER, 137)
    response = starts(watched)
    logs(watched, response, "oxygen_start", litres_per_minute=10)
    clock.pass_(minutes=5)
    swap = watched.does(supplies.in_use, new, said={"instead_of": old})
    assert (flowing(watched, old), flowing(watched, new)) == ([("14:00", "14:05", 10)], [("14:05", None, 10)])
    assert shelf(watched)[old]["in_use_since"] is None
    clock.pass_(seconds=5)
    undoes(watched, swap)
    assert (flowing(watched, old), flowing(watched, new)) == ([("14:00", None, 10)], [])
    assert shelf(watched)[new]["in_use_since"] is None
    watched.does(supplies.in_use, new, said={"instead_of": old})
    logs(watched, response, "oxygen_stop")
    assert flowing(watched, new) == []
    assert watched.does(supplies.in_use, new)["repeat"] is True


def test_two_responses_are_on_two_cylinders_where_two_are_in_use(watched: Room) -> None:
    one, two = in_use(watched, 137), in_use(watched, 60)
    first = starts(watched)
    logs(watched, first, "oxygen_start", litres_per_minute=10)
    second = UUID(watched.does(responses.start, said={"booth": watched.booth("1")})["id"])
    logs(watched, second, "oxygen_start", litres_per_minute=6)
    assert [flow for *_, flow in flowing(watched, one) + flowing(watched, two)] == [10, 6]


def test_a_cylinder_put_on_the_list_while_oxygen_flows_is_where_it_flows_from(watched: Room) -> None:
    response = starts(watched)
    logs(watched, response, "oxygen_start", litres_per_minute=10)
    watched.clock.pass_(minutes=1)
    cylinder = adds(watched, CYLINDER, 137)
    assert flowing(watched, cylinder) == []
    watched.does(supplies.in_use, cylinder)
    assert flowing(watched, cylinder) == [("14:00", None, 10)]


def test_set_back_the_clock_takes_the_shelf_with_it(watched: Room, clock: Clock) -> None:
    cylinder, batch = in_use(watched), adds(watched, AMPOULE, 5)
    clock.pass_(minutes=10)
    response = starts(watched)
    logs(watched, response, "oxygen_start", litres_per_minute=10)
    logs(watched, response, "naloxone", by_route="im")
    clock.pass_(minutes=2)
    before = clock() - (instant(shelf(watched)[cylinder]["draws"][0]["since"]) or clock())
    set_back(watched)
    after = clock() - (instant(shelf(watched)[cylinder]["draws"][0]["since"]) or clock())
    assert timedelta() <= after - before < timedelta(seconds=1)
    assert count(watched, batch) == 4
    watched.does(supplies.count, batch, said={"count": 3})
    assert count(watched, batch) == 3
