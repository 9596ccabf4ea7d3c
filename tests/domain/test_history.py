"""A table of before: what its lines add up to, and what is said of a line that cannot be read."""

import csv
import io
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.domain.history import mapping
from ops.domain.history.mapping import HistoryMapping, MappingWrong
from ops.domain.history.reading import MOST_PROBLEMS, History, read, sums
from ops.starter import HISTORY_FILE

BEFORE = date(2026, 1, 1)
EXAMPLE = HISTORY_FILE.read_text(encoding="utf-8")
DAYS = """
[file]
lines = "days"
[when]
column = "Day"
written = "%d/%m/%Y"
[counts]
visits = "Visits"
open = { column = "Open", unit = "hours" }
micrograms = { column = "Naloxone", unit = "mg" }
"""
GLASGOW = """
[file]
lines = "months"
delimiter = ";"
[when]
column = "Month"
written = "%Y-%m"
[counts]
visits = "Accessed"
episodes = "Injecting episodes"
responses = "Medical emergencies"
"""


def meant(text: str) -> HistoryMapping:
    return mapping.read(tomllib.loads(text))


def taken(text: str, table: str) -> History:
    return read(meant(text), io.StringIO(table, newline=""), BEFORE)


def said_of(text: str, table: str) -> list[tuple[int, str]]:
    found = taken(text, table)
    assert found.days == ()
    return [(problem.line, problem.words) for problem in found.problems]


VISITS = """Entry,Uses,Overdose,Naloxone doses,Hospital,Treatment,Notes
2025-03-01 09:05,1,no,0,no,,
2025-03-01 23:59,2,YES,2,no,Naloxone and oxygen,"a, note"
2025-02-27 10:00,,no,,no,,"two
lines"

2025-03-01 09:40,1,yes,0,yes,oxygen,
"""


def test_the_example_counts_a_line_for_each_visit_by_hand() -> None:
    found = taken(EXAMPLE, VISITS)
    assert (found.lines, found.problems) == (4, ())
    assert [str(day.range.first) for day in found.days] == ["2025-02-27", "2025-02-28", "2025-03-01"]
    first, none, third = found.days
    assert first.numbers == {
        "visits": 1, "episodes": 0, "responses": 0, "doses": 0, "taken_by_ambulance": 0,
    }  # fmt: skip
    assert set(none.numbers.values()) == {0}
    assert third.numbers == {
        "visits": 3, "episodes": 4, "responses": 2, "doses": 2, "taken_by_ambulance": 1,
    }  # fmt: skip
    assert third.by == {"done": {"naloxone": 1, "oxygen": 2}}
    assert third.hours == {9: 2, 23: 1}
    assert sums(found)["visits"] == 4


def test_a_day_without_a_line_is_not_recorded_unless_the_mapping_says_that_nothing_happened() -> None:
    said = EXAMPLE.replace('days_without_a_line = "nothing happened"', "")
    assert [day.range.first.day for day in taken(said, VISITS).days] == [27, 1]


def test_totals_of_days_take_their_units_and_an_empty_cell_is_not_nought() -> None:
    found = taken(DAYS, "Day,Visits,Open,Naloxone\n02/01/2025,12,7.5,0.8\n01/01/2025,0,,\n")
    assert [day.numbers for day in found.days] == [
        {"visits": 0},
        {"visits": 12, "open": 27_000, "micrograms": 800},
    ]


def test_months_are_whole() -> None:
    table = "Month;Accessed;Injecting episodes;Medical emergencies\n2025-01;336;268;0\n2025-02;684;523;5\n"
    found = taken(GLASGOW, table)
    assert [(day.range.id, day.range.days) for day in found.days] == [("2025-01", 31), ("2025-02", 28)]
    assert sums(found) == {"episodes": 791, "responses": 5, "visits": 1020}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("31/12/2025,x,1,1", "'Visits' holds no number"),
        ("31/12/2025,-1,1,1", "'Visits' holds no number"),
        ("31/12/2025,1e3,1,1", "'Visits' holds no number"),
        ("31/12/2025,NaN,1,1", "'Visits' holds no number"),
        ("31/12/2025,=1+1,1,1", "'Visits' holds no number"),
        ("31/12/2025,١٢,1,1", "'Visits' holds no number"),
        ("31/12/2025,1.5,1,1", "'Visits' holds no whole number"),
        ("31/12/2025,1000001,1,1", "'Visits' holds more than 1000000"),
        ("31/12/2025,1,1000000,1", "open of that day or month is more than can be"),
        ("2025-12-31,1,1,1", "'Day' holds no date written %d/%m/%Y"),
        ("30/02/2025,1,1,1", "'Day' holds no date"),
        ("31/12/1979,1,1,1", "'Day' is before 1980-01-01"),
        ("01/01/2026,1,1,1", "'Day' is not before 2026-01-01"),
        ("31/12/2025,1,1", "it has 3 cells, and the first line 4"),
        ("31/12/2025,1,1,1,1", "it has 5 cells, and the first line 4"),
        ("31/12/2025,1,1,1\n31/12/2025,2,1,1", "there is a line for that day or month already"),
        ('31/12/2025,"1,1,1', "a quote is left open"),
        ('31/12/2025,"1"x,1,1', "a quote is left open"),
        ("31/12/2025," + "1" * 200_000 + ",1,1", "the line is no line of a table"),
        ("", "there is no line below the first"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number_and_never_repeated(lines: str, told: str) -> None:
    found = said_of(DAYS, f"Day,Visits,Open,Naloxone\n{lines}\n")
    line, words = found[-1]
    assert told in words
    assert line in (1, 2, 3)
    assert not any(secret in words for secret in ("=1+1", "1e3", "2025-12-31", "31/12"))


def test_so_many_are_shown_and_all_are_counted_and_nothing_is_taken() -> None:
    table = "Day,Visits,Open,Naloxone\n01/01/2025,1,1,1\n" + "Jane Doe,x,y,z\n" * 300
    found = taken(DAYS, table)
    assert (len(found.problems), found.problem_count, found.days) == (MOST_PROBLEMS, 300, ())
    assert (found.problems[0].line, found.problems[-1].line) == (3, MOST_PROBLEMS + 2)
    assert "Jane" not in repr(found)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Day,Visits,Open", "'Naloxone' is not among the columns"),
        ("Day,Visits,Visits,Open,Naloxone", "'Visits' is there more than once"),
        ("", "is not among the columns"),
    ],
)
def test_a_first_line_without_the_columns_is_told(header: str, told: str) -> None:
    [(line, words)] = said_of(DAYS, f"{header}\n")
    assert (line, told in words) == (1, True)


def test_a_file_in_another_encoding_is_told_and_a_mark_at_its_beginning_is_none_of_the_name() -> None:
    wrong = io.TextIOWrapper(
        io.BytesIO(b"Day,Visits,Open,Naloxone\n01/01/2025,\xff,1,1\n"), "utf-8-sig", newline=""
    )
    assert "not in the encoding" in read(meant(DAYS), wrong, BEFORE).problems[0].words
    marked = io.BytesIO("\ufeffDay,Visits,Open,Naloxone\n01/01/2025,1,1,1\n".encode())
    assert read(meant(DAYS), io.TextIOWrapper(marked, meant(DAYS).encoding, newline=""), BEFORE).days


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('lines = "days"', 'lines = "weeks"', "file.lines is one of: visits, days, months"),
        ('lines = "days"', 'lines = "days"\nx = 1', "which is not known"),
        ('"%d/%m/%Y"', '"%d/%m"', "lacks %Y"),
        ('"%d/%m/%Y"', '"%d/%m/%Y %H"', "made of %Y, %m, %d only"),
        ('"%d/%m/%Y"', '"%d/%m/%Y%n"', "when.written is made of"),
        ('visits = "Visits"', 'visits = "every line"', "for files with a line for each visit"),
        ('visits = "Visits"', "visits = 3", "is the name of a column"),
        ('visits = "Visits"', 'gender = "Gender"', "'gender' is no measure"),
        ('visits = "Visits"', 'days = "Visits"', "'days' is no measure"),
        ('visits = "Visits"', 'route.inject = "Visits"', "'route' is no measure"),
        ('visits = "Visits"', 'done.prayer = "Visits"', "'prayer' is no code"),
        ('unit = "hours"', 'unit = "mg"', "has to be said: seconds, minutes, hours"),
        (', unit = "hours"', "", "has to be said: seconds, minutes, hours"),
        ('column = "Day"', "column = 7", "when.column is a text"),
        ("[counts]", "[other]", "which is not known"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_in_words(old: str, new: str, told: str) -> None:
    assert old in DAYS
    with pytest.raises(MappingWrong) as wrong:
        meant(DAYS.replace(old, new, 1))
    assert told in str(wrong.value)


moments = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2025-12-31"))


@given(st.lists(st.tuples(moments, st.integers(0, 5), st.booleans()), min_size=1, max_size=40))
def test_days_and_hours_add_up_to_the_lines(visits: Sequence[tuple[datetime, int, bool]]) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(["Entry", "Uses", "Overdose", "Naloxone doses", "Hospital", "Treatment"])
    rows: list[list[Any]] = [
        [f"{at:%Y-%m-%d %H:%M}", uses, "yes" if helped else "no", 0, "", ""] for at, uses, helped in visits
    ]
    writer.writerows(rows)
    found = taken(EXAMPLE.replace('"nothing happened"', '"not recorded"'), table.getvalue())
    assert sums(found)["visits"] == len(visits) == sum(sum(day.hours.values()) for day in found.days)
    assert sums(found)["episodes"] == sum(uses for _, uses, _ in visits)
    assert sums(found)["responses"] == sum(od for _, _, od in visits)
    days = [day.range.first for day in found.days]
    assert days == sorted({at.date() for at, _, _ in visits})
    assert max(days) < BEFORE


@given(st.text(max_size=400))
def test_whatever_stands_in_a_table_it_is_read_or_refused(table: str) -> None:
    found = taken(DAYS, table)
    assert bool(found.problem_count) is not bool(found.days)


NAMES = ["file", "when", "counts", "lines", "column", "written", "visits", "done"]
anything = st.recursive(
    st.none() | st.text(max_size=8) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(NAMES), anything))
def test_whatever_stands_in_a_mapping_it_is_meant_or_refused(said: dict[str, Any]) -> None:
    with suppress(MappingWrong):
        mapping.read(said)
