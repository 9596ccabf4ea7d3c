"""A shift or a day as a working paper: exact operational totals, and nothing that describes people."""

from collections.abc import Iterator
from datetime import date, timedelta

from ops.domain.counting import Spread
from ops.domain.sheet import Cell, Column, Missing, Sheet, SheetKind, Unit, exact, none
from ops.domain.summary import Summary
from ops.domain.totals import Length
from ops.domain.window import SHORTEST, Window, local
from ops.gettext import gettext as _
from ops.gettext import language
from ops.routes import definitions, report_sheet
from ops.routes.report_lines import GROUPS
from ops.routes.shift_words import Sayings
from ops.services.summaries import OnPaper


def sheet(found: OnPaper, kept_days: int) -> Sheet:
    """``kept_days``: for how long the site keeps visits; no paper outlives what the room itself knows."""
    told, window = found.summary, found.summary.window
    say = Sayings(window.time_zone, told.as_of)
    first, last = _days(window)
    lengths = dict(_lengths(told))
    tables = report_sheet.tables((Column("shift", _("Number")),), (found.totals,), lengths)
    rows = {row.key for table in tables for row in table.rows}
    measures = [line.measure for group in GROUPS for line in group.lines if line.key in rows]
    return Sheet(
        kind=SheetKind.WORKING_PAPER,
        key=window.id,
        title=say.title(window),
        sites=(told.site_name,),
        period=say.title(window),
        first=first,
        last=last,
        as_of=told.as_of,
        language=language(),
        protection=_(
            "A working paper: exact totals for the team. It describes nobody; it is not to be published."
        ),
        tables=tuple(tables),
        definitions=definitions.of(measures),
        shred_by=shred_by(window, kept_days),
    )


def shred_by(window: Window, kept_days: int) -> date:
    """By the site's clock."""
    return local(window.as_of, window.time_zone).date() + timedelta(days=kept_days)


def _days(window: Window) -> tuple[date, date]:
    zone = window.time_zone
    return local(window.start, zone).date(), local(max(window.start, window.until - SHORTEST), zone).date()


def _lengths(told: Summary) -> Iterator[tuple[str, Cell]]:
    """Of one shift each is known as its page says it; only sums over days are known within bounds."""
    spreads = {
        Length.WAIT: told.waits.seated,
        Length.WAIT_BEFORE_LEAVING: told.waits.left_before_using,
        Length.IN_BOOTH: told.in_booth.spread,
        Length.LATENESS: told.looks.lateness,
        Length.ATTENDANCE: told.responses.attendance,
        Length.LASTED: told.responses.lasted,
        Length.TO_FIRST_BREATH: told.responses.to_first_breath,
        Length.TO_AMBULANCE_CALL: told.responses.to_ambulance_call,
    }
    for length, spread in spreads.items():
        yield f"{length.value}_median", _seconds(spread, None if spread is None else spread.median)
        yield f"{length.value}_nine_in_ten", _seconds(spread, None if spread is None else spread.p90)


def _seconds(spread: Spread | None, known: int | None) -> Cell:
    if known is not None:
        return exact(known, Unit.SECONDS)
    nothing = spread is not None and not spread.count
    return none(Missing.NOTHING_TO_MEASURE if nothing else Missing.NOT_RECORDED, Unit.SECONDS)
