"""The numbers of a site: defaults from practice, settings over them, bad ones said in words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ops.domain.actions import ActionKind
from ops.domain.protocol import Interval, SiteProtocol
from ops.domain.words import Route

NAMES = sorted(SiteProtocol().intervals)


def test_the_intervals_are_those_of_the_handbook() -> None:
    every = {name: interval.every / 60 for name, interval in SiteProtocol().intervals.items()}
    assert every["inject"] == 5
    assert every["inject_opioid_first"] == 3
    assert every["smoke"] == 5
    assert every["aftercare"] == 10
    assert every["keep_an_eye"] == 2
    assert every["sedation"] == 3
    assert SiteProtocol().opioid_first_for == 600
    assert {interval.grace for interval in SiteProtocol().intervals.values()} == {60}
    assert {interval.urgent_after for interval in SiteProtocol().intervals.values()} == {180}


def test_every_route_has_an_interval_and_a_usual_time() -> None:
    site = SiteProtocol()
    for route in Route:
        assert site.interval(route.value).every > 0
        assert site.usual[route.value] > 0
    assert site.usual["aftercare"] == 900


def test_one_tap_values_are_of_known_acts() -> None:
    assert set(SiteProtocol().action_defaults) <= set(ActionKind)


def test_what_is_stored_is_what_is_read() -> None:
    site = SiteProtocol.from_json({"going_for": 90, "usual": {"smoke": 600}})
    assert SiteProtocol.from_json(site.as_json()) == site
    assert (site.going_for, site.usual["smoke"], site.usual["inject"]) == (90, 600, 1800)


@given(some.sampled_from(NAMES), some.integers(1, 7200), some.integers(1, 200), some.integers(201, 900))
def test_an_interval_can_be_set(name: str, every: int, grace: int, urgent: int) -> None:
    said = {"every": every, "grace": grace, "urgent_after": urgent}
    site = SiteProtocol.from_json({"intervals": {name: said}})
    assert site.interval(name) == Interval(every, grace, urgent)
    others = [other for other in NAMES if other != name]
    assert all(site.interval(other) == SiteProtocol().interval(other) for other in others)


@pytest.mark.parametrize(
    "bad",
    [
        {"going_fro": 90},
        {"going_for": 0},
        {"going_for": -5},
        {"going_for": "90"},
        {"going_for": True},
        {"usual": {"smoke": 0}},
        {"intervals": {"injecting": {"every": 300}}},
        {"intervals": {"inject": {"every": 0}}},
        {"intervals": {"inject": {"every": 300, "grace": 180, "urgent_after": 180}}},
        {"intervals": {"inject": {"every": 300, "grace": 0}}},
    ],
)
def test_a_bad_setting_is_said_in_words(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w+ "):
        SiteProtocol.from_json(bad)
