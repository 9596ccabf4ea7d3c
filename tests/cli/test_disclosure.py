"""``ops disclosure audit``: in words, and by its code, what somebody could know at most."""

from collections.abc import Mapping
from datetime import date

from ops.clock import utc_now
from ops.domain.disclosure import DECLARED, WHOLE, Series
from ops.models import CounterStep
from ops.services import board
from tests.cli.conftest import Caretaker


def shows(
    caretaker: Caretaker, series: Series, until: date, r5: Mapping[str, int], total: int | None
) -> None:
    [site] = board.sites(caretaker.house)
    with caretaker.house.db.write() as session:
        row = CounterStep(site_id=site.id, series=series.value, line=0, until=until, total=total)
        row.closed_at, row.shown = utc_now(), dict.fromkeys(DECLARED[series].categories, 0) | dict(r5)
        session.add(row)


def test_before_anything_was_shown_there_is_nothing_to_know(caretaker: Caretaker) -> None:
    answer = caretaker.types("disclosure", "audit")
    assert (answer.code, answer.lines) == (0, ["Nothing was shown yet, so there is nothing to know."])


def test_it_says_what_can_be_known_and_what_is_known_too_well(caretaker: Caretaker) -> None:
    for series in (Series.VISITS, Series.VISITS_BY_SUBSTANCE):
        shows(caretaker, series, date(2026, 1, 1), {}, 0 if series is Series.VISITS else None)
    shows(caretaker, Series.VISITS, date(2026, 2, 1), {WHOLE: 40}, 43)
    shows(caretaker, Series.VISITS_BY_SUBSTANCE, date(2026, 2, 1), {"heroin": 30}, None)
    answer = caretaker.types("disclosure", "audit")
    assert (answer.code, answer.lines[-1]) == (0, "No small count is known better than the rule promises.")
    assert "  visits_by_substance, heroin, from 2026-01-01 up to 2026-02-01: 26 to 34" in answer.lines
    assert "  visits, from 2026-01-01 up to 2026-02-01: 31 to 49" in answer.lines

    shows(caretaker, Series.VISITS, date(2026, 3, 1), {WHOLE: 45}, 46)
    shows(caretaker, Series.VISITS_BY_SUBSTANCE, date(2026, 3, 1), {"heroin": 35}, None)
    answer = caretaker.types("disclosure", "audit")
    assert answer.code == 3
    assert (
        "  TOO WELL: visits_by_substance, heroin, from 2026-02-01 up to 2026-03-01: 1 to 3, which is 3 candidates "
        "where 4 must be left" in answer.lines
    )
