"""What a response's timeline says of a line."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import LazyString, lazy_gettext

from ops.domain.actions import ACTION_VALUES, Measure
from ops.domain.response_data import Action
from ops.domain.timeline import Line, Point, Run, Struck
from ops.domain.words import GivenBy
from ops.exports.cells import duration
from ops.gettext import gettext as _
from ops.routes.labels import word

lazy = lazy_gettext


POINTS: Mapping[Point, LazyString] = {
    Point.BEGAN: lazy("the response began"),
    Point.SOMEBODY_THERE: lazy("somebody was there"),
    Point.HANDS_ASKED: lazy("more hands were asked for"),
    Point.OVER: lazy("it was over"),
}
STRUCK: Mapping[Struck, LazyString] = {
    Struck.CORRECTED: lazy("corrected"),
    Struck.TAKEN_BACK: lazy("taken back"),
}
NUMBERS: Mapping[str, LazyString] = {
    "breaths_per_minute": lazy("breathing"),
    "spo2_percent": lazy("SpO₂"),
    "pulse_per_minute": lazy("pulse"),
    "temperature_celsius": lazy("temperature"),
    "glucose_mmol_per_litre": lazy("glucose"),
    "every_seconds": lazy("every"),
    "shocks": lazy("shocks"),
}
"""What has to be said before its number; the rest is told by its unit."""
CHOSEN: Mapping[str, LazyString] = {
    "awake": lazy("awake"),
    "drowsy": lazy("drowsy"),
    "responds_to_voice": lazy("responds to voice"),
    "responds_to_pressure": lazy("responds to pressure"),
    "unresponsive": lazy("unresponsive"),
    "nasal": lazy("nasal"),
    "mask": lazy("mask"),
    "non_rebreather": lazy("non-rebreather"),
    "bag_valve": lazy("bag-valve"),
    "im": lazy("IM"),
    "in": lazy("IN"),
    "iv": lazy("IV"),
    "sc": lazy("SC"),
    "pale": lazy("pale"),
    "grey_blue": lazy("grey or blue"),
    "flushed": lazy("flushed"),
    "clammy": lazy("clammy"),
    "pinpoint": lazy("pinpoint"),
    "wide": lazy("wide"),
    "uneven": lazy("uneven"),
    "usual": lazy("usual"),
    "not_known": lazy("amount not known"),
}
BEFORE_CHOICE: Mapping[str, LazyString] = {"skin": lazy("skin"), "pupils": lazy("pupils")}


def minutes(at: datetime, began_at: datetime) -> str:
    """+0:00, +2:30, -1:00; beyond an hour +1:02:30."""
    seconds = round((at - began_at).total_seconds())
    sign, seconds = "-" if seconds < 0 else "+", abs(seconds)
    hours, rest = divmod(seconds, 3600)
    clock = f"{rest // 60}:{rest % 60:02}" if not hours else f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{sign}{clock}"


def what(line: Line) -> str:
    """naloxone, dose 2: 0.4 mg, IM"""
    if line.row is None:
        assert line.point is not None
        return str(POINTS[line.point])
    name = str(word(line.row.kind))
    if line.dose is not None:
        name = _("%(what)s, dose %(n)s", what=name, n=line.dose)
    told = ", ".join(_values(line.row))
    return f"{name}: {told}" if told else name


def given_by(row: Action | None) -> str:
    """Only where it was not the team: who of them did what is not told here."""
    by = row.given_by if row is not None else None
    return "" if by is None or by is GivenBy.STAFF else str(word(by))


def run(one: Run) -> str:
    """oxygen on: 12 min"""
    name = str(word(one.kind))
    if one.until is None:
        return _("%(what)s: its end was not logged", what=name)
    return _("%(what)s: %(time)s", what=name, time=duration((one.until - one.since).total_seconds()))


def _values(row: Action) -> list[str]:
    known = ACTION_VALUES.get(row.kind, {})
    return [_value(name, row.values[name], known[name]) for name in known if name in row.values]


def _value(name: str, value: object, kind: object) -> str:
    if isinstance(kind, Measure):
        said = f"{value:g} {kind.unit}".strip() if isinstance(value, int | float) else str(value)
        return f"{NUMBERS[name]} {said}" if name in NUMBERS else said
    said = str(CHOSEN.get(str(value), value))
    return f"{BEFORE_CHOICE[name]} {said}" if name in BEFORE_CHOICE else said
