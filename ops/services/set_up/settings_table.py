"""Every setting of a site, once: what it is called, how it is written, what it means and where its
first value comes from. The site file's comments and the set-up pages' words are these.

First values are those of the plans themselves (``SiteProtocol``, ``SupplyPlan``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ops.domain.retention import MOST_DAYS


class Written(StrEnum):
    """How a value stands in the file, and is typed on a page."""

    TEXT = "text"
    DURATION = "duration"
    NUMBER = "number"
    TIME_OF_DAY = "time of day"
    YES_OR_NO = "yes or no"
    INTERVAL = "interval"
    LIST = "list"
    CHOICE = "choice"


GENERAL = "[m]"
"""Only general knowledge stands behind the first value."""


@dataclass(frozen=True)
class Setting:
    """``label``: on a page. ``choices``: the few words it may be, with what people read. ``source``:
    ``GENERAL``, what was published, or nothing to say."""

    key: str
    written: Written
    label: str
    told: str = ""
    source: str = ""
    low: int = 1
    high: int = 99
    longest: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)

    def explained(self) -> str:
        """All that is said of it, as one text."""
        return " ".join(part for part in (self.told, self.source) if part)


@dataclass(frozen=True)
class SettingsSection:
    """A table of the file, and the page about it. ``parts``: what each word within a value means."""

    name: str
    title: str
    intro: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    after: tuple[str, ...] = ()

    def setting(self, key: str) -> Setting | None:
        """The one of that name, if it has words of its own."""
        return next((one for one in self.settings if one.key == key), None)

    def named(self, *written: Written) -> tuple[str, ...]:
        """The keys of those that are written so."""
        return tuple(one.key for one in self.settings if one.written in written)


def _interval(key: str, label: str, told: str = "", source: str = "") -> Setting:
    return Setting(key, Written.INTERVAL, label, told, source)


def _duration(key: str, label: str, told: str = "", source: str = "") -> Setting:
    return Setting(key, Written.DURATION, label, told, source)


def _number(key: str, label: str, told: str, source: str = "", low: int = 1, high: int = 99) -> Setting:
    return Setting(key, Written.NUMBER, label, told, source, low, high)


SITE = SettingsSection(
    "site",
    "The site",
    settings=(
        Setting(
            "slug",
            Written.TEXT,
            "Short name",
            "Short name in addresses and commands: small letters, digits and hyphens. It stays for good.",
            longest=40,
        ),
        Setting("name", Written.TEXT, "Name", "What stands on the wall.", longest=80),
        Setting(
            "time_zone",
            Written.TEXT,
            "Time zone",
            "Where you are, as in the list of time zones (Area/City). Only what people read is shown in this "
            "zone; everything is stored in UTC. The starter says UTC: change this first.",
            longest=64,
        ),
        Setting(
            "language",
            Written.CHOICE,
            "Language",
            "What every screen speaks. English is the only one there is yet.",
            choices={"en": "English"},
        ),
    ),
)

INTERVALS = SettingsSection(
    "intervals",
    "Intervals",
    intro=("How often somebody looks in, counted from the last look.",),
    parts={
        "every": "the next look is due after this long",
        "grace": 'still not late for this long after due; then the wall says "look in"',
        "urgent_after": "this long after due the wall says LOOK NOW",
    },
    after=('Late is always counted from due. "Going" (one tap) silences an alarm for a while: a limit.',),
    settings=(
        _interval("inject", "Injecting", "", "Published: every 5 min is common practice."),
        _interval(
            "inject_opioid_first",
            "Injecting an opioid, at first",
            "The first while after injecting an opioid; how long that is, is a limit.",
            GENERAL,
        ),
        _interval("smoke", "Smoking or inhaling", "", GENERAL),
        _interval("snort", "Snorting", "", GENERAL),
        _interval("swallow", "Swallowing", "", GENERAL),
        _interval("other", "Another way", "", GENERAL),
        _interval("aftercare", "Aftercare", "In the aftercare area.", GENERAL),
        _interval(
            "keep_an_eye",
            "Keep an eye",
            'After the answer "keep an eye", for whatever reason; not an emergency.',
            GENERAL,
        ),
        _interval(
            "sedation",
            "Hard to rouse",
            'After "hard to rouse, breathing": the sedation track, for as long as it lasts.',
            GENERAL,
        ),
        _interval(
            "stepped_out",
            "Stepped out",
            "Someone stepped out (washroom, smoke, phone): somebody goes and sees after this long.",
            GENERAL,
        ),
        _interval(
            "looked_for",
            "Looked for",
            "Not in the seat and nobody knows where: until then somebody has looked for them.",
            GENERAL,
        ),
    ),
)

USUAL = SettingsSection(
    "usual",
    "Usual length of a stay",
    intro=(
        (
            "The usual length of a stay. It never ends a stay: when it has passed and someone is waiting, tablets "
            "(not the wall) say so, once. Extending is one tap, without a reason."
        ),
    ),
    settings=(
        _duration("inject", "Injecting", "", "Published: a mean of 20 min, limits between 30 and 45."),
        _duration("smoke", "Smoking", "", "Published: 15 min."),
        _duration("snort", "Snorting", "", GENERAL),
        _duration("swallow", "Swallowing", "", GENERAL),
        _duration("other", "Another way", "", GENERAL),
        _duration("aftercare", "Aftercare", "", "Published: 15 to 30 min."),
    ),
)

LIMITS = SettingsSection(
    "limits",
    "Limits",
    settings=(
        _duration(
            "opioid_first_for",
            "An opioid was injected",
            "How long the shorter interval holds after injecting an opioid.",
            GENERAL,
        ),
        _duration("extend_by", "More time", 'What one tap on "more time" adds.'),
        _duration(
            "hold_for",
            "A place is held",
            "How long a place is held for someone who was called, before the next person is called.",
            GENERAL,
        ),
        _duration(
            "recently_left_for",
            "Recently left",
            'How long someone who left is listed as "recently left", so that "back" is one tap.',
        ),
        _duration("going_for", "Going", 'How long "going" silences an alarm.'),
        _duration(
            "attended_for",
            "Somebody is there",
            'In a response: how long anything logged, or "I\'m here", counts as somebody being there.',
        ),
        _duration(
            "soft_before_loud",
            "Soft before loud",
            "When that has passed, tablets ask softly for this long before the wall sounds again.",
        ),
        _duration(
            "same_or_second_within",
            "The same, or a second one?",
            "Two like acts from two tablets within this time are asked about: the same, or a second one?",
        ),
        _duration(
            "redose_note_after",
            "Reassess breathing",
            'So long after a dose the clock beside it says "reassess breathing". It is never red.',
            "Published intervals between doses: 2 to 3, 3 to 5, and 5 min.",
        ),
        _duration(
            "silent_after",
            "A silent screen",
            "A screen that was not heard of for this long is named on the others.",
        ),
        _duration(
            "pause_for",
            "Sound off",
            "How long the sound of one alarm can be paused. Another place always breaks through.",
        ),
        _duration(
            "help_soft_for",
            "I need help",
            '"I need help", a worker\'s own call: the other tablets are soft for so long before they are loud.',
        ),
        _number(
            "drug_alert_hours",
            "A drug alert stands, hours",
            "How many hours a drug alert stands, unless somebody says otherwise or takes it down.",
            GENERAL,
        ),
        _number(
            "alert_hint_after",
            'Ask "A drug alert?" after, responses',
            'When so many responses began within the next time, tablets ask, quietly: "A drug alert?"',
            GENERAL,
        ),
        _duration("alert_hint_within", "… within", "The time within which so many responses began.", GENERAL),
        _number(
            "ask_rouse_after",
            "Ask for a rouse after",
            'After so many "asleep" in a row tablets ask for a rouse.',
        ),
        _number(
            "minimum_free_staff",
            "Staff free on the floor",
            'With fewer staff free on the floor, tablets say "no new people".',
        ),
        Setting(
            "night_from",
            Written.TIME_OF_DAY,
            "Night begins",
            "Between these times, on the clock of the room, walls sound at their night volume.",
        ),
        Setting("night_until", Written.TIME_OF_DAY, "Night ends"),
    ),
)

KEPT = SettingsSection(
    "kept",
    "What is kept",
    intro=(
        (
            "How long rows are kept; figures without people stay. What a longer one rests on never goes before it: "
            "visits go first or with the others, then responses, then all else."
        ),
    ),
    settings=(
        _number("visits_days", "Visits, days", "Days a visit is kept.", high=MOST_DAYS),
        _number("responses_days", "Responses, days", "Days a response and its log are kept.", high=MOST_DAYS),
        _number(
            "else_days",
            "All else, days",
            "Days all else is kept, such as the journal's facts.",
            high=MOST_DAYS,
        ),
    ),
    after=(
        "What is older than a shorter time goes with the next daily deletion, and cannot be brought back.",
    ),
)

HELP = SettingsSection(
    "help",
    "I need help",
    intro=(
        (
            '"I need help": a worker\'s call for their own safety, one tap on every page of a tablet. The tablet it '
            "was tapped on shows hardly anything; the others say where, and sound."
        ),
    ),
    settings=(
        Setting(
            "on_wall",
            Written.YES_OR_NO,
            "Walls say something",
            "Whether walls say anything while a call stands, and what: words that tell a visitor nothing. They "
            "never sound for it.",
        ),
        Setting("wall_says", Written.TEXT, "What walls say", longest=30),
    ),
)
