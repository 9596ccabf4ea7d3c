"""Years of before from a table and its mapping, in two steps: what would come in, then all of it in one commit.

Killed after that commit and taken up anew, it finds that its act is done: the job's id is the act's.
"""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from ops.domain.errors import Refused
from ops.domain.history import mapping, reading
from ops.domain.history.reading import History
from ops.jobs import CannotBeDone, Doing, Result
from ops.services.jobs import Asker
from ops.services.summaries import history
from ops.services.summaries.history import By, NotTaken
from ops.services.ways_in import devices


def bring(doing: Doing) -> Result:
    """``asked``: ``mapping``, the file's text; ``replace``; ``take``: the second step."""
    work, house = doing.work, doing.house
    asked = work.asked
    try:
        has_come = history.has_come(house, work.id)
        before = (
            date.max if has_come else history.first_own_day(house, work.site_id, replace=asked["replace"])
        )
        read = _read(doing, before)
        if read.problem_count:
            return Result(_problems(read))
        if asked["take"] and not has_come:
            history.take(house, work.site_id, read, replace=asked["replace"], by=_by(doing, work.asker))
    except NotTaken as wrong:
        raise CannotBeDone(str(wrong)) from wrong
    return Result(_told(read) | {"came": asked["take"]}, keeps_given=not asked["take"])


def _read(doing: Doing, before: date) -> History:
    try:
        table = doing.given()
    except Refused as gone:
        raise CannotBeDone(_("The table is not there any more. Bring it again.")) from gone
    columns = mapping.of_file(doing.work.asked["mapping"].encode())
    lines = table.count(b"\n") + 1
    text = io.TextIOWrapper(io.BytesIO(table), encoding=columns.encoding, newline="")
    return reading.read(columns, text, before, lambda done: doing.say(done, lines))


def _by(doing: Doing, asker: Asker) -> By:
    """Whoever asked, on the device they asked on."""
    known = devices.enrolled(doing.house, doing.work.site_id)
    actor = next((one.actor for one in known if one.id == asker.device), devices.CARETAKER)
    return By(doing.work.id, actor, asker.staff)


def _problems(read: History) -> Mapping[str, Any]:
    return {
        "problems": [[problem.line, problem.words] for problem in read.problems],
        "problem_count": read.problem_count,
    }


def _told(read: History) -> dict[str, Any]:
    return {
        "lines": read.lines,
        "days": sum(day.range.days for day in read.days),
        "first": read.days[0].range.first.isoformat(),
        "last": read.days[-1].range.last.isoformat(),
        "sums": dict(reading.sums(read)),
    }
