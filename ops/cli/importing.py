"""``ops import``: a site's years of before, from a table and a file that says what its columns are."""

import argparse
from datetime import date
from pathlib import Path

from ops.cli.opening import existing_house, site_named
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.domain.history import mapping, reading
from ops.domain.history.mapping import HistoryMapping, MappingWrong
from ops.domain.history.reading import History
from ops.services.summaries import history
from ops.services.summaries.history import NotTaken, ThereAlready


def take(settings: Settings, said: argparse.Namespace) -> int:
    """All of the table, or nothing of it; or only say what would come in."""
    columns = _mapping(Path(said.mapping))
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        try:
            before = history.first_own_day(house, site.id, replace=said.replace)
            read = _read(columns, said.file, before)
            if not said.dry_run:
                history.take(house, site.id, read, replace=said.replace)
        except ThereAlready as wrong:
            raise Problem(f"Nothing was imported. {wrong} --replace puts the new in its place.") from wrong
        except NotTaken as wrong:
            raise Problem(f"Nothing was imported. {wrong}") from wrong
    _tell(read)
    if said.dry_run:
        remark("This was a dry run: nothing was changed.")
    return 0


def _read(columns: HistoryMapping, file: str, before: date) -> History:
    try:
        with Path(file).open(encoding=columns.encoding, newline="") as text:
            read = reading.read(columns, text, before, lambda lines: remark(f"{lines} lines read"))
    except OSError as error:
        raise Problem(f"{file} cannot be read: {error.strerror}.") from error
    for problem in read.problems:
        remark(f"line {problem.line}: {problem.words}")
    if read.problem_count:
        more = read.problem_count - len(read.problems)
        also = f" {more} more are not shown." if more else ""
        raise Problem(f"Nothing was imported. Problems in {file}: {read.problem_count}.{also}")
    return read


def _mapping(path: Path) -> HistoryMapping:
    try:
        return mapping.of_file(path.read_bytes())
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}.") from error
    except MappingWrong as wrong:
        raise Problem(f"{path} cannot be used. {wrong}") from wrong


def _tell(read: History) -> None:
    first, last = read.days[0].range.first, read.days[-1].range.last
    say(f"lines: {read.lines}; days: {sum(day.range.days for day in read.days)}, {first} to {last}")
    for measure, value in reading.sums(read).items():
        say(f"{measure}: {value}")
