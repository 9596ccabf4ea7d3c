"""How one response went, for the team that talks it over."""

from uuid import UUID, uuid4

from ops.domain.words import Substance
from ops.services import responses
from ops.services.ways_in import staff
from tests.routes.door import Door
from tests.routes.test_shift_pages import words_of
from tests.services.room import at


def a_response(door: Door) -> UUID:
    """At 3: two doses of which one was put right, oxygen for six minutes, a stimulation taken back, a step
    that was placed afterwards."""
    room = door.room
    room.seats("3")
    response = UUID(
        room.does(responses.start, said={"booth": room.booth("3"), "kind": "slow_breathing"})["id"]
    )
    room.does(responses.here, response)
    door.clock.pass_(minutes=1)
    room.does(responses.log_action, response, said={"kind": "oxygen_start"})
    door.clock.pass_(minutes=1)
    first = dose(door, response, 0.4)
    door.clock.pass_(minutes=3)
    dose(door, response, 0.8)
    room.does(
        responses.amend,
        response,
        said={"action": first, "values": {"dose_mg": 2, "by_route": "in"}, "reason": "wrong value"},
    )
    slip = uuid4()
    room.does(responses.log_action, response, said={"kind": "stimulation"}, key=slip)
    room.does(responses.void, response, said={"action": str(slip), "reason": "mis-tap"})
    door.clock.pass_(minutes=2)
    room.does(responses.log_action, response, said={"kind": "oxygen_stop"})
    room.does(
        responses.log_action,
        response,
        said={"kind": "ambulance_called", "approximate": True},
        happened_at=at("14:03"),
    )
    room.does(responses.over, response)
    return response


def dose(door: Door, response: UUID, milligrams: float) -> str:
    """The row's id."""
    said, key = {"kind": "naloxone", "values": {"dose_mg": milligrams, "by_route": "im"}}, uuid4()
    door.room.does(responses.log_action, response, said=said, key=key)
    return str(key)


def test_it_tells_in_order_with_minutes_and_what_does_not_count_struck_through(door: Door) -> None:
    response = a_response(door)
    page = door.coordinator().get(f"/responses/{response}/timeline").text
    said = words_of(page)
    for line in (
        "14:00 +0:00 the response began",
        "14:00 +0:00 somebody was there",
        "14:01 +1:00 oxygen on",
        "14:02 +2:00 naloxone, dose 1: 2 mg, IN",
        "14:03 approx. +3:00 ambulance called reconstructed",
        "14:05 +5:00 naloxone, dose 2: 0.8 mg, IM",
        "14:07 +7:00 it was over",
        "oxygen on: 6 min",
        "naloxone: 2 doses, 2.8 mg",
        "how it ended: not recorded",
    ):
        assert line in said, line
    assert '<s>naloxone: 0.4 mg, IM</s> <span class="label">corrected: wrong value</span>' in page
    assert '<s>stimulation</s> <span class="label">taken back: mis-tap</span>' in page
    assert said.index("somebody was there") < said.index("oxygen on") < said.index("it was over")


def test_nobody_is_named_and_nothing_of_the_visit_is_told(door: Door) -> None:
    ana = staff.add(door.house, door.room.site_id, name="Ana")
    door.room.seats("4", substances=[Substance.FENTANYL])
    begun = door.room.does(responses.start, said={"booth": door.room.booth("4")}, by=ana)["id"]
    door.room.does(responses.log_action, UUID(begun), said={"kind": "naloxone"}, by=ana)
    said = words_of(door.coordinator().get(f"/responses/{begun}/timeline").text)
    for hidden in ("Ana", "The floor", "fentanyl", "inject"):
        assert hidden not in said


def test_the_team_opens_it_with_a_pin_and_that_is_on_record(door: Door) -> None:
    response = a_response(door)
    path = f"/responses/{response}/timeline"
    assert door.stranger().get(path).status_code == 401
    assert door.browser("display").get(path).status_code == 403
    assert door.auditor().get(path).location.startswith("/unlock")
    assert door.browser("floor").get(path).location.startswith("/unlock")
    assert door.room.facts("record_read") == []
    assert door.coordinator().get(path).status_code == 200
    assert [fact["response"] for fact in door.room.facts("record_read")] == [str(response)]


def test_once_the_record_is_deleted_a_page_says_so(door: Door) -> None:
    answer = door.coordinator().get(f"/responses/{uuid4()}/timeline")
    assert answer.status_code == 404
    assert "kept for 30 days after it is over, then deleted" in words_of(answer.text)
    assert door.room.facts("record_read") == []
