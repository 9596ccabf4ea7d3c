"""The site file: a room in a caretaker's own words, read, checked and frozen.

Text in, plan out; what is wrong is said in words, with the section and its line.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from ops.domain.actions import ACTION_VALUES, ActionKind, Choice, Measure, Text
from ops.domain.asked import Asked
from ops.domain.disclosure import Expected
from ops.domain.escalation import Step
from ops.domain.protocol import KIT, Interval, SiteProtocol
from ops.domain.region import People, Shown
from ops.domain.retention import Kept
from ops.domain.site_words import SiteWords
from ops.domain.words import BoothKind
from ops.services.set_up import site_asked, site_supplies, site_told, site_words
from ops.services.set_up.settings_lists import REGION, RELEASE
from ops.services.set_up.settings_table import KEPT, LIMITS, SITE, Setting, Written
from ops.services.set_up.site_section import Section, values_of

LANGUAGES = ("en",)
LONGEST_NAME = 20
LONGEST_MARK = 4
PLAN_SIZE = 24


@dataclass(frozen=True)
class BoothPlan:
    """A place as the file describes it."""

    name: str
    kind: BoothKind
    row: int
    column: int
    width: int
    height: int
    seats: tuple[str, ...]
    wiped: bool
    place: int | None = field(default=None, compare=False)
    """Which one it is, where that is known: a file does not say it, a page does."""

    def squares(self) -> Iterator[tuple[int, int]]:
        """Every square of the plan it takes."""
        for row in range(self.row, self.row + self.height):
            for column in range(self.column, self.column + self.width):
                yield row, column


@dataclass(frozen=True)
class SitePlan:
    """A whole site as the file describes it."""

    slug: str
    name: str
    time_zone: str
    protocol: SiteProtocol
    booths: tuple[BoothPlan, ...]
    told_next: tuple[Step, ...] = ()
    help_phrase: str | None = None
    kept: Kept = field(default_factory=Kept)
    expected: Expected = field(default_factory=Expected)
    language: str = "en"
    words: SiteWords = field(default_factory=SiteWords)
    cards: bool = False
    asked: Asked = field(default_factory=Asked)
    region: Shown = field(default_factory=Shown)

    def needs_proof(self, now: "SitePlan") -> bool:
        """Whether a PIN is not enough to have this in place of ``now``: it deletes at another time, alarms go
        elsewhere, or others see into the room."""
        return (self.kept, self.told_next, self.region) != (now.kept, now.told_next, now.region)


def read(text: str) -> SitePlan:
    """The plan. Raises ``SiteFileWrong``, for a person, with the line."""
    return plan_of_values(values_of(text), text)


def plan_of_values(said: Mapping[str, Any], text: str = "") -> SitePlan:
    """The plan of what a file holds, or a page was told. Raises ``SiteFileWrong``."""
    top = Section(text, "", said)
    top.only(
        "site",
        "intervals",
        "usual",
        "limits",
        "first_values",
        "kit",
        "supplies",
        "booth",
        "told_next",
        "help",
        "kept",
        "release",
        "words",
        "substances",
        "actions",
        "cards",
        "asked",
        "gender",
        "region",
    )
    site = top.section("site")
    site.only(*(one.key for one in SITE.settings))
    return SitePlan(
        slug=_slug(site),
        name=site.text("name", 80),
        time_zone=_time_zone(site),
        protocol=_protocol(top),
        booths=_booths(top),
        told_next=site_told.read(top),
        help_phrase=site_told.phrase(top),
        kept=_kept(top.section("kept")),
        expected=_expected(top.section("release")),
        language=site.choice("language", LANGUAGES, "en"),
        words=site_words.read(top),
        cards=_cards(top.section("cards")),
        asked=site_asked.read(top),
        region=_region(top.section("region")),
    )


def _slug(site: Section) -> str:
    slug = site.text("slug", 40)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        site.wrong("'slug' may have small letters, digits and single hyphens only.", "slug")
    return slug


def _time_zone(site: Section) -> str:
    name = site.text("time_zone", 64)
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        known = available_timezones()
        if not known:
            site.wrong("this machine has no list of time zones. Install its package 'tzdata'.", "time_zone")
        by_lower = {zone.lower(): zone for zone in known}
        close = difflib.get_close_matches(name.lower().replace(" ", "_"), by_lower, n=1)
        meant = f" Did you mean {by_lower[close[0]]!r}?" if close else " It is written as Area/City."
        site.wrong(f"there is no time zone {name!r}.{meant}", "time_zone")
    return name


def _protocol(top: Section) -> SiteProtocol:
    usual = SiteProtocol()
    intervals, lengths, limits = top.section("intervals"), top.section("usual"), top.section("limits")
    intervals.only(*usual.intervals)
    lengths.only(*usual.usual)
    limits.only(*(one.key for one in LIMITS.settings))
    numbers = {one.key: _limit(limits, one, getattr(usual, one.key)) for one in LIMITS.settings}
    return SiteProtocol(
        intervals={name: _interval(intervals.section(name), ours) for name, ours in usual.intervals.items()},
        usual={name: lengths.duration(name, ours) for name, ours in usual.usual.items()},
        action_defaults=_first_values(top.section("first_values"), usual.action_defaults),
        not_in_kit=_not_in_kit(top.section("kit")),
        supplies=site_supplies.read(top.section("supplies")),
        **numbers,
    )


def _limit(said: Section, one: Setting, ours: int) -> int:
    if one.written is Written.NUMBER:
        return said.number(one.key, one.low, one.high, ours)
    if one.written is Written.TIME_OF_DAY:
        return said.minute_of_day(one.key, ours)
    return said.duration(one.key, ours)


def _cards(said: Section) -> bool:
    said.only("on")
    return said.yes_or_no("on", default=False)


def _region(said: Section) -> Shown:
    said.only(*(one.key for one in REGION.settings))
    return Shown(
        people=People(said.choice("people", list(People), People.NOTHING)),
        **{key: said.yes_or_no(key, default=False) for key in REGION.named(Written.YES_OR_NO)},
    )


def _kept(said: Section) -> Kept:
    said.only(*(one.key for one in KEPT.settings))
    usual = Kept()
    days = {
        one.key: said.number(one.key, one.low, one.high, getattr(usual, one.key)) for one in KEPT.settings
    }
    try:
        return Kept.from_json(days)
    except ValueError as error:
        said.wrong(f"{error}.")


def _expected(said: Section) -> Expected:
    said.only(*(one.key for one in RELEASE.settings))
    usual = Expected()
    return Expected(
        **{
            one.key: said.number(one.key, one.low, one.high, getattr(usual, one.key))
            for one in RELEASE.settings
        }
    )


def _interval(said: Section, ours: Interval) -> Interval:
    said.only("every", "grace", "urgent_after")
    chosen = Interval(
        every=said.duration("every", ours.every),
        grace=said.duration("grace", ours.grace),
        urgent_after=said.duration("urgent_after", ours.urgent_after),
    )
    if chosen.grace >= chosen.urgent_after:
        said.wrong("'grace' must be shorter than 'urgent_after': both are counted from due.")
    return chosen


def _first_values(said: Section, ours: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    said.only(*(kind.value for kind in ACTION_VALUES))
    chosen: dict[str, Mapping[str, Any]] = dict(ours)
    for name in said.values:
        values = said.section(name)
        known = ACTION_VALUES[ActionKind(name)]
        values.only(*known)
        for key, value in values.values.items():
            measure = known[key]
            if isinstance(measure, Measure):
                number = isinstance(value, (int, float)) and not isinstance(value, bool)
                if not number or not measure.low <= value <= measure.high:
                    values.wrong(
                        f"{key!r} must be from {measure.low:g} to {measure.high:g} {measure.unit}.", key
                    )
            elif isinstance(measure, Choice) and value not in measure.words:
                values.wrong(f"{key!r} must be one of {', '.join(measure.words)}.", key)
            elif isinstance(measure, Text):
                values.wrong("nobody's own words are logged by themselves.", key)
        chosen[name] = dict(values.values)
    return chosen


def _not_in_kit(said: Section) -> tuple[str, ...]:
    said.only("without")
    names = said.values.get("without", [])
    if not isinstance(names, list) or not all(name in list(KIT) for name in names):
        said.wrong(f"'without' must be a list of {', '.join(sorted(KIT))}.", "without")
    return tuple(dict.fromkeys(names))


def _booths(top: Section) -> tuple[BoothPlan, ...]:
    sections = top.list_of("booth")
    if not sections:
        top.wrong("There is no place in the room yet: write at least one [[booth]].")
    found: list[BoothPlan] = []
    for section in sections:
        booth = _booth(section)
        for other in found:
            if other.name.casefold() == booth.name.casefold():
                section.wrong(f"another place is called {other.name!r} already.", "name")
            if set(other.squares()) & set(booth.squares()):
                section.wrong(f"{booth.name!r} stands where {other.name!r} stands.", "row")
        found.append(booth)
    return tuple(found)


def _booth(section: Section) -> BoothPlan:
    section.only("name", "kind", "row", "column", "width", "height", "seats", "wiped")
    name = section.text("name", LONGEST_NAME)
    kind = section.text("kind", 20)
    if kind not in set(BoothKind):
        section.wrong(f"'kind' must be one of {', '.join(BoothKind)}.", "kind")
    wiped = section.yes_or_no("wiped", default=True)
    return BoothPlan(
        name=name,
        kind=BoothKind(kind),
        row=section.number("row", 1, PLAN_SIZE),
        column=section.number("column", 1, PLAN_SIZE),
        width=section.number("width", 1, PLAN_SIZE, 1),
        height=section.number("height", 1, PLAN_SIZE, 1),
        seats=_marks(section),
        wiped=wiped,
    )


def _marks(section: Section) -> tuple[str, ...]:
    marks = section.values.get("seats", ["A"])
    if not isinstance(marks, list) or not marks or not all(isinstance(mark, str) for mark in marks):
        section.wrong('\'seats\' must be a list of marks, such as ["A", "B"].', "seats")
    for mark in marks:
        if not 1 <= len(mark) <= LONGEST_MARK or not mark.isprintable() or mark != mark.strip():
            section.wrong(f"the mark {mark!r} must have 1 to {LONGEST_MARK} characters.", "seats")
        if mark.startswith("+"):
            section.wrong(
                "a mark may not begin with +: those are seats the room had one too few of.", "seats"
            )
    if len({mark.casefold() for mark in marks}) < len(marks):
        section.wrong("two seats have the same mark.", "seats")
    return tuple(marks)
