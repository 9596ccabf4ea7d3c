"""One list of what each number counts; nothing that adds up is left out of it."""

import flask
import pytest

from ops.domain import sheet
from ops.domain.totals import MEASURES
from ops.routes import definitions
from tests.routes.door import Door


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_that_adds_up_has_a_meaning(measure: str) -> None:
    assert definitions.meaning(measure) in definitions.MEASURES.values()


def test_a_sheet_carries_what_is_true_of_all_and_each_meaning_once(door: Door) -> None:
    app: flask.Flask = door.app
    with app.test_request_context():
        found = definitions.of(["visits", "doses", "doses_at_most", "micrograms"])
    assert all(isinstance(one, sheet.Definition) for one in found)
    terms = [one.term for one in found]
    assert terms[-2:] == ["visits begun", "naloxone"]
    assert len(set(terms)) == len(terms) == len(definitions.GENERAL) + 2
