"""Which column of a table is which measure: what a caretaker writes down beside the file.

Raises ``MappingWrong`` in words for whatever is not as docs/numbers.md says.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ops.domain.overdoses import Treated
from ops.domain.summary import Done
from ops.domain.total_cells import SECONDS
from ops.domain.totals import NUMBERS, By
from ops.domain.words import Debrief, ResponseKind, RoomReason, RoomState, StaffPlace, TurnedAwayWhy

Word = TypeVar("Word", bound=StrEnum)


class MappingWrong(Exception):
    """What is wrong, in words."""


class Lines(StrEnum):
    """What one line of the table is: a visit (or whatever else happened once), or totals of a day or a month."""

    VISITS = "visits"
    DAYS = "days"
    MONTHS = "months"


class Unit(StrEnum):
    """Of a number in a cell."""

    COUNT = "count"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    MILLIGRAMS = "mg"


TIMES = {Unit.COUNT: 1, Unit.SECONDS: 1, Unit.MINUTES: 60, Unit.HOURS: 3600, Unit.MILLIGRAMS: 1000}
OF_AMOUNT = {"micrograms", "micrograms_at_most"}
CODES: Mapping[str, frozenset[str]] = {
    By.TURNED_AWAY_WHY: frozenset({*TurnedAwayWhy}),
    By.DONE: frozenset({*Done}),
    By.KIND: frozenset({*ResponseKind}),
    By.DEBRIEF: frozenset({*Debrief}),
    By.CLOSED_WHY: frozenset({*RoomReason, *RoomState}),
    By.STAFF_PLACE: frozenset({*StaffPlace}),
    By.TREATED: frozenset({*Treated}),
}
MEASURES = frozenset(NUMBERS) - {"days", "seconds"}
DIRECTIVES = {
    Lines.VISITS: ("%Y", "%m", "%d"),
    Lines.DAYS: ("%Y", "%m", "%d"),
    Lines.MONTHS: ("%Y", "%m"),
}
ALLOWED = frozenset({"%Y", "%m", "%d", "%H", "%M", "%S"})
LONGEST = 200
"""Of a column's name."""


@dataclass(frozen=True)
class Count:
    """One measure: ``code`` of which, for those that are by a code. ``column`` empty: each line is one.
    ``among``: a line is one when its cell is one of these, small letters or not; else the cell is a number,
    in ``unit``."""

    measure: str
    code: str | None
    column: str | None
    among: frozenset[str] = frozenset()
    unit: Unit = Unit.COUNT

    @property
    def name(self) -> str:
        return self.measure if self.code is None else f"{self.measure}.{self.code}"


@dataclass(frozen=True)
class HistoryMapping:
    """``when``: the column with the date, written as ``written``. ``nothing_where_no_line``: on days between
    the first and the last of the table without a line nothing happened; else nobody knows."""

    lines: Lines
    when: str
    written: str
    counts: tuple[Count, ...]
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    nothing_where_no_line: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """Those that are read."""
        return frozenset({self.when, *(one.column for one in self.counts if one.column is not None)})

    @property
    def by_hour(self) -> bool:
        """Whether it is known at which hour visits began."""
        return self.lines is Lines.VISITS and "%H" in self.written


def of_file(content: bytes) -> HistoryMapping:
    """The mapping that stands in a file."""
    try:
        said = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MappingWrong("It is not a TOML file.") from error
    return read(said)


def read(said: Mapping[str, Any]) -> HistoryMapping:
    """The mapping as its file says it."""
    _known("", said, {"file", "when", "counts"})
    file, when, counts = (_table(said, name) for name in ("file", "when", "counts"))
    _known("file", file, {"lines", "delimiter", "encoding", "days_without_a_line"})
    lines = _word(Lines, "file.lines", file.get("lines"))
    _known("when", when, {"column", "written"})
    column, written = _text("when.column", when.get("column")), _text("when.written", when.get("written"))
    _check_written(lines, written)
    found = tuple(sorted(_counts(lines, counts), key=lambda one: one.name))
    if not found:
        raise MappingWrong("[counts] names no measure.")
    delimiter = file.get("delimiter", ",")
    if delimiter not in (",", ";", "\t", "|"):
        raise MappingWrong('file.delimiter is ",", ";", "|" or a tab.')
    without = file.get("days_without_a_line", "not recorded")
    if without not in ("not recorded", "nothing happened"):
        raise MappingWrong('file.days_without_a_line is "not recorded" or "nothing happened".')
    encoding = file.get("encoding", "utf-8")
    if encoding not in ("utf-8", "latin-1", "cp1252"):
        raise MappingWrong('file.encoding is "utf-8", "latin-1" or "cp1252".')
    return HistoryMapping(
        lines=lines,
        when=column,
        written=written,
        counts=found,
        delimiter=delimiter,
        encoding="utf-8-sig" if encoding == "utf-8" else encoding,
        nothing_where_no_line=without == "nothing happened",
    )


def _counts(lines: Lines, said: Mapping[str, Any]) -> list[Count]:
    found = []
    for name, value in said.items():
        if name in set(By):
            for code, inner in _table(said, name).items():
                known = CODES.get(name)
                if known is None or code not in known:
                    raise MappingWrong(f"counts.{name}: {code!r} is no code of it.{_codes(known)}")
                found.append(_count(lines, name, code, inner))
        elif name in MEASURES:
            found.append(_count(lines, name, None, value))
        else:
            raise MappingWrong(f"counts: {name!r} is no measure. There are: {', '.join(sorted(MEASURES))}.")
    return found


def _codes(known: frozenset[str] | None) -> str:
    return f" There are: {', '.join(sorted(known))}." if known else ""


def _count(lines: Lines, measure: str, code: str | None, said: Any) -> Count:
    where = f"counts.{measure}" if code is None else f"counts.{measure}.{code}"
    if said == "every line":
        if lines is not Lines.VISITS:
            raise MappingWrong(f'{where}: "every line" is for files with a line for each visit.')
        return Count(measure, code, None)
    if isinstance(said, str):
        return Count(measure, code, _text(where, said), unit=_unit(where, measure, None))
    if not isinstance(said, dict):
        raise MappingWrong(f'{where} is the name of a column, "every line", or a table with "column".')
    _known(where, said, {"column", "among", "unit"})
    column = _text(f"{where}.column", said.get("column"))
    among = said.get("among", [])
    if not isinstance(among, list) or not all(isinstance(one, str) for one in among):
        raise MappingWrong(f"{where}.among is a list of texts.")
    if among and lines is not Lines.VISITS:
        raise MappingWrong(f"{where}.among is for files with a line for each visit.")
    if among and "unit" in said:
        raise MappingWrong(f"{where}: a line that is one of something has no unit.")
    unit = Unit.COUNT if among else _unit(where, measure, said.get("unit"))
    return Count(measure, code, column, frozenset(one.strip().casefold() for one in among), unit)


def _unit(where: str, measure: str, said: Any) -> Unit:
    fits = {Unit.COUNT}
    if measure in SECONDS:
        fits = {Unit.SECONDS, Unit.MINUTES, Unit.HOURS}
    elif measure in OF_AMOUNT:
        fits = {Unit.MILLIGRAMS}
    unit = Unit.COUNT if said is None else _word(Unit, f"{where}.unit", said)
    if unit not in fits:
        words = ", ".join(one for one in Unit if one in fits)
        raise MappingWrong(f"{where}.unit has to be said: {words}.")
    return unit


def _check_written(lines: Lines, written: str) -> None:
    directives = re.findall(r"%.?", written)
    if not {*directives} <= ALLOWED or len({*directives}) != len(directives):
        raise MappingWrong(f"when.written is made of {', '.join(sorted(ALLOWED))}, each at most once.")
    lacks = [one for one in DIRECTIVES[lines] if one not in directives]
    if lacks:
        raise MappingWrong(f"when.written lacks {', '.join(lacks)}.")
    if lines is not Lines.VISITS and {*directives} != {*DIRECTIVES[lines]}:
        raise MappingWrong(f"when.written is made of {', '.join(DIRECTIVES[lines])} only.")


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = said.get(name)
    if not isinstance(value, dict):
        raise MappingWrong(f"[{name}] is not there.")
    return value


def _text(where: str, said: Any) -> str:
    if not isinstance(said, str) or not 0 < len(said.strip()) <= LONGEST:
        raise MappingWrong(f"{where} is a text.")
    return said.strip()


def _word(words: type[Word], where: str, said: Any) -> Word:
    if not isinstance(said, str) or said not in {*words}:
        raise MappingWrong(f"{where} is one of: {', '.join(words)}.")
    return words(said)


def _known(where: str, said: Mapping[str, Any], names: set[str]) -> None:
    other = sorted(said.keys() - names)
    if other:
        place = f"[{where}]" if where else "The file"
        raise MappingWrong(
            f"{place} has {', '.join(map(repr, other))}, which is not known. Known are: {', '.join(sorted(names))}."
        )
