"""A number that was not counted is never a nought, and a share has its denominator."""

from ops.domain import total_cells as cells
from ops.domain.sheet import Cell, Missing, Unit, exact, none
from ops.domain.totals import Length, Totals

DAYS = Totals(
    days=2,
    visits=12,
    looks=10,
    looks_on_time=7,
    looks_late=1,
    doses=3,
    doses_at_most=4,
    micrograms=1200,
    micrograms_at_most=1600,
    by={"done": {"oxygen": 2}},
    lengths={"wait": {60: 1, 300: 9}},
    not_counted={"looks": 2, "visits": 1},
)


def test_a_number_is_told_where_it_was_counted_on_any_day() -> None:
    assert cells.count("visits")(DAYS) == exact(12)
    assert cells.count("looks")(DAYS) == none(Missing.NOT_RECORDED)
    assert cells.count("visits")(Totals()) == none(Missing.NOT_RECORDED), "of no day nothing is known"


def test_a_share_has_its_denominator_and_there_is_none_of_nothing() -> None:
    assert cells.share("looks_on_time", "looks_possible")(DAYS) == exact(87.5, Unit.PERCENT, of=8)
    assert cells.share("visits", "responses")(DAYS).missing is Missing.NOTHING_TO_MEASURE


def test_what_was_counted_on_other_days_is_no_part_of_it() -> None:
    """A year that came from another system knows how many responses there were, and not which are complete."""
    found = Totals(days=400, responses=40, responses_complete=4, not_counted={"responses_complete": 365})
    assert cells.share("responses_complete", "responses")(found) == none(Missing.NOT_RECORDED, Unit.PERCENT)
    assert found.responses_to_finish is None
    assert Totals(days=1, responses=5, responses_complete=4).responses_to_finish == 1
    looks = Totals(days=400, looks_on_time=40, looks_missed=2, not_counted={"looks_missed": 365})
    assert cells.share("looks_on_time", "looks_possible")(looks) == none(Missing.NOT_RECORDED, Unit.PERCENT)


def test_what_is_open_stays_open() -> None:
    assert cells.up_to("doses", "doses_at_most")(DAYS) == Cell(3, 3, 4)
    assert cells.milligrams("micrograms", "micrograms_at_most")(DAYS) == Cell(1.2, 1.2, 1.6, Unit.MILLIGRAMS)


def test_a_length_lies_between_two() -> None:
    assert cells.median(Length.WAIT)(DAYS) == Cell(307, 300, 315, Unit.SECONDS)
    assert cells.nine_in_ten(Length.WAIT)(DAYS) == Cell(307, 300, 315, Unit.SECONDS)
    assert cells.median(Length.LASTED)(DAYS) == none(Missing.NOTHING_TO_MEASURE, Unit.SECONDS)


def test_a_code_that_did_not_come_is_a_nought_where_its_measure_was_counted() -> None:
    assert cells.by("done", "oxygen")(DAYS) == exact(2)
    assert cells.by("done", "ambulance")(DAYS) == exact(0)
