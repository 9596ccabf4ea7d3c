"""The site file: what it may say, and what is said about a slip in it."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from ops.domain.protocol import Interval, SiteProtocol
from ops.domain.supply_plan import Form
from ops.domain.words import BoothKind, SupplyKind
from ops.services.set_up import site_file
from ops.services.set_up.site_section import SiteFileWrong
from ops.starter import SITE_FILE

STARTER = SITE_FILE.read_text()
SECOND_PLACE = STARTER.partition('name = "2"')[0].count("\n") + 1
"""The line of its name."""
LEAST = """
[site]
slug = "small"
name = "A small room"
time_zone = "Europe/Lisbon"

[[booth]]
name = "Table"
kind = "any"
row = 1
column = 1
"""


def changed(old: str, new: str) -> str:
    assert old in STARTER
    return STARTER.replace(old, new, 1)


def test_the_starter_says_the_defaults() -> None:
    assert site_file.read(STARTER).protocol == SiteProtocol()


def test_the_starter_explains_every_number() -> None:
    protocol = SiteProtocol().as_json()
    groups = {"intervals", "usual", "action_defaults", "supplies", "forms", "not_in_kit"}
    parts = (protocol["intervals"], protocol["usual"], protocol["action_defaults"], protocol["supplies"])
    names = {*protocol, *(name for part in parts for name in part)} - groups
    assert {name for name in names if f"\n{name} = " not in STARTER} == set()


def test_what_the_kit_has_not() -> None:
    assert site_file.read(changed("without = []", 'without = ["oxygen", "aed"]')).protocol.not_in_kit == (
        "oxygen",
        "aed",
    )
    for slip in ('["plasters"]', '"oxygen"', "[1]"):
        with pytest.raises(SiteFileWrong, match="'without' must be a list of aed, epinephrine"):
            site_file.read(changed("without = []", f"without = {slip}"))


def test_a_time_of_day() -> None:
    said = STARTER.replace('night_until = "07:00"', 'night_until = "00:30"')
    assert site_file.read(said).protocol.night_until == 30
    for slip in ('"24:00"', '"7:00"', '"late"', "7"):
        with pytest.raises(SiteFileWrong, match="time of day"):
            site_file.read(STARTER.replace('night_until = "07:00"', f"night_until = {slip}"))


def test_what_is_not_said_is_the_default() -> None:
    plan = site_file.read(LEAST)
    assert plan.protocol == SiteProtocol()
    [booth] = plan.booths
    assert booth == site_file.BoothPlan("Table", BoothKind.ANY, 1, 1, 1, 1, ("A",), True)


def test_a_kind_of_supplies_that_is_said_is_said_whole() -> None:
    plan = site_file.read(
        LEAST + '[supplies.naloxone]\n"spray" = { par = 3, dose_mg = 1.8, routes = ["in"] }\n'
    )
    supplies = plan.protocol.supplies
    assert supplies.form_for("in") == ("spray", Form(SupplyKind.NALOXONE, 3, dose_mg=1.8, routes=("in",)))
    assert supplies.form_for("im") is None
    assert set(supplies.forms) == {"spray", "cylinder", "take-home kit"}


def test_an_interval_may_change_in_part() -> None:
    plan = site_file.read(LEAST + '[intervals]\ninject = { every = "4 min" }\n')
    assert plan.protocol.intervals["inject"] == Interval(240, 60, 180)


@pytest.mark.parametrize(
    ("said", "seconds"), [("30 s", 30), ("5 min", 300), ("5min", 300), ("1 h 30 min", 5400), ("2 h", 7200)]
)
def test_durations_as_people_say_them(said: str, seconds: int) -> None:
    assert site_file.read(LEAST + f'[limits]\nextend_by = "{said}"\n').protocol.extend_by == seconds


@pytest.mark.parametrize(
    "said",
    ['"5"', "5", '"5 minutes"', '"-5 min"', '"5 min 5 min"', '"0 s"', '"25 h"', '"five min"', "true", '""'],
)
def test_what_is_no_duration(said: str) -> None:
    with pytest.raises(SiteFileWrong, match="'extend_by' must be a duration with its unit"):
        site_file.read(LEAST + f"[limits]\nextend_by = {said}\n")


@pytest.mark.parametrize("places", [4, 12, 24])
def test_rooms_of_many_sizes(places: int) -> None:
    head = LEAST.partition("[[booth]]")[0]
    blocks = [
        f'[[booth]]\nname = "{n}"\nkind = "any"\nrow = {n // 6 + 1}\ncolumn = {n % 6 + 1}\n'
        for n in range(places)
    ]
    assert len(site_file.read(head + "".join(blocks)).booths) == places


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"UTC"',
            '"America/Torronto"',
            r"Line 20, \[site\]: there is no time zone .* Did you mean 'America/Toronto'",
        ),
        ('"UTC"', '"../etc/passwd"', "there is no time zone"),
        ("[limits]", "[limits", r"not written as TOML: .* line 74"),
        ("[site]", "[sight]", "Line 13, in the file: there is no 'sight' here. Did you mean 'site'"),
        ('slug = "riverside"', 'slug = "River Side"', "Line 15, .* small letters, digits"),
        ('name = "Riverside room"', "", "'name' is missing"),
        ("smoke = { every", "smok = { every", r"Line 37, \[intervals\]: there is no 'smok' here"),
        (
            'every = "5 min", grace',
            "every = 300, grace",
            r"Line 33, \[intervals.inject\]: 'every' must be a duration",
        ),
        ('grace = "1 min", urgent', 'grace = "3 min", urgent', "'grace' must be shorter than 'urgent_after'"),
        ("dose_mg = 0.4", "dose_mg = 40", "'dose_mg' must be from 0.04 to 10 mg"),
        ("dose_mg = 0.4", "dose = 0.4", "no 'dose' here. Did you mean 'dose_mg'"),
        ('by_route = "im"', 'by_route = "oral"', "one of im, in, iv, sc"),
        ("ask_rouse_after = 3", "ask_rouse_after = 0", "whole number from 1 to 99"),
        (
            'name = "2"',
            'name = "1"',
            rf"Line {SECOND_PLACE}, \[\[booth\]\] number 2: another place is called '1' already",
        ),
        ('name = "Smoking"', 'name = "AFTERCARE"', "another place is called 'AFTERCARE' already"),
        ('name = "Smoking"', 'name = "The room at the back on the left"', "up to 20 characters"),
        ("column = 2\n", "column = 1\n", "'2' stands where '1' stands"),
        ("row = 4\n", "row = 4\nheight = 25\n", "'height' must be a whole number from 1 to 24"),
        ('kind = "any"', 'kind = "lounge"', "'kind' must be one of injection, inhalation, any, aftercare"),
        ('["A", "B"]', '["A", "a"]', "two seats have the same mark"),
        ('["A", "B"]', '["A", "north"]', "the mark 'north' must have 1 to 4 characters"),
        ('["A", "B"]', '["A", "+1"]', r"may not begin with \+"),
        ('["A", "B"]', "[]", "must be a list of marks"),
        ("wiped = false", 'wiped = "no"', "must be true or false"),
        (
            "{ par = 6, dose_mg = 4,",
            "{ par = 6, dose_mg = 40,",
            r"Line \d+, \[supplies.naloxone.nasal 4 mg\]: 'dose_mg' must be from 0.04 to 10 mg",
        ),
        ('["im", "iv", "sc"]', '["im", "nose"]', "'routes' must be a list of im, in, iv, sc"),
        ("{ par = 10 }", "{ par = -1 }", "'par' must be a whole number"),
        ('"take-home kit"', '"cylinder"', "something else is called 'cylinder' already"),
        ('"take-home kit"', '"take-home kit for two friends"', "1 to 24 characters"),
        ("wiped = false", "wipe = false", "no 'wipe' here. Did you mean 'wiped'"),
    ],
)
def test_a_slip_is_named_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(SiteFileWrong, match=said):
        site_file.read(changed(old, new))


def test_a_room_without_a_place_is_none() -> None:
    with pytest.raises(SiteFileWrong, match="no place in the room yet"):
        site_file.read(LEAST.partition("[[booth]]")[0])


TOLD = """
[[told_next]]
after = "1 min"
by = "screens"

[[told_next]]
after = "90 s"
by = "webhook"
who = "on-call"
to = "https://alerts.example.org/room"
"""


def test_who_is_told_next() -> None:
    assert site_file.read(STARTER).told_next == ()
    screens, on_call = site_file.read(LEAST + TOLD).told_next
    assert (screens.by, screens.after) == ("screens", 60)
    assert (on_call.who, on_call.after, on_call.to) == ("on-call", 90, "https://alerts.example.org/room")
    local = TOLD.replace("https://alerts.example.org", "http://127.0.0.1:9000")
    assert site_file.read(LEAST + local).told_next[1].to == "http://127.0.0.1:9000/room"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://alerts", "http://alerts", "begins with https://"),
        ("https://alerts", "https://user:secret@alerts", "begins with https://"),
        ('"webhook"', '"pigeon"', "must be one of screens, webhook"),
        ('by = "screens"', 'by = "screens"\nwho = "all"', "screens are all of the room's own"),
        ('after = "90 s"', "", "'after' is missing"),
        ('who = "on-call"', "", "'who' is missing"),
        ('who = "on-call"', 'whom = "on-call"', "Did you mean 'who'"),
    ],
)
def test_a_slip_in_who_is_told_next(old: str, new: str, said: str) -> None:
    with pytest.raises(SiteFileWrong, match=said):
        site_file.read(LEAST + TOLD.replace(old, new))


def test_what_a_call_for_help_says_on_the_walls_and_whom_it_tells() -> None:
    assert site_file.read(STARTER).help_phrase is None
    assert site_file.read(LEAST + "[help]\non_wall = true\n").help_phrase == "Team call"
    own = '[help]\non_wall = true\nwall_says = "Coffee is ready"\n'
    assert site_file.read(LEAST + own).help_phrase == "Coffee is ready"
    with pytest.raises(SiteFileWrong, match="'on_wall' must be true or false"):
        site_file.read(LEAST + '[help]\non_wall = "yes"\n')
    told = TOLD.replace('by = "webhook"', 'by = "webhook"\nwhen = "help"')
    assert [step.when for step in site_file.read(LEAST + told).told_next] == ["response", "help"]
    with pytest.raises(SiteFileWrong, match="walls never do"):
        site_file.read(LEAST + TOLD.replace('by = "screens"', 'by = "screens"\nwhen = "help"'))


ODD: tuple[Any, ...] = ([[]], [{}], {}, date(2000, 1, 1), float("nan"), 2**70, "\0")


def places(said: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in the file something stands; of a list the first."""
    if above:
        yield above
    for key, value in said.items() if isinstance(said, dict) else list(enumerate(said))[:1]:
        if isinstance(value, (dict, list)):
            yield from places(value, (*above, key))
        else:
            yield (*above, key)


def test_whatever_stands_anywhere_is_read_or_refused_in_words() -> None:
    told = '[[told_next]]\nafter = "1 min"\nby = "email"\nwho = "on call"\nto = "on-call@example.org"\n'
    starter = tomllib.loads(STARTER + told)
    for place in places(starter):
        for odd in ODD:
            said = deepcopy(starter)
            table: Any = said
            for key in place[:-1]:
                table = table[key]
            table[place[-1]] = odd
            with suppress(SiteFileWrong):
                site_file.plan_of_values(said)
