"""What the charts of a shift's page and of a report say, in the reader's language: each point in one line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from babel.numbers import get_decimal_symbol, get_group_symbol
from flask_babel import get_locale

from ops.charts import FloorWords, ReportWords, Words
from ops.charts.words import Named, Said
from ops.domain.counting import Bin
from ops.domain.floor_chart import Bar, FloorChart, Line, Mark, MarkKind
from ops.domain.summary import Hour, Summary
from ops.domain.totals import ByHour
from ops.domain.words import ResponsePlace
from ops.gettext import gettext as _
from ops.gettext import ngettext
from ops.routes import range_words
from ops.routes import shift_words as w
from ops.routes.labels import word
from ops.routes.shift_words import Sayings
from ops.services.summaries.reports import Report

APART = timedelta(minutes=20)
"""So much room a time needs under the floor before the next one."""
TICKS = 13
"""So many of them at most."""


def on_charts(told: Summary, say: Sayings) -> Words:
    """The words of the charts that may be printed."""
    hours = [say.stretch(hour.period, told.window) for hour in told.drawn_hours]
    visits = [_begun(hour.visits) for hour in told.drawn_hours]
    in_use = [
        ngettext("%(num)s place in use at most", "%(num)s places in use at most", hour.most_in_use)
        for hour in told.drawn_hours
    ]
    loud = hours if told.drawn_alarms else []
    return Words(
        visits=Said(
            [say.period(hour.period, told.window) for hour in told.drawn_hours], _each(hours, visits)
        ),
        in_use=_each(hours, in_use),
        medium=_each(loud, [_("%(n)s MEDIUM", n=medium) for medium, _high in told.drawn_alarms]),
        high=_each(loud, [_("%(n)s HIGH", n=high) for _medium, high in told.drawn_alarms]),
        places=ngettext("%(num)s place", "%(num)s places", told.places),
        done=_named(told.responses.done, w.done),
        kinds=_named(told.responses.by_kind, w.kind),
        waits=_binned(told.waits.bins),
        in_booth=_binned(told.in_booth.bins),
        separators=_separators(),
    )


def on_floor(floor: FloorChart, shown: Sequence[Hour], say: Sayings) -> FloorWords:
    """The words of the floor over these hours."""
    return FloorWords(
        lines=[line_name(line) for line in floor.lines],
        bars=[[_said(line, stay(bar, say)) for bar in line.bars] for line in floor.lines],
        marks=[[_said(line, _mark(mark, say)) for mark in line.marks] for line in floor.lines],
        ticks=_ticks(shown, say),
        separators=_separators(),
    )


def on_report(told: Report) -> ReportWords:
    """The words of a report's charts."""
    all_of_it = told.found.together
    pieces = [range_words.title(piece.range) for piece in told.pieces]
    visits = [piece.together.visits for piece in told.pieces]
    by_hour = visits_by_hour(told)
    hours = [f"{hour:02}:00–{hour + 1:02}:00" for hour in range(24)]
    return ReportWords(
        pieces=Said(
            [range_words.short(piece.range) for piece in told.pieces], _each(pieces, map(_begun, visits))
        ),
        by_hour=Said([f"{hour:02}:00" for hour in range(24)], _each(hours, map(_begun, by_hour))),
        done=_named(all_of_it.by.get("done", {}), w.done),
        separators=_separators(),
    )


def visits_by_hour(told: Report) -> list[int]:
    """Visits begun in each of the 24 hours of the clock."""
    counted = told.found.together.hours.get(ByHour.VISITS.value, {})
    return [counted.get(hour, 0) for hour in range(24)]


def _begun(visits: int) -> str:
    return ngettext("%(num)s visit begun", "%(num)s visits begun", visits)


def line_name(line: Line) -> str:
    """The place, or where it was when that is no booth."""
    if line.place is not None:
        return line.place
    return str(word(ResponsePlace(line.elsewhere))) if line.elsewhere else _("place not said")


def in_words(line: Line) -> str:
    """A place in one line: 9 stays; 41 looks, 2 of them late; 1 check missed; 1 response."""
    late = line.count(MarkKind.LATE)
    looks = line.count(MarkKind.LOOK) + late
    parts = [ngettext("%(num)s stay", "%(num)s stays", len(line.bars))] if line.place is not None else []
    if looks:
        said = ngettext("%(num)s look", "%(num)s looks", looks)
        parts.append(_("%(looks)s, %(late)s of them late", looks=said, late=late) if late else said)
    if missed := line.count(MarkKind.MISSED):
        parts.append(ngettext("%(num)s check missed", "%(num)s checks missed", missed))
    if responses := line.count(MarkKind.RESPONSE):
        parts.append(ngettext("%(num)s response", "%(num)s responses", responses))
    return "; ".join(parts)


def stay(bar: Bar, say: Sayings) -> str:
    """From when to when."""
    if bar.end is None:
        return _("a stay since %(time)s", time=say.clock(bar.start))
    return _("a stay, %(start)s–%(end)s", start=say.clock(bar.start), end=say.clock(bar.end))


def _mark(mark: Mark, say: Sayings) -> str:
    at = say.clock(mark.at)
    match mark.kind:
        case MarkKind.LOOK:
            return _("look at %(time)s", time=at)
        case MarkKind.LATE:
            return _("look at %(time)s, %(late)s late", time=at, late=w.to_the_second(mark.late_by))
        case MarkKind.MISSED:
            return _("nobody had looked in by %(time)s", time=at)
        case MarkKind.RESPONSE:
            return _("response, begun %(time)s", time=at)


def _said(line: Line, what: str) -> str:
    return _("%(place)s: %(what)s", place=line_name(line), what=what)


def _each(labels: Iterable[str], said: Iterable[str]) -> list[str]:
    return [_("%(name)s: %(count)s", name=one, count=count) for one, count in zip(labels, said, strict=True)]


def capital(name: str) -> str:
    """As it stands at the beginning of a line."""
    return name[:1].upper() + name[1:]


def _named(counts: Mapping[str, int], name: Callable[[str], str]) -> Named:
    labels = {code: capital(name(code)) for code in counts}
    in_each = {
        code: ngettext("in %(num)s response", "in %(num)s responses", count) for code, count in counts.items()
    }
    points = _each(labels.values(), in_each.values())
    return Named(labels, dict(zip(labels, points, strict=True)))


def _binned(bins: Sequence[Bin]) -> Said:
    labels = [w.bin_label(one) for one in bins]
    minutes = [_("%(n)s min", n=label) for label in labels]
    times = [ngettext("%(num)s time", "%(num)s times", one.count) for one in bins]
    return Said(labels, _each(minutes, times))


def _ticks(shown: Sequence[Hour], say: Sayings) -> list[tuple[datetime, str]]:
    """Full hours, and where it begins and ends when no hour stands close by."""
    last = shown[-1].period.end
    edges = [hour.period for hour in shown]
    found = [(one.start, say.clock(one.start), one.again) for one in edges]
    if len(found) > 1 and found[1][0] - found[0][0] < APART:
        del found[0]
    if last - found[-1][0] < APART and len(found) > 1:
        del found[-1]
    step = -(-len(found) // TICKS)
    kept = [(at, _("%(time)s again", time=clock) if again else clock) for at, clock, again in found[::step]]
    return [*kept, (last, say.clock(last))] if step == 1 else kept


def _separators() -> str:
    return get_decimal_symbol(get_locale()) + get_group_symbol(get_locale())
