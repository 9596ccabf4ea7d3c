"""What stands behind the counters makes no difference to anything that leaves the house."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pypdf

from ops.domain.disclosure import COARSE, FINE, Series
from ops.exports.files import FORMATS
from ops.models import Counter, CounterOpen, CounterStep, MonthCount, MonthTally, Site
from tests.disclosure.ledger import run
from tests.disclosure.test_released import EXPECTED, NOT_OF_IT, shows
from tests.routes.conftest import door, prepared, shared_app
from tests.routes.door import Browser, Door, words_of
from tests.routes.test_papers import asks_for_a_pdf, does
from tests.routes.test_releases import issues, takes
from tests.support.day_totals import months

__all__ = ["door", "prepared", "shared_app"]

STRETCH = "/releases/new?from=2026-01-01&to=2026-01-31"
EXACT = 7919
"""Of everything that is known exactly there were so many."""


def test_only_what_the_counters_show_in_tens_leaves(door: Door) -> None:
    shows(door, run(1, 3, EXPECTED, lambda before, after: ()))
    browser = door.coordinator()
    before = everything(door, browser)
    happened_otherwise(door)
    after = everything(door, browser)
    assert after.keys() == before.keys()
    for name, said in before.items():
        assert after[name] == said, name
        assert str(EXACT) not in said.replace(",", "")


def test_of_what_describes_people_only_what_the_counters_show_in_fives_is_told_inside(door: Door) -> None:
    shows(door, run(1, 3, EXPECTED, lambda before, after: ()))
    months(door.house, door.furnished.site_id, {"2026-01": {"visits": 300, "responses": 30}})
    browser = door.coordinator()
    before = told_inside(browser)
    assert re.search(r"inject\w* about \d+ \(\d+–\d+\)", before[0], re.IGNORECASE)
    is_exactly(door)
    assert told_inside(browser) == before


def told_inside(browser: Browser) -> list[str]:
    """A month and one day of it, with all that is drawn."""
    pages = (browser.get(f"/reports/{one}") for one in ("2026-01", "2026-01-05..2026-01-05"))
    return [f"{words_of(page)} {drawn(page.text)}" for page in pages]


def everything(door: Door, browser: Browser) -> dict[str, str]:
    """What is looked at, and what is issued of it in every form, but for the number it gets."""
    found = {"preview": words_of(browser.get(STRETCH)), "drawn": drawn(browser.get(STRETCH).text)}
    where = issues(browser, STRETCH)
    number = where.rsplit("/", 1)[-1]
    found["page"] = words_of(browser.get(where))
    for ending in FORMATS:
        answer = takes(browser, f"{where}/{ending}")
        assert answer.status_code == 200
        found[ending] = of_book(answer.data) if ending == "xlsx" else answer.data.decode()
        headers = (f"{name}: {said}" for name, said in answer.headers if name not in NOT_OF_IT)
        found[f"{ending}, headers"] = "\n".join(headers)
    waiting = asks_for_a_pdf(browser, where)
    does(door, waiting)
    file = pypdf.PdfReader(BytesIO(takes(browser, f"{waiting}/file").data))
    found["pdf"] = " ".join(page.extract_text() for page in file.pages) + str(file.metadata)
    return {name: said.replace(number, "NUMBER") for name, said in found.items()}


def drawn(page: str) -> str:
    return " ".join(re.findall(r"<svg.*?</svg>", page, re.DOTALL))


def of_book(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for page in book for row in page.iter_rows(values_only=True) for cell in row]
    return " ".join(map(str, [*book.sheetnames, *cells]))


def happened_otherwise(door: Door) -> None:
    """Each counter stands in the other five of its ten, and whatever is exact is another number."""
    is_exactly(door)
    with door.house.db.write() as session:
        for step in session.query(CounterStep).filter(CounterStep.shown.is_not(None)):
            step.shown = {name: other_half(r5) for name, r5 in (step.shown or {}).items()}
    totals = {"visits": EXACT, "responses": EXACT}
    months(door.house, door.furnished.site_id, {"2026-01": totals})


def is_exactly(door: Door) -> None:
    """What is nowhere told by itself: the counters, what was counted since, and what people said of themselves."""
    site_id = door.furnished.site_id
    with door.house.db.write() as session:
        for step in session.query(CounterStep):
            assert step.shown is not None
            step.total = EXACT
            for name in step.shown:
                if session.get(Counter, (site_id, step.series, name)) is None:
                    session.add(Counter(site_id=site_id, series=step.series, category=name, x=EXACT))
        for series in Series:
            open_step = {"site_id": site_id, "series": series.value, "until": date(2026, 5, 1)}
            session.add_all(
                [CounterStep(**open_step, line=0), CounterOpen(**open_step, category="", net=EXACT)]
            )
        month = {"site_id": site_id, "month": "2026-01"}
        said = {"gender": {"female": EXACT}, "age": {"20_29": EXACT}}
        session.add(MonthTally(**month, visits=said, people=said))
        session.add(MonthCount(**month, people=EXACT, made_at=door.clock.time))
        session.get_one(Site, site_id).cards = True


def other_half(r5: int) -> int:
    """The other number inside that is the same outside."""
    return r5 - FINE if r5 % COARSE else r5 + FINE
