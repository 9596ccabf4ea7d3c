"""Site protocol: the numbers a site sets. Shown as "site protocol", never as advice.

Defaults come from published practice where a source is named, otherwise from general
knowledge marked [m]; every one is a setting. All durations are whole seconds.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from ops.domain.supply_plan import SupplyPlan

_MINUTES_OF_DAY = ("night_from", "night_until")
"""Midnight is a time of day like any other."""


@dataclass(frozen=True)
class Interval:
    """How often to look, and when a look is late. Late is counted from due.

    ``grace``: until *overdue*. ``urgent_after``: until the second limit. Both from due.
    """

    every: int
    grace: int = 60
    urgent_after: int = 180


def _default_intervals() -> dict[str, Interval]:
    return {
        "inject": Interval(300),
        "inject_opioid_first": Interval(180),
        "smoke": Interval(300),
        "snort": Interval(300),
        "swallow": Interval(300),
        "other": Interval(300),
        "aftercare": Interval(600),
        "keep_an_eye": Interval(120),
        "sedation": Interval(180),
        "stepped_out": Interval(600),
        "looked_for": Interval(120),
    }


def _default_usual() -> dict[str, int]:
    # Published: mean injecting stay 20 min, limits 30-45; smoking 15; aftercare 15-30.
    return {
        "inject": 1800,
        "smoke": 900,
        "snort": 1800,
        "swallow": 1800,
        "other": 1800,
        "aftercare": 900,
    }


def _default_doses() -> dict[str, dict[str, Any]]:
    # First values of a one-tap log; adjusted after. Published case: 0.4 mg IM, oxygen first.
    return {
        "naloxone": {"dose_mg": 0.4, "by_route": "im"},
        "oxygen_start": {"litres_per_minute": 10, "device": "mask"},
        "breaths_start": {"every_seconds": 5},
    }


KIT = frozenset({"naloxone", "oxygen", "suction", "aed", "glucose", "epinephrine"})
"""What a room has on its trolley or has not, by the names of tablets' keys."""


@dataclass(frozen=True)
class SiteProtocol:
    """All numbers of one site."""

    intervals: Mapping[str, Interval] = field(default_factory=_default_intervals)
    usual: Mapping[str, int] = field(default_factory=_default_usual)
    action_defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=_default_doses)
    opioid_first_for: int = 600
    """Injecting after an opioid: the shorter interval holds this long [m]."""
    extend_by: int = 600
    hold_for: int = 300
    """How long a called place is kept before the next person is called [m]."""
    ask_rouse_after: int = 3
    """After so many "asleep" in a row tablets ask for a rouse."""
    recently_left_for: int = 3600
    going_for: int = 120
    """"Going" silences this long; attendance silences until it lapses."""
    attended_for: int = 180
    soft_before_loud: int = 60
    """A lapsed attendance is soft on tablets this long before walls sound again."""
    same_or_second_within: int = 60
    """Two like acts from two tablets within this window are asked about: same or second?"""
    redose_note_after: int = 180
    """Published re-dose intervals 2-3, 3-5, 5 min; shown beside the clock, never red."""
    not_in_kit: tuple[str, ...] = ()
    """Of ``KIT`` what this room has not: tablets keep it behind "More"."""
    minimum_free_staff: int = 1
    """With fewer free, tablets say "no new people", and late looks become *Room needs eyes*."""
    pause_for: int = 120
    """How long the sound of one cause can be paused."""
    help_soft_for: int = 10
    """A worker's call is soft on the other tablets for so long before it is loud."""
    night_from: int = 22 * 60
    """From this minute of the site's day on, walls use their night volume …"""
    night_until: int = 7 * 60
    """… until this one."""
    silent_after: int = 30
    """A screen that has not said "here" for so long is shown, by name, on the others."""
    drug_alert_hours: int = 72
    """A drug alert stands so long unless it was said otherwise, or somebody takes it down [m]."""
    alert_hint_after: int = 3
    """So many responses that began within …"""
    alert_hint_within: int = 3600
    """… this time make tablets ask whether there should be a drug alert [m]."""
    supplies: SupplyPlan = field(default_factory=SupplyPlan)

    def interval(self, name: str) -> Interval:
        """The interval of that name; an unknown name is a programming error."""
        return self.intervals[name]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, the form it is stored and sent in."""
        return asdict(self) | {"intervals": {name: asdict(value) for name, value in self.intervals.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "SiteProtocol":
        """Stored settings over the defaults. Raises ``ValueError`` in words for a bad one."""
        known = {item.name for item in fields(cls)}
        for name in stored:
            if name not in known:
                raise ValueError(f"the site protocol has no setting {name!r}")
        given = dict(stored)
        intervals = _default_intervals()
        for name, values in given.pop("intervals", {}).items():
            if name not in intervals:
                raise ValueError(f"there is no interval {name!r}")
            intervals[name] = _checked_interval(name, values)
        usual = _default_usual() | given.pop("usual", {})
        doses = _default_doses() | given.pop("action_defaults", {})
        supplies = SupplyPlan.from_json(given.pop("supplies", {}))
        without = tuple(given.pop("not_in_kit", ()))
        if not set(without) <= KIT:
            raise ValueError(f"no kit has {', '.join(sorted(set(without) - KIT))}")
        for name, number in (given | usual).items():
            least = 0 if name in _MINUTES_OF_DAY else 1
            if type(number) is not int or number < least:
                raise ValueError(f"{name!r} must be a whole number from {least} on, not {number!r}")
        return cls(
            intervals=intervals,
            usual=usual,
            action_defaults=doses,
            supplies=supplies,
            not_in_kit=without,
            **given,
        )


def _checked_interval(name: str, values: Mapping[str, Any]) -> Interval:
    interval = Interval(**values)
    if not 0 < interval.grace < interval.urgent_after or interval.every <= 0:
        raise ValueError(f"interval {name!r}: needs every > 0 and 0 < grace < urgent_after")
    return interval
