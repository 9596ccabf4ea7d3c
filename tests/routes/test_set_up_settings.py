"""The set-up pages about numbers and lists: explained, kept at once, and nothing typed is lost."""

import html
import re
from base64 import b64encode
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ops.routes.settings_pages import PAGES
from ops.services.set_up import settings
from ops.services.set_up.site_file import SitePlan
from tests.routes.door import PIN, Browser, Door, told, words_of
from tests.routes.test_ways_in import unlocks

Form = dict[str, str | list[str]]


def plan(door: Door) -> SitePlan:
    return settings.current(door.house, door.furnished.site_id).plan


def form_of(page: TestResponse) -> Form:
    """The form as a browser would send it back, untouched."""
    said: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", page.text):
        given = {key: html.unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        ticked = given.get("type") != "checkbox" or "checked" in tag
        if ticked and given.get("name") not in (None, "csrf_token"):
            said.setdefault(given["name"], []).append(given.get("value", ""))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page.text, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        said[name] = [chosen[1] if chosen else re.findall(r'<option value="([^"]*)"', options)[0]]
    return said


def opened(browser: Browser, name: str, **typed: str | list[str]) -> Form:
    return form_of(browser.get(f"/set-up/{name}")) | typed


@pytest.fixture
def rosa(own_door: Door) -> Browser:
    return own_door.coordinator()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_kept_untouched_changes_nothing(own_door: Door, rosa: Browser, name: str) -> None:
    before = plan(own_door)
    answer = rosa.post(f"/set-up/{name}", opened(rosa, name))
    assert (answer.status_code, answer.headers.get("Location")) == (303, f"/set-up/{name}?kept=1")
    assert plan(own_door) == before
    assert "Kept. It is so on all screens now" in words_of(rosa.get(f"/set-up/{name}?kept=1"))


def test_a_line_with_a_number_nobody_counts_by_is_no_line(rosa: Browser) -> None:
    form = opened(rosa, "told-next") | {"told_next.².by": "email"}
    assert rosa.post("/set-up/told-next", form).status_code == 303


def test_each_number_is_shown_with_what_it_means_and_where_it_comes_from(rosa: Browser) -> None:
    words = words_of(rosa.get("/set-up/limits"))
    assert "A place is held How long a place is held for someone who was called" in words
    assert "First value: general knowledge only." in words
    assert 'type="time"' not in rosa.get("/set-up/limits").text, "a browser may show it by a clock of twelve"
    assert "Published: a mean of 20 min" in words
    assert "English is the only one there is yet" in words_of(rosa.get("/set-up/site"))


def test_intervals_and_limits_are_kept_and_on_all_screens(own_door: Door, rosa: Browser) -> None:
    rosa.post("/set-up/intervals", opened(rosa, "intervals", **{"intervals.smoke.every": "4 min"}))
    rosa.post(
        "/set-up/limits", opened(rosa, "limits", **{"limits.night_from": "21:30", "usual.smoke": "20 min"})
    )
    assert plan(own_door).protocol.intervals["smoke"].every == 240
    assert plan(own_door).protocol.usual["smoke"] == 1200
    wall = own_door.get("/sites/here/board?audience=wall", role="display").json
    assert wall is not None
    assert wall["room"]["night"]["from"] == 21 * 60 + 30
    assert "first value: 22:00" in words_of(rosa.get("/set-up/limits"))


def test_all_slips_are_named_beside_their_fields_and_nothing_typed_is_lost(
    own_door: Door, rosa: Browser
) -> None:
    before = plan(own_door)
    typed = {"limits.extend_by": "ten", "limits.ask_rouse_after": "0", "limits.hold_for": "6 min"}
    answer = rosa.post("/set-up/limits", opened(rosa, "limits", **typed))
    assert answer.status_code == 400
    words = words_of(answer)
    assert "It must be a duration with its unit" in html.unescape(words)
    assert "It must be a whole number from 1 to 99." in words
    assert re.findall(r'name="([^"]+)"[^>]*autofocus', answer.text) == ["limits.extend_by"]
    kept = form_of(answer)
    assert [kept[name] for name in typed] == [[value] for value in typed.values()]
    assert plan(own_door) == before
    assert plan(own_door).protocol.hold_for == 300


def test_an_emptied_field_is_a_slip(own_door: Door, rosa: Browser) -> None:
    answer = rosa.post(
        "/set-up/limits", opened(rosa, "limits", **{"limits.extend_by": "", "limits.night_from": ""})
    )
    assert words_of(answer).count("It must be a") == 2
    assert plan(own_door).protocol.extend_by == 600


def test_a_grace_that_is_too_long_is_said_at_its_line(rosa: Browser) -> None:
    answer = rosa.post("/set-up/intervals", opened(rosa, "intervals", **{"intervals.smoke.grace": "9 min"}))
    slip = re.search(r"<strong>Smoking or inhaling</strong>(.*?)</th>", answer.text, re.S)
    assert slip
    assert "must be shorter than" in slip[1]
    assert re.findall(r'name="([^"]+)"[^>]*autofocus', answer.text) == ["intervals.smoke.every"]


def test_first_values_and_kit(own_door: Door, rosa: Browser) -> None:
    typed: Form = {
        "kit.without": ["aed"],
        "first_values.naloxone.dose_mg": "0,8",
        "first_values.naloxone.by_route": "in",
    }
    rosa.post("/set-up/kit", opened(rosa, "kit") | typed)
    protocol = plan(own_door).protocol
    assert protocol.not_in_kit == ("aed",)
    assert protocol.action_defaults["naloxone"] == {"dose_mg": 0.8, "by_route": "in"}
    wrong = rosa.post("/set-up/kit", opened(rosa, "kit", **{"first_values.naloxone.dose_mg": "80"}))
    assert "It must be from 0.04 to 10 mg." in words_of(wrong)


def test_a_form_on_the_shelf_is_added_changed_and_taken_out(own_door: Door, rosa: Browser) -> None:
    form = opened(rosa, "supplies") | {
        "supplies.naloxone.0.par": "9",
        "supplies.naloxone.1.name": "",
        "supplies.naloxone.2.name": "nasal 1.8 mg",
        "supplies.naloxone.2.par": "4",
        "supplies.naloxone.2.dose_mg": "1.8",
        "supplies.naloxone.2.routes": ["in"],
    }
    assert rosa.post("/set-up/supplies", form).status_code == 303
    forms = plan(own_door).protocol.supplies.forms
    assert list(forms)[:2] == ["nasal 4 mg", "nasal 1.8 mg"]
    assert (forms["nasal 4 mg"].par, forms["nasal 1.8 mg"].dose_mg) == (9, 1.8)
    assert "ampoule 0.4 mg" not in forms
    wrong = rosa.post("/set-up/supplies", opened(rosa, "supplies", **{"supplies.kit.1.name": "box"}))
    assert "It must be a whole number from 0 to 9999." in words_of(wrong)
    assert form_of(wrong)["supplies.kit.1.name"] == ["box"]
    twice = opened(rosa, "supplies", **{"supplies.kit.1.name": "take-home kit", "supplies.kit.1.par": "1"})
    assert "Two lines have this name." in words_of(rosa.post("/set-up/supplies", twice))


def test_a_ladder_is_written_step_by_step(own_door: Door, rosa: Browser) -> None:
    first: Form = {"told_next.0.by": "screens", "told_next.0.after": "1 min"}
    assert rosa.post("/set-up/told-next", opened(rosa, "told-next") | first).status_code == 303
    second: Form = {
        "told_next.1.by": "email",
        "told_next.1.after": "2 min",
        "told_next.1.who": "on-call",
        "told_next.1.to": "nobody",
    }
    wrong = rosa.post("/set-up/told-next", opened(rosa, "told-next") | second)
    assert "It must be one e-mail address." in words_of(wrong)
    right: Form = second | {"told_next.1.to": "on-call@example.org"}
    assert rosa.post("/set-up/told-next", form_of(wrong) | right).status_code == 303
    assert [(step.by, step.after, step.who) for step in plan(own_door).told_next] == [
        ("screens", 60, ""),
        ("email", 120, "on-call"),
    ]
    gone: Form = {"told_next.0.by": ""}
    rosa.post("/set-up/told-next", opened(rosa, "told-next") | gone)
    assert [step.by for step in plan(own_door).told_next] == ["email"]


def test_whoever_was_faster_is_told_of_and_nothing_typed_is_lost(own_door: Door, rosa: Browser) -> None:
    mine = opened(rosa, "limits", **{"limits.hold_for": "6 min", "limits.extend_by": "9 min"})
    noor = own_door.coordinator("Noor")
    noor.post("/set-up/limits", opened(noor, "limits", **{"limits.hold_for": "7 min"}))
    answer = rosa.post("/set-up/limits", mine)
    assert answer.status_code == 400
    assert "Somebody changed the set-up since this page was opened" in words_of(answer)
    assert "now: 7 min" in words_of(answer)
    again = form_of(answer)
    assert again["limits.hold_for"] == ["6 min"]
    assert rosa.post("/set-up/limits", again).status_code == 303
    assert (plan(own_door).protocol.hold_for, plan(own_door).protocol.extend_by) == (360, 540)


def test_of_lists_too_it_is_said_what_they_hold_now(own_door: Door, rosa: Browser) -> None:
    mine, noor = opened(rosa, "words"), own_door.coordinator("Noor")
    theirs = opened(noor, "words", **{"substances.fentanyl.name": "down"})
    del theirs["substances.crack.on"]
    noor.post("/set-up/words", theirs)
    words = words_of(rosa.post("/set-up/words", mine))
    assert "now: down" in words
    assert "now: no" in words
    shelf = opened(rosa, "supplies", **{"supplies.naloxone.0.par": "5"})
    noor.post("/set-up/supplies", opened(noor, "supplies", **{"supplies.naloxone.0.par": "7"}))
    assert "now: 7" in words_of(rosa.post("/set-up/supplies", shelf))


def test_a_file_edited_on_the_machine_is_not_written_over(own_door: Door, rosa: Browser) -> None:
    rosa.post("/set-up/limits", opened(rosa, "limits", **{"limits.hold_for": "6 min"}))
    file = own_door.app.extensions["settings"].site_file
    file.write_text(file.read_text() + "# mine\n")
    answer = rosa.post("/set-up/limits", opened(rosa, "limits", **{"limits.hold_for": "8 min"}))
    assert "was changed on this machine" in words_of(answer)
    assert form_of(answer)["limits.hold_for"] == ["8 min"]
    assert file.read_text().endswith("# mine\n")


def test_the_name_and_the_zone(own_door: Door, rosa: Browser) -> None:
    assert '<option value="Europe/Lisbon">' in rosa.get("/set-up/site").text
    wrong = rosa.post("/set-up/site", opened(rosa, "site", **{"site.time_zone": "Europe/Lisbo"}))
    assert "Did you mean" in words_of(wrong)
    rosa.post(
        "/set-up/site", opened(rosa, "site", **{"site.name": "Harbour", "site.time_zone": "Europe/Lisbon"})
    )
    assert (plan(own_door).name, plan(own_door).time_zone) == ("Harbour", "Europe/Lisbon")


def test_what_nobody_would_send_does_no_harm(own_door: Door, rosa: Browser) -> None:
    before = plan(own_door)
    opened(rosa, "supplies")
    for form in ({}, {"supplies.kit.99999999.name": "x"}, {"supplies.kit.50.name": "x" * 90_000}):
        assert rosa.post("/set-up/supplies", form).status_code == 400
    assert plan(own_door) == before


def test_what_people_and_substances_are_called_is_on_all_screens(own_door: Door, rosa: Browser) -> None:
    form = opened(rosa, "words") | {
        "words.person": "guest",
        "words.people": "guests",
        "substances.heroin.place": "1",
        "substances.fentanyl.name": "down",
    }
    for hidden in ("substances.crack.on", "actions.glucose.on"):
        del form[hidden]
    assert rosa.post("/set-up/words", form).status_code == 303
    tablet = told(own_door.get("/sites/here/board"))["room"]["words"]
    assert tablet["substances"][:3] == ["heroin", "unspecified_opioid", "fentanyl"]
    assert "crack" not in tablet["substances"]
    assert tablet["names"] == {"fentanyl": "down"}
    assert "glucose" not in tablet["acts"]
    assert {"naloxone", "oxygen", "breaths"} <= set(tablet["acts"])
    wall = told(own_door.get("/sites/here/board?audience=wall", role="display"))["room"]["words"]
    assert wall == {"person": "guest", "people": "guests"}
    wrong = rosa.post("/set-up/words", opened(rosa, "words") | {"substances.mdma.name": "x" * 30})
    assert "It may have up to 24 characters" in words_of(wrong)
    assert form_of(wrong)["substances.mdma.name"] == ["x" * 30]
    none = {name: said for name, said in opened(rosa, "words").items() if not name.endswith(".on")}
    answer = rosa.post("/set-up/words", none)
    assert "One at least has to be offered." in words_of(answer)


@pytest.mark.parametrize(
    ("code", "place"),
    [("heroin", 1), ("heroin", 2), ("heroin", 5), ("unspecified_opioid", 3), ("unknown", 1)],
)
def test_what_is_given_a_place_has_it(own_door: Door, rosa: Browser, code: str, place: int) -> None:
    before = plan(own_door).words.substances
    rosa.post("/set-up/words", opened(rosa, "words") | {f"substances.{code}.place": str(place)})
    after = plan(own_door).words.substances
    assert after[place - 1] == code
    assert [one for one in after if one != code] == [one for one in before if one != code]


def test_a_key_that_every_room_needs_cannot_be_taken_out(rosa: Browser) -> None:
    assert "actions.naloxone.on" not in opened(rosa, "words")


def test_asking_for_gender_and_age_is_switched_on(own_door: Door, rosa: Browser) -> None:
    typed: Form = {"asked.on": "yes", "asked.ages": ["25", "18"], "gender.female.name": "woman"}
    assert rosa.post("/set-up/asked", opened(rosa, "asked") | typed).status_code == 303
    asked = plan(own_door).asked
    assert (asked.on, asked.bands, asked.names) == (
        True,
        ("under_18", "18_24", "25_plus"),
        {"female": "woman"},
    )
    narrow = rosa.post("/set-up/asked", opened(rosa, "asked", **{"asked.ages": ["18", "20"]}))
    assert "must be at least 5 years wide" in words_of(narrow)


def test_counting_by_card_is_switched_on(own_door: Door, rosa: Browser) -> None:
    rosa.post("/set-up/site", opened(rosa, "site", **{"cards.on": "yes"}))
    assert plan(own_door).cards
    assert 'href="/set-up/cards"' in rosa.get("/set-up").text
    assert told(own_door.get("/sites/here/board"))["room"]["cards"] is True


def test_what_is_expected_in_a_month_is_said_on_a_page(own_door: Door, rosa: Browser) -> None:
    assert 'href="/set-up/release"' in rosa.get("/set-up").text
    rosa.post("/set-up/release", opened(rosa, "release", **{"release.responses_per_month": "25"}))
    assert plan(own_door).expected.responses_per_month == 25
    answer = rosa.post("/set-up/release", opened(rosa, "release", **{"release.responses_per_month": "-1"}))
    assert answer.status_code == 400
    assert plan(own_door).expected.responses_per_month == 25


def test_how_long_things_are_kept_needs_more_than_a_pin(own_door: Door, rosa: Browser) -> None:
    form = opened(rosa, "days", **{"kept.visits_days": "3"})
    assert ">Keep<" in rosa.get("/set-up/days").text
    file = rosa.get("/set-up/file/site.toml").text.replace("visits_days = 7", "visits_days = 2")
    mark = settings.current(own_door.house, own_door.furnished.site_id).mark
    own_door.clock.pass_(minutes=61)
    unlocks(rosa, own_door.staff_id("Rosa"), PIN)
    brought = {"mark": mark, "content": b64encode(file.encode()).decode()}
    for answer in (rosa.post("/set-up/days", form), rosa.post("/set-up/file", brought)):
        assert answer.status_code == 400
        assert "more than a PIN" in words_of(answer)
    assert plan(own_door).kept.visits_days == 7
    page = rosa.get("/set-up/days")
    assert "Prove first that it is you" in words_of(page)
    assert ">Keep<" not in page.text
    assert rosa.post("/set-up/days", form_of(page)).status_code == 303


def test_who_is_told_next_needs_more_than_a_pin(own_door: Door, rosa: Browser) -> None:
    step: Form = {
        "told_next.0.by": "email",
        "told_next.0.after": "1 min",
        "told_next.0.to": "on-call@example.org",
    }
    form = opened(rosa, "told-next") | step
    own_door.clock.pass_(minutes=61)
    unlocks(rosa, own_door.staff_id("Rosa"), PIN)
    answer = rosa.post("/set-up/told-next", form)
    assert answer.status_code == 400
    assert "more than a PIN" in words_of(answer)
    assert plan(own_door).told_next == ()


def test_days_are_kept_in_their_order(own_door: Door, rosa: Browser) -> None:
    answer = rosa.post("/set-up/days", opened(rosa, "days", **{"kept.visits_days": "60"}))
    assert "visits may not be kept longer than responses" in words_of(answer)
    rosa.post("/set-up/days", opened(rosa, "days", **{"kept.visits_days": "3"}))
    assert plan(own_door).kept.visits_days == 3


def test_days_are_set_where_what_is_kept_is_shown(own_door: Door, rosa: Browser) -> None:
    assert 'href="/set-up/days"' in rosa.get("/set-up/kept").text
    assert 'href="/set-up/kept"' in rosa.get("/set-up/days").text
    rosa.post("/set-up/days", opened(rosa, "days", **{"kept.visits_days": "3"}))
    assert "Visits and looks 3 days" in words_of(rosa.get("/set-up/kept"))
