"""A report's definition: TOML in a form's own words, read, checked and frozen.

What is wrong is said in words, with the line. The house brings some; a site adds its own as files beside its
site file, in the folder ``statutory``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ops import statutory
from ops.domain import statutory_measures
from ops.domain.statutory import Covers, Expression, Field, Measure, NotCounted, Part, Ratio, Report, Sum
from ops.services.house import House
from ops.services.set_up.site_section import Section, SiteFileWrong, values_of

LARGEST = 64 * 1024
MOST_FILES = 50
MOST_FIELDS = 200
MOST_MONTHS = 36
DEEPEST = 4
LONGEST_LABEL, LONGEST_MEANING = 120, 400
PER = (100, 1000, 10_000, 100_000)
NOT_COUNTED = "not counted here"


@dataclass(frozen=True)
class Known:
    """``wrong``: of each file that is no definition, what is wrong with it."""

    reports: Mapping[str, Report]
    wrong: Mapping[str, str]


def own_folder(house: House) -> Path | None:
    """Where a site's own lie: beside its file."""
    return house.site_file.parent / "statutory" if house.site_file is not None else None


def known(own: Path | None) -> Known:
    """All there are, those of the house first. ``own``: the folder of the site's own."""
    found: dict[str, Report] = {}
    wrong: dict[str, str] = {}
    for path in [*_files(statutory.FOLDER), *(_files(own) if own is not None else ())]:
        try:
            report = read(_text(path))
        except SiteFileWrong as error:
            wrong[path.name] = str(error)
            continue
        if report.name in found:
            wrong[path.name] = f"Another report is called {report.name!r}: give this one a name of its own."
        else:
            found[report.name] = report
    return Known(found, wrong)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))[:MOST_FILES]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise SiteFileWrong(f"It is larger than {LARGEST // 1024} KiB.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SiteFileWrong("It cannot be read as text.") from error


def read(text: str) -> Report:
    """One of them. Raises ``SiteFileWrong``, for a person, with the line."""
    top = Section(text, "", values_of(text))
    top.only("name", "title", "told", "covers", "at_most", "sites", "under", "part", "field")
    name = top.text("name", 40)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        top.wrong("'name' may have small letters, digits and single hyphens only.", "name")
    covers = Covers(top.choice("covers", tuple(Covers), Covers.MONTH))
    under = top.number("under", 0, 1000, 0)
    if under and covers is Covers.MONTHS:
        top.wrong(
            "what is held back in one month can be found from the others: 'under' goes with one period only.",
            "under",
        )
    if "at_most" in top.values and covers is not Covers.MONTHS:
        top.wrong("'at_most' goes with covers = \"months\".", "at_most")
    report = Report(
        name=name,
        title=top.text("title", LONGEST_LABEL),
        covers=covers,
        parts=tuple(_parts(top)),
        told=top.text("told", LONGEST_MEANING) if "told" in top.values else "",
        at_most=top.number("at_most", 1, MOST_MONTHS, 12 if covers is Covers.MONTHS else 1),
        several_sites=top.choice("sites", ("one", "several"), "one") == "several",
        under=under,
    )
    _within_is_there(top, report)
    return report


def _parts(top: Section) -> Iterator[Part]:
    sections, fields = top.list_of("part"), top.list_of("field")
    if not sections or not fields:
        top.wrong("it has no lines yet: write at least one [[part]] and one [[field]] of it.")
    if len(fields) > MOST_FIELDS:
        top.wrong(f"there may be up to {MOST_FIELDS} lines.", "field")
    keys = [section.text("key", 40) for section in sections]
    by_part: dict[str, list[Field]] = {key: [] for key in keys}
    if len(by_part) < len(keys):
        top.wrong("two parts have the same 'key'.", "part")
    seen = set()
    means = {key: "means" in section.values for key, section in zip(keys, sections, strict=True)}
    for section in fields:
        section.only("part", "key", "label", "value", "means", "within")
        part = section.choice("part", keys, "")
        field = _field(section)
        if field.key in seen:
            section.wrong(f"another line has the key {field.key!r} already.", "key")
        if not field.means and not means[part]:
            section.wrong("say what it counts: 'means', here or of its part.", "means")
        seen.add(field.key)
        by_part[part].append(field)
    for key, section in zip(keys, sections, strict=True):
        section.only("key", "title", "means")
        told = section.text("means", LONGEST_MEANING) if "means" in section.values else ""
        if not by_part[key]:
            section.wrong("it has no line.", "key")
        yield Part(key, section.text("title", LONGEST_LABEL), tuple(by_part[key]), told)


def _field(section: Section) -> Field:
    return Field(
        key=section.text("key", 60),
        label=section.text("label", LONGEST_LABEL),
        value=_expression(section, section.values.get("value"), DEEPEST),
        means=section.text("means", LONGEST_MEANING) if "means" in section.values else "",
        within=section.text("within", 60) if "within" in section.values else "",
    )


def _within_is_there(top: Section, report: Report) -> None:
    keys = {field.key for field in report.fields}
    for field, section in zip(report.fields, _in_order(top, report), strict=True):
        if field.within and (field.within not in keys or field.within == field.key):
            section.wrong(f"there is no other line {field.within!r} that it could be a part of.", "within")


def _in_order(top: Section, report: Report) -> list[Section]:
    by_key = {section.values["key"]: section for section in top.list_of("field")}
    return [by_key[field.key] for field in report.fields]


def _expression(section: Section, said: Any, deep: int) -> Expression:
    if said == NOT_COUNTED:
        return NotCounted()
    if not isinstance(said, dict) or not deep:
        _not_so(section)
    keys = set(said)
    if "measure" in keys and keys <= {"measure", "code", "codes", "from", "to"}:
        return _measure(section, said)
    if keys == {"sum"} and isinstance(said["sum"], list) and said["sum"]:
        return Sum(tuple(_expression(section, one, deep - 1) for one in said["sum"]))
    if not {"part", "of"} <= keys <= {"part", "of", "per"}:
        _not_so(section)
    per = said.get("per", PER[0])
    if per not in PER:
        section.wrong(f"'per' must be one of {', '.join(map(str, PER))}.", "value")
    part, whole = (_expression(section, said[key], deep - 1) for key in ("part", "of"))
    return Ratio(part, whole, per)


def _not_so(section: Section) -> NoReturn:
    section.wrong(
        "'value' must be { measure = \"…\" }, with code or codes, or from and to; { sum = [ … ] }; "
        f'{{ part = …, of = …, per = 100 }}; or "{NOT_COUNTED}".',
        "value",
    )


def _measure(section: Section, said: Mapping[str, Any]) -> Measure:
    codes = said.get("codes", [said["code"]] if "code" in said else [])
    if {"code", "codes"} <= set(said) or not isinstance(codes, list) or (not codes and "codes" in said):
        section.wrong("write either one 'code', or a list of 'codes'.", "value")
    if not isinstance(said["measure"], str) or not all(isinstance(code, str) for code in codes):
        _not_so(section)
    measure = Measure(said["measure"], tuple(dict.fromkeys(codes)), _hours(section, said))
    wrong = statutory_measures.wrong_with(measure)
    if wrong:
        section.wrong(f"{wrong}.", "value")
    return measure


def _hours(section: Section, said: Mapping[str, Any]) -> tuple[int, int] | None:
    if not {"from", "to"} & set(said):
        return None
    hours = [re.fullmatch(r"([01]\d|2[0-4]):00", str(said.get(key, ""))) for key in ("from", "to")]
    first, until = (int(hour[1]) % 24 if hour else -1 for hour in hours)
    if first < 0 or until < 0 or first == until:
        section.wrong('hours are written whole, such as from = "22:00", to = "03:00".', "value")
    return first, until
