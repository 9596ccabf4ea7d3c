"""A form as a file: what it may say, and what is wrong with it, in words and with the line."""

from pathlib import Path

import pytest

from ops.domain.statutory import Covers, Measure, Ratio, Sum
from ops.services.set_up.site_section import SiteFileWrong
from ops.services.statutory import definitions

OWN = """\
name = "our-funder"
title = "Our funder's quarter"
covers = "quarter"

[[part]]
key = "all"
title = "All"
means = "As the funder counts."

[[field]]
part = "all"
key = "nights"
label = "Visits at night"
value = { measure = "visits", from = "22:00", to = "07:00" }

[[field]]
part = "all"
key = "away"
label = "Turned away or left"
value = { sum = [{ measure = "turned_away" }, { measure = "left_before_using" }] }

[[field]]
part = "all"
key = "rate"
label = "Overdoses per 1,000 visits"
value = { part = { measure = "overdoses" }, of = { measure = "visits" }, per = 1000 }
"""


def test_the_houses_own_can_all_be_used() -> None:
    known = definitions.known(None)
    assert known.wrong == {}
    assert list(known.reports) == ["canada-national", "glasgow-monthly", "ontario-monthly"]
    ontario = known.reports["ontario-monthly"]
    parts = [field.value for field in ontario.fields if field.key.startswith("visits_")]
    hours = [one.hours for one in parts if isinstance(one, Measure)]
    assert hours == [(7, 12), (12, 17), (17, 22), (22, 3), (3, 7)], "every hour of the day once"
    assert known.reports["canada-national"].under == 10


def test_one_of_a_sites_own_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "funder.toml").write_text(OWN)
    report = definitions.known(tmp_path).reports["our-funder"]
    nights, away, rate = (field.value for field in report.fields)
    assert report.covers is Covers.QUARTER
    assert nights == Measure("visits", hours=(22, 7))
    assert away == Sum((Measure("turned_away"), Measure("left_before_using")))
    assert rate == Ratio(Measure("overdoses"), Measure("visits"), 1000)


def test_one_that_is_wrong_takes_no_other_along(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = ")
    (tmp_path / "b.toml").write_text(OWN)
    (tmp_path / "c.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "d.toml").write_text(OWN.replace("our-funder", "ontario-monthly"))
    (tmp_path / "e.toml").write_text("#" * 70_000)
    known = definitions.known(tmp_path)
    assert "our-funder" in known.reports
    assert {name: why.split(".")[0][:30] for name, why in known.wrong.items()} == {
        "a.toml": "It is not written as TOML: Inv",
        "c.toml": "It cannot be read as text",
        "d.toml": "Another report is called 'onta",
        "e.toml": "It is larger than 64 KiB",
    }


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ('"visits", from', '"visit", from', "Line 14, [[field]] number 1: there is no measure 'visit'."),
        ("22:00", "22:30", "Line 14, [[field]] number 1: hours are written whole"),
        ('part = "all"\nkey = "away"', 'part = "some"\nkey = "away"', "Line 17, [[field]] number 2: 'part'"),
        ('key = "away"', 'key = "nights"', "another line has the key 'nights' already."),
        ('means = "As the funder counts."', "", "say what it counts"),
        ("per = 1000", "per = 7", "'per' must be one of 100, 1000"),
        ("{ sum = [", "{ sums = [", "'value' must be { measure ="),
        ("value = { sum", "value = \"__import__('os')\" #", "'value' must be { measure ="),
        ('key = "rate"', 'key = "rate"\nwithin = "no-line"', "there is no other line 'no-line'"),
        ('covers = "quarter"', 'covers = "day"', "'covers' must be one of month, quarter, year, months."),
        ('covers = "quarter"', 'covers = "months"\nunder = 10', "can be found from the others"),
        ('covers = "quarter"', 'cover = "quarter"', "there is no 'cover' here. Did you mean 'covers'?"),
        ("our-funder", "Our Funder", "'name' may have small letters"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(was: str, now: str, words: str) -> None:
    assert was in OWN
    with pytest.raises(SiteFileWrong) as wrong:
        definitions.read(OWN.replace(was, now))
    assert words in str(wrong.value)


def test_a_value_of_values_of_values_ends_somewhere() -> None:
    deep = '{ measure = "visits" }'
    for _ in range(5):
        deep = f"{{ sum = [{deep}] }}"
    with pytest.raises(SiteFileWrong, match="'value' must be"):
        definitions.read(OWN.replace('{ measure = "visits", from = "22:00", to = "07:00" }', deep))
