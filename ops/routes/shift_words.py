"""How a summary is said: clocks, durations, places, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import LazyString, get_locale, lazy_gettext

from ops.domain.counting import Bin
from ops.domain.handover import Running, StillHere, ToFinish
from ops.domain.measures import Alarms
from ops.domain.window import Period, Step, Window, WindowKind, local, step
from ops.domain.words import (
    OUT,
    Debrief,
    HeadCount,
    ResponseKind,
    ResponsePlace,
    RoomReason,
    RoomState,
    StaffPlace,
    Track,
    TurnedAwayWhy,
    VisitState,
)
from ops.exports.cells import duration as duration
from ops.gettext import gettext as _
from ops.gettext import ngettext
from ops.routes.labels import word

DONE: Mapping[str, LazyString] = {
    "oxygen": lazy_gettext("oxygen"),
    "stimulation": lazy_gettext("stimulation"),
    "breaths": lazy_gettext("breaths"),
    "naloxone": lazy_gettext("naloxone"),
    "over_amping_care": lazy_gettext("over-amping care"),
    "ambulance": lazy_gettext("ambulance"),
    "none_of_these": lazy_gettext("none of these"),
}
MISSING: Mapping[str, LazyString] = {
    "kind": lazy_gettext("kind"),
    "outcome_state": lazy_gettext("state"),
    "outcome_place": lazy_gettext("where they went"),
    "outcome_ambulance": lazy_gettext("ambulance"),
    "unnamed_mark": lazy_gettext("a mark to name"),
    "same_or_second": lazy_gettext("same dose or second dose"),
    "dose_without_amount": lazy_gettext("a dose without its amount"),
    "oxygen_without_flow": lazy_gettext("oxygen without its flow"),
}


class Sayings:
    """What the templates say of one site's window; times are those of the site's clock."""

    def __init__(self, time_zone: str, as_of: datetime) -> None:
        self.time_zone = time_zone
        self.as_of = as_of

    def clock(self, at: datetime | None) -> str:
        """14:05"""
        return _("not recorded") if at is None else f"{local(at, self.time_zone):%H:%M}"

    def clock_with_seconds(self, at: datetime) -> str:
        """14:05:09"""
        return f"{local(at, self.time_zone):%H:%M:%S}"

    def day(self, at: datetime | date) -> str:
        """Saturday 21 November, with the year when it is not this one."""
        of = local(at, self.time_zone).date() if isinstance(at, datetime) else at
        this_year = of.year == local(self.as_of, self.time_zone).year
        return format_date(of, "EEEE d MMMM" if this_year else "EEEE d MMMM y", locale=get_locale())

    def short_day(self, at: datetime | date) -> str:
        """Sat 21 Nov"""
        of = local(at, self.time_zone).date() if isinstance(at, datetime) else at
        return format_date(of, "EEE d MMM", locale=get_locale())

    def title(self, window: Window) -> str:
        """What the page is about."""
        day = self.day(window.start)
        if window.kind is WindowKind.DAY:
            return _("%(day)s, so far", day=day) if window.running else day
        return f"{day}, {self.hours(window.start, window.end)}"

    def hours(self, start: datetime, end: datetime | None) -> str:
        """16:00–00:00; a shift longer than a day says when it ended."""
        if end is None:
            return _("since %(time)s", time=self.clock(start))
        last = self.clock(end)
        if (end - start).days >= 1:
            last = f"{self.short_day(end)}, {last}"
        return f"{self.clock(start)}–{last}"

    def by_day(self, window: Window) -> bool:
        """Whether its "hours" are days, because it is too long for hours."""
        return step(window) is Step.DAY

    def period(self, period: Period, window: Window) -> str:
        """The hour of the clock as it stands under a bar: 16:00, or 01:00 again."""
        if step(window) is Step.DAY:
            return self.short_day(period.start)
        return _("%(time)s again", time=f"{period.clock:%H:%M}") if period.again else f"{period.clock:%H:%M}"

    def stretch(self, period: Period, window: Window) -> str:
        """From when to when, as counted: 16:00–17:00."""
        if step(window) is Step.DAY:
            return self.short_day(period.start)
        said = f"{self.clock(period.start)}–{self.clock(period.end)}"
        return _("%(time)s again", time=said) if period.again else said

    def still_here(self, one: StillHere) -> str:
        """When the next look is due, and what else to know: "in a response, keep an eye". While
        everyone is out, only how the head count stands."""
        if one.everyone_out:
            counted = str(word(HeadCount(one.head_count))) if one.head_count else _("not counted yet")
            return _("everyone is out: %(counted)s", counted=counted)
        if one.in_response:
            first = _("in a response")
        elif one.due_at is None:
            first = _("to be seen: walk the room")
        elif one.late:
            first = _("look in, was due %(time)s", time=self.clock(one.due_at))
        else:
            first = _("next look %(time)s", time=self.clock(one.due_at))
        track = [str(word(Track(one.track)))] if one.track != Track.REGULAR else []
        where = [state(one.state)] if one.state in OUT else []
        return ", ".join([first, *track, *where])


def to_the_second(seconds: float | None) -> str:
    """42 s, 3:05 min, 1 h 05: where seconds matter."""
    if seconds is None or not 60 <= seconds < 3600:
        return duration(seconds)
    return _("%(time)s min", time=f"{int(seconds) // 60}:{int(seconds) % 60:02}")


def percent(part: int, whole: int) -> str:
    """Rounded down: 100 % is only said when it is all of them."""
    return _("%(n)s %%", n=part * 100 // whole) if whole else _("not recorded")


def number(value: float, digits: int = 0) -> str:
    """2.7, or 2,7: as the reader writes it."""
    return format_decimal(value, f"#,##0.{'0' * digits}" if digits else "#,##0", locale=get_locale())


def share(part: int, whole: int, said: str | None = None) -> str:
    """Never a percentage without what it is of: "93 % of 40"."""
    return _("%(share)s of %(all)s", share=percent(part, whole), all=said or whole)


def per_ten_minutes(alarms: Alarms, count: int) -> str:
    """On average; nothing over no time."""
    mean = alarms.per_ten_minutes(count)
    return "" if mean is None else _("%(n)s in ten minutes", n=number(mean, 2))


def amount(milligrams: float, at_most: float) -> str:
    """0.8 mg, or 0.4–0.8 mg while one dose or two is open."""
    if milligrams == at_most:
        return _("%(n)s mg", n=f"{milligrams:g}")
    return _("%(n)s mg", n=f"{milligrams:g}–{at_most:g}")


def doses(low: int, high: int) -> str:
    """2 doses, or 1–2 doses."""
    if low == high:
        return ngettext("%(num)s dose", "%(num)s doses", high)
    return _("%(low)s–%(high)s doses", low=low, high=high)


def seat(booth: str | None, mark: str | None) -> str:
    """5 B; a booth for one needs no mark, but every seat has one and it is what screens show."""
    return " ".join(part for part in (booth, mark) if part)


def place(of: Running | ToFinish) -> str:
    """Where a response is or was."""
    if of.booth is not None:
        return seat(of.booth, of.seat)
    return str(word(ResponsePlace(of.place))) if of.place is not None else _("place not said")


def records(responses: int, running: int, to_finish: int) -> str:
    """How the records of these responses stand; complete only when every one is."""
    left = []
    if running:
        left.append(ngettext("%(num)s still running", "%(num)s still running", running))
    if to_finish:
        left.append(ngettext("%(num)s to finish", "%(num)s to finish", to_finish))
    return ", ".join(left) or (_("complete") if responses else _("none"))


def bin_label(one: Bin) -> str:
    """0–5, or 60+"""
    return f"{one.from_minutes}–{one.to_minutes}" if one.to_minutes is not None else f"{one.from_minutes}+"


def state(name: str) -> str:
    return str(word(VisitState(name)))


def kind(name: str) -> str:
    return str(word(ResponseKind(name)))


def debrief(name: str) -> str:
    return _("debrief: %(said)s", said=word(Debrief(name)))


def why(name: str) -> str:
    return str(word(TurnedAwayWhy(name))) if name else _("why not said")


def reason(name: str | None) -> str:
    if not name:
        return _("reason not said")
    return str(word(RoomReason(name) if name in set(RoomReason) else RoomState(name)))


def reasons(closed: Mapping[str, int]) -> str:
    """Why it was closed; how long for each, when there were several."""
    if len(closed) == 1:
        return reason(next(iter(closed)))
    return ", ".join(f"{reason(name)} {duration(seconds)}" for name, seconds in closed.items())


def where(name: str) -> str:
    return str(word(StaffPlace(name)))


def done(name: str) -> str:
    return str(DONE[name])


def pieces(of: Mapping[str, int]) -> str:
    """take-home kit 5, pipe 31: most first."""
    most = sorted(of.items(), key=lambda one: -one[1])
    return ", ".join(f"{form} {number(count)}" for form, count in most)


def missing(codes: tuple[str, ...]) -> str:
    """What a record lacks, in one line."""
    return ", ".join(str(MISSING.get(code, code)) for code in codes)
