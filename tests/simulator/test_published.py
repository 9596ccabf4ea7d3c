"""What the simulated rooms make, beside the figures they are made from.

Each bound is four standard deviations of the published figure itself, at the number of cases there are: it is
known before anything is simulated, and as seeds are fixed nothing here can be one thing today and another
tomorrow.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from math import log, sqrt
from random import Random
from zoneinfo import ZoneInfo

import pytest

from ops import cli
from ops.alarm_load.figures import FOUND_USING
from ops.domain.protocol import SiteProtocol
from ops.simulator import figures
from ops.simulator.days import Days, is_benefit_day
from ops.simulator.people import Regulars
from ops.simulator.profiles import (
    GLASGOW,
    HOURS,
    INSITE,
    MELBOURNE,
    NEW_YORK,
    NEW_YORK_SITE,
    PROFILES,
    WEEKDAYS,
    Profile,
)
from tests.simulator.heard import Heard

DEVIATIONS = 4
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = {"insite": 7, "toronto": 42, "melbourne": 28, "new-york": 126, "glasgow": 91, "guelph": 182}
"""Whole weeks; each is a second or less. New York's two sites together in its 63 days are one of them in 126."""


class Time:
    """Some weeks of a room, counted."""

    def __init__(self, profile: Profile, days: int) -> None:
        self.days = days
        heard = Heard(5, profile=profile, start=BEGIN, cards=profile is NEW_YORK_SITE)
        self.acts = heard.until(days * 86_400.0).acts
        self.after_due = heard.after_due
        self.count = Counter(path.rpartition("/")[2] for _, path, _, _ in self.acts)

    @property
    def seated(self) -> int:
        return self.count["visits"] - self.count["leave-waiting"]

    @property
    def came(self) -> list[datetime]:
        return [BEGIN + timedelta(seconds=at) for at, path, _, _ in self.acts if path.endswith("/visits")]

    @cached_property
    def done(self) -> Counter[str]:
        """What was done in each response that was not a slip."""
        by_response: dict[str, set[str]] = {}
        for _, path, body, _ in self.acts:
            _, kind, which, act = path.split("/")
            if kind == "responses" and act in ("actions", "outcome"):
                by_response.setdefault(which, set()).add(body.get("kind", act))
        over = [done for done in by_response.values() if "outcome" in done]
        return Counter(_what(done) for done in over) + Counter(
            kind for done in over for kind in done if kind == "ambulance_called"
        )

    @property
    def waits(self) -> list[float]:
        """Minutes from the door to a seat, of those who were given one and not at once."""
        came = {str(key): at for at, path, _, key in self.acts if path.endswith("/visits")}
        seats = [(at, path.split("/")[2]) for at, path, _, _ in self.acts if path.endswith("/seat")]
        return [(at - came[who]) / 60 for at, who in seats]

    def stays(self, route: str) -> list[float]:
        """Minutes in a place, of whoever was there for that."""
        routes, since, found = {}, {}, []
        for at, path, body, key in self.acts:
            _, _, who, act = path.split("/")
            if act == "visits":
                routes[str(key)] = body.get("route")
                if "booth" in body:
                    since[str(key)] = at
            elif act == "seat":
                since[who] = at
            elif act in ("end", "aftercare") and who in since:
                stay = (at - since.pop(who)) / 60
                found += [stay] if routes[who] == route else []
        return found


def _what(done: set[str]) -> str:
    if "calm_space" in done:
        return "over_amping"
    if "naloxone" in done:
        return "naloxone"
    return "oxygen" if "oxygen_start" in done else "watched"


@pytest.fixture(scope="module")
def times() -> dict[str, Time]:
    return {name: Time(PROFILES[name], days) for name, days in DAYS.items()}


def of_a_share(share: float, cases: int) -> float:
    """How far a count may be from what is published."""
    return DEVIATIONS * sqrt(cases * share * (1 - share))


@pytest.mark.parametrize("name", DAYS)
def test_as_many_come_as_are_published(times: dict[str, Time], name: str) -> None:
    found, published = times[name].count["visits"], PROFILES[name].visits_a_day * DAYS[name]
    assert found == pytest.approx(published, abs=DEVIATIONS * sqrt(published))


@pytest.mark.parametrize("name", DAYS)
def test_as_many_events_as_are_published(times: dict[str, Time], name: str) -> None:
    """A bit more or less by how many of these days are benefit days; within the half that these add."""
    chance = PROFILES[name].events_in_1000 / 1000
    published = chance * times[name].seated
    bound = of_a_share(chance, times[name].seated)
    assert times[name].count["outcome"] == pytest.approx(published, abs=bound)


def test_what_is_done_is_what_new_york_did(times: dict[str, Time]) -> None:
    done = times["new-york"].done
    events = sum(done[kind] for kind, _ in NEW_YORK)
    for kind, of_125 in NEW_YORK:
        share = of_125 / 125
        assert done[kind] == pytest.approx(share * events, abs=of_a_share(share, events)), kind


def test_ambulances_are_called_for_three_to_seven_in_a_hundred(times: dict[str, Time]) -> None:
    done = Counter[str]()
    for time in times.values():
        done += time.done
    events = done.total() - done["ambulance_called"]
    assert 0.03 * events - of_a_share(0.03, events) < done["ambulance_called"]
    assert done["ambulance_called"] < 0.07 * events + of_a_share(0.07, events)


def test_nobody_dies(times: dict[str, Time]) -> None:
    states = {
        body.get("state") for time in times.values() for _, path, body, _ in time.acts if "/outcome" in path
    }
    assert states == {"awake", "sedated_breathing"}


@pytest.mark.parametrize(("route", "published"), [("inject", 20.0), ("smoke", 15.0)])
def test_they_stay_as_long_as_is_published(times: dict[str, Time], route: str, published: float) -> None:
    """A tenth longer, as nobody is let go about whom somebody worries, and a response takes its time."""
    stays = times["melbourne"].stays(route)
    mean = sum(stays) / len(stays)
    assert published - spread_of_mean(stays) < mean < published * 1.1 + spread_of_mean(stays)


def spread_of_mean(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return DEVIATIONS * sqrt(sum((value - mean) ** 2 for value in values)) / len(values)


@pytest.mark.parametrize(
    ("profile", "visits", "people"),
    [(INSITE, 175_464, 7301), (NEW_YORK_SITE, 5975, 613), (GLASGOW, 6147, 418)],
)
def test_so_many_people_make_so_many_visits(profile: Profile, visits: int, people: int) -> None:
    regulars = Regulars(Random(3), profile.new_people)
    for _ in range(visits):
        regulars.comes()
    spread = sqrt(profile.new_people * (log(1 + visits / profile.new_people) - 1))
    assert regulars.people == pytest.approx(people, abs=DEVIATIONS * spread)


def test_who_comes_again_shows_the_card_that_they_have(times: dict[str, Time]) -> None:
    """New York: 613 people in 5,975 uses, as a site that counts by card has them."""
    cards = [body["card"] for _, path, body, _ in times["new-york"].acts if path.endswith("/visits")]
    new = NEW_YORK_SITE.new_people
    spread = sqrt(new * (log(1 + len(cards) / new) - 1))
    assert len(set(cards)) == pytest.approx(613, abs=DEVIATIONS * spread)


def test_a_day_is_the_same_day_whether_its_room_counts_by_card() -> None:
    with_cards, without = (Heard(5, profile=GLASGOW, start=BEGIN, cards=on) for on in (True, False))
    for day in (with_cards, without):
        day.until(2 * 86_400.0)
    shown = [body.pop("card") for _, path, body, _ in with_cards.acts if path.endswith("/visits")]
    assert len(shown) > 20
    assert with_cards.acts == without.acts


def by_chance(found: Counter[int], expected: dict[int, float]) -> bool:
    """Whether counts differ from what is expected by no more than chance makes of it: the sum of squares that is
    named chi-square, with its own mean and deviation."""
    assert set(found) <= set(expected)
    squares = sum((found[key] - cases) ** 2 / cases for key, cases in expected.items())
    freedom = len(expected)
    return squares <= freedom + DEVIATIONS * sqrt(2 * freedom)


BY_DAY = ["toronto", "melbourne", "new-york", "glasgow", "guelph"]
"""Those whose doors close before midnight."""


@pytest.mark.parametrize("name", BY_DAY)
def test_people_come_by_the_hour(times: dict[str, Time], name: str) -> None:
    profile, days = PROFILES[name], DAYS[name]
    first, last = int(profile.first_hour), int(profile.last_hour)
    shares = {hour: float(HOURS[hour]) for hour in range(first, last)}
    shares[last - 1] /= 2  # nobody new in the last half hour
    coming = profile.visits_a_day - profile.waiting_outside
    expected = {hour: days * coming * share / sum(shares.values()) for hour, share in shares.items()}
    expected[first] += days * profile.waiting_outside
    assert by_chance(Counter(at.hour for at in times[name].came), expected)


@pytest.mark.parametrize("name", BY_DAY)
def test_people_come_by_the_weekday(times: dict[str, Time], name: str) -> None:
    weeks = DAYS[name] / 7
    expected = {day: weeks * PROFILES[name].visits_a_day * share for day, share in enumerate(WEEKDAYS)}
    assert by_chance(Counter(at.weekday() for at in times[name].came), expected)


def test_half_as_many_again_on_benefit_days_and_the_published_rate_over_all() -> None:
    days = Days(MELBOURNE, ZoneInfo("UTC"))
    year = [datetime(2026, 1, 1, 15, tzinfo=UTC) + timedelta(days=day) for day in range(365)]
    visits = [days.arrivals(noon) for noon in year]
    chances = [days.events(noon) for noon in year]
    ours = {chance for noon, chance in zip(year, chances, strict=True) if is_benefit_day(noon.date())}
    others = {chance for noon, chance in zip(year, chances, strict=True) if not is_benefit_day(noon.date())}
    assert len(ours) == len(others) == 1
    assert ours.pop() / others.pop() == pytest.approx(1.5)
    mean = sum(visit * chance for visit, chance in zip(visits, chances, strict=True)) / sum(visits)
    assert 1000 * mean == pytest.approx(MELBOURNE.events_in_1000, rel=0.005)


def test_benefit_days_are_of_the_week_of_the_last_wednesday() -> None:
    found = [date(2026, 9, 1) + timedelta(days=day) for day in range(32)]
    assert [day.isoformat() for day in found if is_benefit_day(day)] == [
        "2026-09-30",
        "2026-10-01",
        "2026-10-02",
    ]


def test_waiting_is_as_long_as_is_published(times: dict[str, Time]) -> None:
    """Ten to ninety minutes where a room is full, of those who were given a seat after all; where there is a place
    for nearly everybody, next to nobody waits."""
    full = times["insite"].waits
    mean = sum(full) / len(full)
    assert len(full) > 0.5 * times["insite"].seated
    assert 10 < mean < 90
    assert len(times["glasgow"].waits) < 0.01 * times["glasgow"].seated


@pytest.mark.parametrize("name", ["melbourne", "new-york"])
def test_looks_are_late_and_missed_as_often_as_the_model_says(times: dict[str, Time], name: str) -> None:
    """Each by when it was made: past its grace of one minute, or past the second limit of three. Somebody says that
    they are going before each of them."""
    after_due = times[name].after_due
    shares = dict(PROFILES[name].looks)
    limits = {(one["grace"], one["urgent_after"]) for one in SiteProtocol().as_json()["intervals"].values()}
    assert limits == {(60, 180)}
    for what, found in (
        ("overdue", sum(60 < late <= 180 for late in after_due)),
        ("urgent", sum(late > 180 for late in after_due)),
    ):
        share = shares[what] / 100
        assert found == pytest.approx(share * len(after_due), abs=of_a_share(share, len(after_due))), what
    assert times[name].count["going"] >= sum(late > 60 for late in after_due)


def test_a_look_finds_what_the_model_says() -> None:
    found = Counter(figures.chosen(Random(seed), figures.ANSWERS) for seed in range(5000))
    for answer, of_100 in FOUND_USING.items():
        assert found[answer] == pytest.approx(of_100 * 50, abs=of_a_share(of_100 / 100, 5000)), answer


def test_the_doors_open_and_close_and_everybody_has_left(times: dict[str, Time]) -> None:
    states = [body["state"] for _, path, body, _ in times["guelph"].acts if path.endswith("/room")]
    day = ["open", "last_entry", "closing", "closed"]
    assert states == day * DAYS["guelph"]


def test_the_command_offers_what_there_is() -> None:
    assert set(cli.PROFILES) == set(PROFILES)
