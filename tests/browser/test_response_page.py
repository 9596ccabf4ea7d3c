"""The response page before a real server: one tap logs, two tablets share, over is not complete."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import SOON
from tests.browser.tablets import LYING, STANDING, Tablet, board, program, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


def begun(tablet: Tablet, place: str = "1") -> str:
    """Someone sits there, and a response begins from their sheet."""
    tablet.seats_someone(place)
    tablet.tap(tablet.seat(place))
    return tablet.responds()


def kinds(server: RunningServer, name: str) -> list[str]:
    """What the server's log says, in order, without what was replaced."""
    rows = response(server, name)["actions"]
    return [row["kind"] for row in rows if not row["superseded_by"] and not row["voided_at"]]


LINES = """
(box) => {
  const big = box.querySelector('.big');
  return Math.round(big.getBoundingClientRect().height / parseFloat(getComputedStyle(big).lineHeight));
}
"""


def parsed(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


def at(tablet: Tablet, where: str) -> None:
    expect(tablet.page.locator("h1")).to_have_text(f"Response, {where}", timeout=SOON)


def test_every_button_logs_with_one_tap_what_it_names(tablet: Tablet, server: RunningServer) -> None:
    name = begun(tablet)
    tablet.taps = 0
    tablet.logs(
        "start breaths", "log oxygen", "log dose 1", "log stimulation", "log airway, position", "MARK"
    )
    assert tablet.taps == 6
    tablet.logs("stop breaths", "log dose 2", "ambulance called")
    tablet.logs("ambulance is here")
    tablet.all_sent()
    assert kinds(server, name) == [
        "breaths_start",
        "oxygen_start",
        "naloxone",
        "stimulation",
        "airway",
        "mark",
        "breaths_stop",
        "naloxone",
        "ambulance_called",
        "ambulance_arrived",
    ]
    values = [row["values"] for row in response(server, name)["actions"] if row["kind"] == "naloxone"]
    assert values == [{"dose_mg": 0.4, "by_route": "im"}] * 2
    tablet.reads("2 doses, 0.8 mg in all · site protocol: reassess breathing after 3 min")
    expect(tablet.log_rows()).to_have_count(10)


def test_two_tablets_work_in_one_response(server: RunningServer, tablet: Tablet, browser: Browser) -> None:
    name = begun(tablet)
    with Tablet(browser, server, "responder") as other:
        other.reads("nobody there yet")
        other.tap(other.page.locator(".pane .alarm").first)
        tablet.logs("log dose 1")
        other.reads("0.4 mg IM")
        other.logs("log dose 2", "MORE HANDS")
        tablet.reads("same dose or second dose?")
        tablet.reads("1–2 doses")
        tablet.presses("the same dose")
        other.reads("1 dose, 0.4 mg in all")
        tablet.reads("asked for 0:")
        tablet.logs("MORE HANDS")
        tablet.all_sent()
        assert response(server, name)["more_hands_at"], "calling again is no withdrawal"
        other.logs("enough hands")
        expect(tablet.page.locator(".act.enough")).to_have_count(0, timeout=SOON)
        assert response(server, name)["more_hands_at"] is None
        tablet.all_sent()
        other.all_sent()
    assert kinds(server, name) == ["naloxone"]


def test_a_row_is_put_right_where_it_stands(tablet: Tablet, server: RunningServer) -> None:
    name = begun(tablet)
    tablet.logs("log dose 1")
    tablet.all_sent()
    first = response(server, name)["actions"][0]
    tablet.presses("2 min ago")
    tablet.reads("changed")
    tablet.tap(tablet.log_rows().first)
    tablet.presses("5 min earlier", "peer or friend", "2", "IN", "Save")
    tablet.reads("2 mg IN")
    tablet.all_sent()
    rows = response(server, name)["actions"]
    now = [row for row in rows if not row["superseded_by"]]
    assert [(row["values"], row["given_by"]) for row in now] == [({"dose_mg": 2, "by_route": "in"}, "peer")]
    earlier = parsed(first["happened_at"]) - parsed(now[0]["happened_at"])
    assert earlier == timedelta(minutes=7), "two by the quick key, five in the panel"
    assert first["id"] in {row["id"] for row in rows}, "nothing is overwritten"
    tablet.tap(tablet.log_rows().first)
    tablet.presses("Take it out: mis-tap")
    expect(tablet.page.locator(".row.voided")).to_have_count(1, timeout=SOON)
    tablet.logs("log dose 1")


def test_a_mark_is_named_later(tablet: Tablet, server: RunningServer) -> None:
    name = begun(tablet)
    tablet.logs("MARK")
    tablet.all_sent()
    tablet.tap(tablet.log_rows().first)
    tablet.presses("naloxone", "0.8", "Save")
    tablet.all_sent()
    assert kinds(server, name) == ["naloxone"]
    assert response(server, name)["actions"][-1]["values"] == {"dose_mg": 0.8, "by_route": "im"}


def test_a_change_is_saved_without_scrolling_and_never_by_leaving(
    server: RunningServer, browser: Browser
) -> None:
    for place, size in {"1": (1280, 800), "2": (800, 1280), "3": LYING, "4": STANDING}.items():
        with Tablet(browser, server, size=size) as tablet:
            name = begun(tablet, place)
            tablet.logs("assess", "log assessment")
            tablet.all_sent()
            tablet.tap(tablet.log_rows().first)
            panel = tablet.page.get_by_role("group", name="Change of a row")
            for key in ("5 min earlier", "paramedic", "Save", "Close"):
                expect(panel.get_by_role("button", name=key, exact=True)).to_be_in_viewport(ratio=1)
            panel.get_by_role("button", name="uneven").scroll_into_view_if_needed()
            expect(panel.get_by_role("button", name="Save", exact=True)).to_be_in_viewport(ratio=1)
            expect(tablet.page.locator(".act.mark")).to_be_in_viewport(ratio=1)
            tablet.presses("paramedic", "Close")
            expect(panel).to_have_count(0)
            tablet.all_sent()
            assert [row["given_by"] for row in response(server, name)["actions"]] == [None], size


def test_an_assessment_is_tapped_together_and_shown_first(tablet: Tablet, server: RunningServer) -> None:
    name = begun(tablet)
    tablet.logs("assess")
    tablet.presses("unresponsive", "8")
    tablet.tap(tablet.page.get_by_role("group", name="SpO2").get_by_role("button", name="80"))
    tablet.logs("log assessment")
    tablet.reads("8 / min")
    tablet.all_sent()
    expected = {"sedation": "unresponsive", "breaths_per_minute": 8, "spo2_percent": 80}
    assert response(server, name)["actions"][0]["values"] == expected


def test_the_breathing_clock_says_no_more_than_was_counted_and_stays_in_its_box(
    server: RunningServer, browser: Browser
) -> None:
    for size in (LYING, STANDING):
        with Tablet(browser, server, size=size) as tablet:
            tablet.responds()
            box = tablet.page.locator(".clock-box.breathing")
            expect(box.locator(".big")).to_have_text("not assessed")
            assert box.evaluate(LINES) == 1, size
            tablet.logs("assess")
            tablet.presses("responds to pressure")
            tablet.logs("log assessment")
            expect(box.locator(".big")).to_have_text("not counted")
            expect(box.locator(".under")).to_have_text("responds to pressure")
            assert box.evaluate(LINES) == 1, size
            assert box.evaluate("(node) => node.scrollWidth <= node.clientWidth"), size


def test_everything_the_domain_knows_is_one_tap_behind_more(tablet: Tablet, server: RunningServer) -> None:
    name = begun(tablet)
    for words in ("log suction", "start CPR", "log AED", "log glucose", "log epinephrine", "log cooling"):
        tablet.logs("More…", words)
    tablet.logs("More…", "ambulance came, person chose not to go")
    tablet.logs("More…", "note")
    tablet.page.get_by_label("A short note").fill("on the left side")
    tablet.presses("log the note")
    tablet.all_sent()
    assert kinds(server, name) == [
        "suction",
        "cpr_start",
        "aed",
        "glucose",
        "epinephrine",
        "cooling",
        "ambulance_chose_not_to_go",
        "note",
    ]


def test_the_place_is_said_after_it_began_elsewhere(tablet: Tablet, server: RunningServer) -> None:
    tablet.seats_someone("2")
    name = tablet.responds()
    tablet.presses("washroom")
    at(tablet, "washroom")
    tablet.all_sent()
    assert response(server, name)["place"] == "washroom"
    tablet.goes_back()
    tablet.responds()
    tablet.presses("2")
    at(tablet, "Booth 2")
    tablet.presses("kind?", "seizure")
    tablet.reads("log recovery position")
    tablet.reads("1 more running")
    tablet.presses("1 more running")
    at(tablet, "washroom")


def test_tapping_where_one_runs_joins_it_and_another_person_is_one_tap(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    name = begun(tablet)
    tablet.all_sent()
    with Tablet(browser, server, "responder") as other:
        other.tap(other.seat("1"))
        other.responds()
        other.reads("Already running")
        other.presses("Same person")
        other.logs("log oxygen")
        tablet.reads("10\u00a0L, mask")
        other.goes_back()
        other.tap(other.seat("1"))
        other.responds()
        other.presses("Another person")
        other.reads("1 more running")
        other.all_sent()
    running = [one for one in board(server)["responses"] if one["state"] == "running"]
    assert len(running) == 2
    assert kinds(server, name) == ["oxygen_start"]


def test_over_calms_the_wall_and_three_taps_complete_the_record(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    name = begun(tablet)
    tablet.presses("kind?", "slow breathing, sedation")
    tablet.logs("log oxygen", "OVER")
    tablet.reads("Over. To finish: how they are, where to, ambulance")
    with Tablet(browser, server, "responder") as other:
        other.tap(other.page.locator(".alarm.finish"))
        other.reads("To finish")
        other.taps = 0
        other.presses("awake and well", "stayed, aftercare", "not called")
        assert other.taps == 3
        other.reads("The record is complete")
        other.all_sent()
    found = response(server, name)
    assert found["complete"]
    said = {"state": "awake", "place": "stayed", "ambulance": "not_called"}
    assert found["outcome"] == said | {"by": "The responder"}
    tablet.presses("→ Aftercare")
    tablet.goes_back()
    expect(tablet.page.locator(".seat.taken", has_text="Aftercare")).to_have_count(1, timeout=SOON)
    expect(tablet.page.locator(".alarm.finish")).to_have_count(0)


def test_nothing_was_needed_and_a_mis_tap_are_told_apart(tablet: Tablet, server: RunningServer) -> None:
    name = begun(tablet)
    tablet.presses("all OK, no response needed")
    slip = tablet.responds()
    tablet.presses("mis-tap")
    tablet.all_sent()
    assert [response(server, one)["state"] for one in (name, slip)] == ["all_ok", "mis_tap"]
    tablet.sees("1", "OK")


def test_undo_of_a_slip_leaves_nothing_running(tablet: Tablet, server: RunningServer) -> None:
    tablet.responds()
    tablet.tap(tablet.page.locator(".toast .undo"))
    expect(tablet.page.locator(".tablet.floor")).to_be_visible(timeout=SOON)
    tablet.all_sent()
    assert board(server)["responses"] == []


def test_a_complete_record_can_still_be_opened_by_its_address(tablet: Tablet) -> None:
    name = begun(tablet)
    tablet.presses("all OK, no response needed")
    tablet.all_sent()
    tablet.opens(f"/floor/response/{name}")
    tablet.reads("All OK, no response was needed.")


def test_a_complete_record_that_could_not_be_had_is_asked_for_again(tablet: Tablet) -> None:
    name = begun(tablet)
    tablet.presses("all OK, no response needed")
    tablet.all_sent()
    tablet.cut_off()
    tablet.opens(f"/floor/response/{name}")
    tablet.reads("Looking for this response")
    tablet.reconnected()
    tablet.reads("All OK, no response was needed.")


def test_whoever_is_there_has_their_keys_in_view_beside_all_clocks(
    server: RunningServer, tablet: Tablet
) -> None:
    name = begun(tablet)
    one = program(server)
    acts: list[dict[str, Any]] = [
        {"kind": "breaths_start", "values": {"every_seconds": 5}},
        {"kind": "naloxone", "values": {"dose_mg": 0.4, "by_route": "im"}},
        {"kind": "ambulance_called"},
        {"kind": "oxygen_start"},
        {
            "kind": "assessment",
            "values": {"sedation": "responds_to_pressure", "breaths_per_minute": 8, "spo2_percent": 90},
        },
    ]
    shelf = one.post(f"/sites/{server.site}/supplies", {"form": "cylinder", "count": 137})
    assert one.post(f"/supplies/{shelf[1]['id']}/in-use", {})[0] == 200
    for act in acts:
        assert one.post(f"/responses/{name}/actions", act)[0] == 200
    assert one.post(f"/sites/{server.site}/responses", {"place": "washroom"})[0] == 201
    tablet.presses("I’m here")
    tablet.reads("ambulance called")
    expect(tablet.page.locator(".elsewhere")).to_contain_text("washroom", timeout=SOON)
    for key in (tablet.page.locator(".people .leave"), tablet.key("Going"), tablet.key("I lead")):
        expect(key).to_be_in_viewport(ratio=1, timeout=SOON)
