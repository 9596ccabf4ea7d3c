"""Tables that sites have published, made again: from their counts to their totals and rates."""

from datetime import UTC, date, datetime
from itertools import accumulate

import pytest

from ops.domain import disclosure
from ops.domain.disclosure import COARSE
from ops.domain.ranges import between
from ops.domain.sheet import Cell, Missing
from ops.domain.statutory import Measure, Ratio, value
from ops.domain.statutory_measures import counted
from ops.domain.totals import Totals
from ops.services.statutory import definitions
from ops.services.statutory.figures import figures
from tests.services.room import Room
from tests.services.test_history import EIGHT_MONTHS
from tests.support.day_totals import months

GLASGOW = {f"2025-{month:02}": row for month, row in enumerate(zip(*EIGHT_MONTHS.values(), strict=True), 1)}
"""Accessed, injecting episodes, medical emergencies."""
JUNE = list(GLASGOW).index("2025-06")
EMERGENCIES = [emergencies for *_, emergencies in GLASGOW.values()]


def numbers(cells: list[Cell]) -> list[float | None]:
    return [cell.value for cell in cells]


def test_glasgows_eight_months_add_up_and_have_their_rates(room: Room) -> None:
    room.clock.time = datetime(2025, 9, 10, 12, 0, tzinfo=UTC)
    counts = {
        month: {"visits": visits, "episodes": episodes, "responses": responses}
        for month, (visits, episodes, responses) in GLASGOW.items()
    }
    months(room.house, room.site_id, counts)
    report = definitions.known(None).reports["glasgow-monthly"]
    told = figures(room.house, report, [room.site_id], between(date(2025, 1, 1), date(2025, 8, 31)))
    by_line = {field.key: [column.cells[field.key] for column in told.columns] for field in report.fields}
    assert [column.of.id for column in told.columns] == [*GLASGOW, "2025-01-01..2025-08-31"]
    for key, place, total in (("accessed", 0, 6147), ("episodes", 1, 4068), ("emergencies", 2, 56)):
        assert numbers(by_line[key]) == [*(month[place] for month in GLASGOW.values()), total]
    assert numbers(by_line["emergencies_rate"]) == [0, 7.3, 13.9, 15.3, 6.8, 4.5, 9.6, 9.4, 9.1]
    assert numbers(by_line["episodes_rate"])[-1] == 13.8
    assert by_line["people"][-1].missing is Missing.NOT_COUNTED_HERE, "people of several months do not add up"


def rate(part: str, whole: str, per: int, of: Totals) -> float | None:
    asked = Ratio(_measure(part), _measure(whole), per)
    return value(asked, lambda measure: counted(of, measure)).value


def _measure(said: str) -> Measure:
    name, _, code = said.partition(":")
    return Measure(name, (code,) if code else ())


NEW_YORK = Totals(
    days=63,
    episodes=5975,
    responses=125,
    by={"done": {"naloxone": 19, "oxygen": 35}, "kind": {"over_amping": 45}},
)
NEW_YORKS_YEAR = Totals(days=365, episodes=48533, responses=636)
INSITE = Totals(days=365, visits=175464, responses=2151, overdoses=2151)
GUELPH = Totals(days=365, visits=4100, responses=45, taken_by_ambulance=3, by={"done": {"naloxone": 15}})
# Kral and others, N Engl J Med 2020: five years of a site without a licence.
KRAL = Totals(days=1826, episodes=10514, overdoses=33, staff_with_naloxone=33, responses=33)
MELBOURNE = Totals(days=365, visits=61823, responses=1232)


@pytest.mark.parametrize(
    ("of", "part", "whole", "per", "published"),
    [
        (NEW_YORK, "responses", "episodes", 1000, 20.9),
        (NEW_YORK, "done:naloxone", "responses", 100, 15.2),
        (NEW_YORK, "done:oxygen", "responses", 100, 28.0),
        (NEW_YORK, "kind:over_amping", "responses", 100, 36.0),
        (NEW_YORKS_YEAR, "responses", "episodes", 1000, 13.1),
        (INSITE, "overdoses", "visits", 1000, 12.3),
        (INSITE, "visits", "days", 1, 480.7),
        (GUELPH, "done:naloxone", "responses", 100, 33.3),
        (GUELPH, "taken_by_ambulance", "responses", 100, 6.7),
        (GUELPH, "responses", "visits", 1000, 11.0),
        (KRAL, "overdoses", "episodes", 1000, 3.1),
        (KRAL, "staff_with_naloxone", "overdoses", 100, 100.0),
        (KRAL, "transported", "overdoses", 100, 0.0),
        (MELBOURNE, "responses", "visits", 1000, 19.9),
    ],
)
def test_published_rates_come_out(of: Totals, part: str, whole: str, per: int, published: float) -> None:
    found = rate(part, whole, per, of)
    assert found == pytest.approx(published, abs=0.05)


def shown(u: int) -> list[int]:
    """What the counter of a site with that secret offset shows, month after month."""
    return [disclosure.fine(x) for x in accumulate(EMERGENCIES, initial=u)]


@pytest.mark.parametrize("u", range(10))
def test_a_month_under_every_threshold_is_not_given_away(u: int) -> None:
    """Whichever stretches are asked for, and whatever they are taken from, June may have been ten things at least."""
    steps = shown(u)
    before, after = disclosure.coarse(steps[JUNE]), disclosure.coarse(steps[JUNE + 1])
    alone = disclosure.window(steps[JUNE], steps[JUNE + 1], COARSE)
    assert alone.high - alone.low + 1 >= COARSE
    whole = disclosure.window(steps[0], steps[-1], COARSE)
    parts = [
        disclosure.window(steps[number], steps[number + 1], COARSE)
        for number in range(len(EMERGENCIES))
        if number != JUNE
    ]
    left = whole.value - sum(part.value for part in parts)
    assert left == after - before == alone.value, "to subtract the others teaches nothing more"
    could_be = [june for june in range(20) if june_may_be(june, before, after)]
    assert len(could_be) >= COARSE
    assert EMERGENCIES[JUNE] in could_be


def june_may_be(june: int, before: int, after: int) -> bool:
    """Whether that many can have made what was shown at its beginning and at its end."""
    counter = range(before, before + COARSE)
    return any(disclosure.coarse(x + june) == after for x in counter)


def test_hiding_small_counts_alone_gives_it_away() -> None:
    """Why the rule is another one: beside a published total, a single hidden month is found by subtracting."""
    hidden = [count for count in EMERGENCIES if 0 < count < 5]
    assert hidden == [4]
    assert sum(EMERGENCIES) - sum(count for count in EMERGENCIES if count not in hidden) == 4
