"""The same numbers in every format, and nothing in a file that is more than words and numbers."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from ops.domain.sheet import Column, Definition, Row, Sheet, SheetKind, Table, about, exact
from ops.exports.files import FORMATS, written
from tests.support.sheets import HOSTILE, release, sheet

Numbers = list[tuple[float | None, float | None, float | None]]


def in_csv(made: Sheet) -> list[dict[str, str]]:
    content = written(made, FORMATS["csv"])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def in_xlsx(made: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(written(made, FORMATS["xlsx"])))


def numbers_of_csv(made: Sheet) -> Numbers:
    lines = [line for line in in_csv(made) if line["part"] == "figures"]
    return [(number(line["about"]), number(line["low"]), number(line["high"])) for line in lines]


def number(said: str) -> float | None:
    return float(said) if said else None


def numbers_of_xlsx(made: Sheet) -> Numbers:
    found = []
    for page in in_xlsx(made).worksheets[1:]:
        heads = [cell.value for cell in page[2]]
        at = heads.index("About")
        lines = page.iter_rows(min_row=3, values_only=True)
        found += [row[at : at + 3] for row in lines if row[at + 5] is not None]
    return found


def numbers_of_json(made: Sheet) -> Numbers:
    told = json.loads(written(made, FORMATS["json"]))
    cells = [cell for table in told["tables"] for row in table["rows"] for cell in row["cells"]]
    return [(cell["value"], cell["low"], cell["high"]) for cell in cells]


@pytest.mark.parametrize("read", [numbers_of_csv, numbers_of_xlsx, numbers_of_json])
def test_every_format_holds_the_same_numbers(read: Callable[[Sheet], Numbers]) -> None:
    columns = (Column("all", "All"), Column("late", "Late"))
    rows = (Row("a", "A", (exact(63), about(20, 11, 29))), Row("b", "B", (exact(0.5), about(0, 0, 9))))
    made = release()
    made = replace(made, tables=(*made.tables, Table("looks", "Looks", "Hour", columns, rows, "A note.")))
    assert read(made) == [
        (1350, 1341, 1359),
        (0, 0, 9),
        (None, None, None),
        (63, 63, 63),
        (20, 11, 29),
        (0.5, 0.5, 0.5),
        (0, 0, 9),
    ]


def test_a_file_says_what_it_is_as_of_when_and_how_protected() -> None:
    made = replace(release(), number="here-r2026-001")
    about_csv = {line["row"]: line["words"] for line in in_csv(made) if line["part"] != "figures"}
    page = in_xlsx(made)["About"]
    about_xlsx = {row[0]: row[1] for row in page.iter_rows(values_only=True)}
    assert about_csv == about_xlsx
    assert about_csv["Number"] == "here-r2026-001"
    assert about_csv["As of"] == "2026-11-08 12:00 UTC"
    assert about_csv["Protection"] == "Rounded to protect people."
    assert about_csv["visit"] == "one stay"
    assert Sheet.from_json(json.loads(written(made, FORMATS["json"]))) == made


def hostile(words: str) -> Sheet:
    one = Table(
        "t",
        words,
        words,
        (Column("a", words), Column("b", "B")),
        (Row("r", words, (exact(1), exact(2))),),
        words,
    )
    made = sheet(SheetKind.STATUTORY, one, date(2026, 10, 1), date(2026, 10, 31))
    return replace(made, title=words, sites=(words,), definitions=(Definition(words, words),))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words_in_a_csv(words: str) -> None:
    for line in in_csv(hostile(words)):
        for said in line.values():
            assert not re.match(r"\s*[=+\-@＝＋－＠]", said)  # noqa: RUF001
            assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", said)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words_in_an_xlsx(words: str) -> None:
    content = written(hostile(words), FORMATS["xlsx"])
    for page in openpyxl.load_workbook(BytesIO(content)).worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.value
                assert cell.hyperlink is None
                said = str(cell.value)
                assert not re.search("[\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", said)
    with ZipFile(BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_letters_that_a_language_needs_stay() -> None:
    said = "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 · Zoë · 日本 · O'Neil"
    assert [line["words"] for line in in_csv(hostile(said)) if line["row"] == "Title"] == [said]


def test_an_xlsx_tells_neither_author_nor_machine_nor_hour_of_its_making() -> None:
    content = written(release(), FORMATS["xlsx"])
    assert content == written(release(), FORMATS["xlsx"])
    with ZipFile(BytesIO(content)) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:creator></dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-08T12:00:00Z"}


def test_tables_that_are_called_alike_have_a_page_each() -> None:
    titles = ["Visits: by route/substance [all] of the month"] * 2 + ["About", "history", "''"]
    made = release()
    made = replace(made, tables=tuple(replace(made.tables[0], title=title) for title in titles))
    names = in_xlsx(made).sheetnames
    assert len({name.casefold() for name in names}) == 6
    assert all(len(name) <= 31 for name in names)
