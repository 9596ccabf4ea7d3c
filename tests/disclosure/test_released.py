"""Everything a site releases over months, collected by somebody outside: page, files, headers, names of files."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO, StringIO
from random import Random

import openpyxl
import pypdf
import pytest
from werkzeug.test import TestResponse

from ops.access import PUBLIC
from ops.disclosure.attack import learnt
from ops.disclosure.holding import COORDINATOR, ONE_IN, OUTSIDER, hold_back, relation
from ops.disclosure.known import Cell, Known, Publication
from ops.domain import ranges
from ops.domain.disclosure import DECLARED, WHOLE, Expected, Series
from ops.domain.ranges import Range
from ops.domain.sheet import SheetKind
from ops.exports.files import FORMATS
from ops.models import CounterStep, Release
from ops.services.disclosure.reading import breakdowns, of_each
from tests.disclosure.ledger import Ledger, run
from tests.routes.conftest import door, prepared, shared_app
from tests.routes.door import Browser, Door, words_of
from tests.routes.test_papers import asks_for_a_pdf, does
from tests.routes.test_releases import issues, takes

__all__ = ["door", "prepared", "shared_app"]

EXPECTED = Expected(visits_per_month=300, responses_per_month=30)
SHORT, LONG = 3, 12
WHEN, TAKEN = re.compile(r"issued \w+ \d+ \w+, \d\d:\d\d"), 'aria-labelledby="taken"'
"""On its page: when it was issued, and who took it when."""
NOT_OF_IT = {"Content-Length", "Content-Type", "Date", "Set-Cookie", "Strict-Transport-Security"}


@dataclass(frozen=True)
class Artefact:
    """Something somebody can keep. ``text``: all of it that can be read. ``log``: what the release log holds of it."""

    name: str
    text: str
    log: str


@pytest.fixture(
    scope="module", params=[SHORT, pytest.param(LONG, marks=pytest.mark.soak)], ids=["a quarter", "a year"]
)
def judged(request: pytest.FixtureRequest) -> Ledger:
    """As the house would have shown and held it."""
    chance = Random(request.param)
    judge = partial(hold_back, by_chance=lambda: chance.randrange(ONE_IN) == 0)
    return run(request.param, 3, EXPECTED, judge)


@pytest.fixture
def ledger(door: Door, judged: Ledger) -> Ledger:
    """The same, in a house."""
    shows(door, judged)
    return judged


def shows(door: Door, ledger: Ledger) -> None:
    with door.house.db.write() as session:
        for history in ledger.shown.values():
            for day, shown in zip(history.boundaries, history.shown, strict=True):
                row = CounterStep(
                    site_id=door.furnished.site_id, series=history.series.value, line=0, until=day
                )
                row.closed_at, row.shown = datetime(day.year, day.month, 20, tzinfo=UTC), dict(shown)
                session.add(row)


def stretches(ledger: Ledger) -> Iterator[Range]:
    """All that can be asked for: from any boundary to any other."""
    days = ledger.shown[Series.VISITS].boundaries
    for at, first in enumerate(days):
        for until in days[at + 1 :]:
            yield ranges.between(first, until - timedelta(days=1))


def releases(door: Door, browser: Browser, ledger: Ledger) -> tuple[list[Artefact], list[str]]:
    """Every stretch is issued, and of each everything is kept; the tables once more, to be read."""
    kept: list[Artefact] = []
    tables: list[str] = []
    for one in stretches(ledger):
        where = issues(browser, f"/releases/new?from={one.first}&to={one.last}")
        number = where.rsplit("/", 1)[-1]
        with door.house.db.read() as session:
            [row] = [row for row in session.query(Release) if row.number == number]
            log = json.dumps(row.sheet, ensure_ascii=False)
        files = {ending: takes(browser, f"{where}/{ending}") for ending in FORMATS}
        files["page"] = browser.get(where)
        tables.append(_csv(files["csv"]))
        kept += [
            *(Artefact(f"{number} {ending}", _text(ending, answer), log) for ending, answer in files.items()),
            *(
                Artefact(f"{number} {ending} headers", _headers(answer), log)
                for ending, answer in files.items()
            ),
        ]
    waiting = asks_for_a_pdf(browser, where)
    does(door, waiting)
    file = takes(browser, f"{waiting}/file")
    kept += [
        Artefact(f"{number} pdf", _text("pdf", file), log),
        Artefact(f"{number} pdf headers", _headers(file), log),
    ]
    return kept, tables


def _text(ending: str, answer: TestResponse) -> str:
    assert answer.status_code == 200
    if ending == "xlsx":
        book = openpyxl.load_workbook(BytesIO(answer.data))
        cells = [cell for page in book for row in page.iter_rows(values_only=True) for cell in row]
        return " ".join(
            map(
                str,
                [*cells, *map(_uncut, book.sheetnames), book.properties.title, book.properties.description],
            )
        )
    if ending in ("html", "page"):
        shown = WHEN.sub("", answer.text[answer.text.index("<h1") :].split(TAKEN)[0])
        drawn = re.findall(r"<svg.*?</svg>", shown, re.DOTALL)
        read = re.sub(r"<svg.*?</svg>", " ", shown, flags=re.DOTALL)
        return " ".join([re.sub(r"<[^>]+>", " ", read), *(_of_drawing(one) for one in drawn)])
    if ending == "pdf":
        pages: list[str] = [page.extract_text() for page in pypdf.PdfReader(BytesIO(answer.data)).pages]
        return re.sub(r"\b\d+ / \d+\b", " ", " ".join(pages))  # Which page of how many.
    if ending == "csv":
        return " | ".join(field for line in csv.reader(StringIO(_csv(answer), newline="")) for field in line)
    return bytes(answer.data).decode()


def _uncut(name: str) -> str:
    """A page's name is 31 letters at most: of a longer title, a year may be cut."""
    return re.sub(r"\d+$", "", name) if len(name) == 31 else name


def _csv(answer: TestResponse) -> str:
    return bytes(answer.data).decode("utf-8-sig")


def _of_drawing(svg: str) -> str:
    """How far its bars go, and all that is written into it: where it stands is the same for all."""
    return " ".join([*re.findall(r'<rect[^>]* width="([\d.]+)"', svg), re.sub(r"<[^>]+>", " ", svg)])


def _headers(answer: TestResponse) -> str:
    return " ".join(f"{name}: {said}" for name, said in answer.headers if name not in NOT_OF_IT)


def numbers(text: str) -> set[float]:
    """Every number in it, however it is grouped."""
    plain = re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3}\b)", "", text)
    return {float(found) for found in re.findall(r"\d+(?:\.\d+)?", plain)}


def collected(tables: list[str]) -> Known:
    """What the files say, as intervals of windows between boundaries."""
    said: dict[tuple[Cell, date, date], tuple[int, int]] = {}
    for table in tables:
        whole = ranges.between(*(date.fromisoformat(day) for day in _ends(table)))
        for line in csv.DictReader(StringIO(table, newline="")):
            if line["part"] != "figures" or line["missing"]:
                continue
            cell, within = _told(line, whole)
            found = int(line["low"]), int(line["high"])
            until = within.last + timedelta(days=1)
            assert said.setdefault((cell, within.first, until), found) == found, "said otherwise elsewhere"
    days = sorted({day for _, *ends in said for day in ends})
    published = tuple(
        Publication(cell, days.index(first), days.index(until), *found)
        for (cell, first, until), found in said.items()
    )
    parts = [series for series in Series if DECLARED[series].parts_of is not None]
    return Known(len(days) - 1, published, tuple(relation(series) for series in parts))


def _ends(text: str) -> list[str]:
    lines = [line for line in csv.DictReader(StringIO(text, newline="")) if line["part"] == "about"]
    return [line["words"] for line in lines if line["row"] in ("From", "To")]


def _told(line: dict[str, str], whole: Range) -> tuple[Cell, Range]:
    table, row, column = line["table_key"], line["row_key"], line["column_key"]
    if row in set(Series):
        return Cell(row, WHOLE), whole
    series = max((one for one in Series if table.startswith(one)), key=len)
    if table == series:
        return Cell(series, row), whole
    return (
        (Cell(series, WHOLE), ranges.read(row))
        if column == "count"
        else (Cell(series, row), ranges.read(column))
    )


def test_what_is_released_is_in_the_log_and_gives_nobody_away(door: Door, ledger: Ledger) -> None:
    kept, tables = releases(door, door.coordinator(), ledger)
    assert len(tables) == len(list(stretches(ledger)))
    for artefact in kept:
        assert numbers(artefact.text) - numbers(artefact.log) == set(), artefact.name
    known = collected(tables)
    days = ledger.shown[Series.VISITS].boundaries
    assert {one.cell.series for one in known.publications} >= {Series.VISITS, Series.VISITS_BY_SUBSTANCE}
    for one in known.publications:
        truth = ledger.counted[Series(one.cell.series), one.cell.category]
        assert one.low <= truth[days[one.until]] - truth[days[one.start]] <= one.high
    assert list(learnt(known, OUTSIDER.b)) == []


def test_who_runs_the_room_and_keeps_every_report_knows_no_small_count(door: Door, ledger: Ledger) -> None:
    """What describes people, of every stretch, beside exact totals."""
    days = ledger.shown[Series.VISITS].boundaries
    published = []
    with door.house.db.read() as session:
        for series in (Series.VISITS_BY_ROUTE, Series.VISITS_BY_SUBSTANCE):
            asked = list(stretches(ledger))
            told = breakdowns(
                of_each(session, [door.furnished.site_id], series), series, asked, SheetKind.INTERNAL
            )
            for within, cells in zip(asked, told, strict=True):
                ends = days.index(within.first), days.index(within.last + timedelta(days=1))
                for category, cell in cells.items():
                    if cell.low is not None and cell.high is not None:
                        published.append(
                            Publication(Cell(series, category), *ends, int(cell.low), int(cell.high))
                        )
    assert published
    cells_told = {one.cell for one in published}
    structure = tuple(relation(Series(name)) for name in {one.series for one in cells_told})
    total = ledger.shown[Series.VISITS].totals
    assert total is not None
    known = Known(len(days) - 1, tuple(published), structure, {Cell(Series.VISITS, WHOLE): total})
    assert list(learnt(known, COORDINATOR.b)) == []


def test_a_number_that_is_not_in_the_log_is_seen() -> None:
    assert numbers("about 1,350 (1,341–1,359), and 3 more") - numbers("1350.0 1341 1359") == {3.0}


def test_whatever_was_counted_who_is_not_signed_in_sees_the_same(door: Door) -> None:
    before = open_to_all(door)
    assert before
    shows(door, run(1, 3, EXPECTED, lambda before, after: ()))
    assert open_to_all(door) == before


def open_to_all(door: Door) -> dict[str, str]:
    """Every address that needs no way in, and what it says."""
    nobody = Browser(door)
    rules = [rule for rule in door.app.url_map.iter_rules() if rule.endpoint in PUBLIC and not rule.arguments]
    asked = {rule.rule: nobody.get(rule.rule) for rule in rules if "GET" in (rule.methods or ())}
    return {path: words_of(answer) for path, answer in asked.items()}
