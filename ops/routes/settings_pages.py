"""The set-up pages about numbers and lists: which sections of the site file each shows, field by field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import available_timezones

from ops.domain.actions import ACTION_VALUES, ActionKind, Choice, Measure
from ops.domain.asked import GENDERS
from ops.domain.protocol import KIT
from ops.domain.site_words import ACTS, ALWAYS, SUBSTANCES
from ops.domain.words import Gender, Subject, Substance, SupplyKind, ToldBy
from ops.routes.labels import word
from ops.routes.settings_fields import Field, Form, Kind, Listed, Part, Row, Values, at, of_setting, shown
from ops.services.set_up import settings_lists as lists
from ops.services.set_up import settings_table as table
from ops.services.set_up.settings_table import SettingsSection

Builder = Callable[[Values, Values, Form | None], Part]
"""From what is stored, what every site begins with, and the form that was sent, if one was."""

ROUTES = {"im": "IM", "in": "IN", "iv": "IV", "sc": "SC"}
DEVICES = {"nasal": "nasal", "mask": "mask", "non_rebreather": "non-rebreather", "bag_valve": "bag-valve"}
TOLD_BY = {"screens": "screens of the room", "webhook": "webhook", "email": "e-mail", "sms": "text message"}
TOLD_WHEN = {"response": "a response", "help": "a call for help"}
NOT_SHOWN = ("amount", "flow")
"""That nobody knows how much is no first value."""


@dataclass(frozen=True)
class Page:
    """``name`` in its address. ``beside``: the address of a page about the same, and what is there.
    ``protocol``: its numbers are the site's protocol, which looks and responses follow. ``to_prove``: why a
    PIN is not enough to change it, where it is not."""

    name: str
    title: str
    told: str
    builders: Sequence[Builder]
    to_prove: str = ""
    beside: tuple[str, str] | None = None
    protocol: bool = False

    def parts(self, stored: Values, first: Values, form: Form | None = None) -> list[Part]:
        """Its sections."""
        return [build(stored, first, form) for build in self.builders]


def plain(section: SettingsSection, *without: str) -> Builder:
    """A section of plain settings."""

    def build(stored: Values, first: Values, form: Form | None) -> Part:
        rows = []
        for one in section.settings:
            if one.key in without:
                continue
            path = (section.name, one.key)
            made = of_setting(section.name, one, at(stored, path), at(first, path))
            if path == ("site", "time_zone"):
                made = replace(made, options=[(zone, zone) for zone in sorted(available_timezones())])
            rows.append(Row(one.label, [made], one.told, one.source))
        return Part(section.name, section.title, rows, section.intro, section.parts, (), section.after)

    return build


def intervals(stored: Values, first: Values, form: Form | None) -> Part:
    """Three durations a line."""
    section = table.INTERVALS
    rows = []
    for one in section.settings:
        fields = []
        for key, heading in INTERVAL_HEADINGS.items():
            path = (section.name, one.key, key)
            fields.append(
                Field(
                    path,
                    f"{one.label}: {heading}",
                    Kind.DURATION,
                    shown(at(stored, path)),
                    first=str(at(first, path)),
                )
            )
        rows.append(Row(one.label, fields, one.told, one.source))
    headings = list(INTERVAL_HEADINGS.values())
    legend = {INTERVAL_HEADINGS[key]: told for key, told in section.parts.items()}
    return Part(section.name, section.title, rows, section.intro, legend, headings, section.after)


INTERVAL_HEADINGS = {"every": "Every", "grace": "Grace", "urgent_after": "LOOK NOW after"}


def kit(stored: Values, first: Values, form: Form | None) -> Part:
    """What there is not."""
    section = lists.KIT_SECTION
    path = (section.name, "without")
    options = [(name, _act(name)) for name in sorted(KIT)]
    made = Field(path, section.settings[0].label, Kind.SEVERAL, shown(at(stored, path)), options)
    return Part(section.name, section.title, [Row(made.label, [made])], section.intro)


def first_values(stored: Values, first: Values, form: Form | None) -> Part:
    """What one tap logs, by kind."""
    section = lists.FIRST_VALUES
    rows = []
    for kind in at(first, [section.name]):
        fields = []
        for key, value in ACTION_VALUES[ActionKind(kind)].items():
            if key in NOT_SHOWN:
                continue
            path = (section.name, kind, key)
            label, said, begun = section.parts[key], shown(at(stored, path)), str(at(first, path))
            if isinstance(value, Measure):
                fields.append(
                    Field(path, label, Kind.AMOUNT, said, first=begun, low=value.low, high=value.high)
                )
            elif isinstance(value, Choice):
                options = [("", "—"), *((name, (ROUTES | DEVICES)[name]) for name in value.words)]
                fields.append(Field(path, label, Kind.CHOICE, said, options, (ROUTES | DEVICES)[begun]))
        rows.append(Row(str(word(ActionKind(kind))), fields))
    return Part(section.name, section.title, rows, section.intro)


def shelf(kind: SupplyKind, section: SettingsSection) -> Builder:
    """The forms of one kind, and an empty line for another."""

    def build(stored: Values, first: Values, form: Form | None) -> Part:
        known = list((at(stored, ["supplies", kind.value]) or {}).items())
        rows = []
        for number in range(_lines(section.name, form, len(known))):
            name, said = known[number] if number < len(known) else ("", {})
            place = (section.name, str(number))
            fields = [
                Field((*place, "name"), "Name", Kind.TEXT, name, longest=24),
                Field((*place, "par"), "Par", Kind.NUMBER, shown(said.get("par")), high=9999),
            ]
            if kind is SupplyKind.NALOXONE:
                fields.append(
                    Field((*place, "dose_mg"), "mg in one", Kind.AMOUNT, shown(said.get("dose_mg")))
                )
                given = shown(said.get("routes", []))
                fields.append(Field((*place, "routes"), "Given", Kind.SEVERAL, given, list(ROUTES.items())))
            if kind is SupplyKind.OXYGEN:
                fields.append(
                    Field((*place, "litres"), "Litres when full", Kind.NUMBER, shown(said.get("litres")))
                )
                full = shown(said.get("gauge_full"))
                fields.append(Field((*place, "gauge_full"), "Gauge when full", Kind.NUMBER, full))
            rows.append(Row(name or "another", fields))
        headings = [one.label for one in rows[0].fields]
        legend = dict(zip(headings[2:], section.parts.values(), strict=False))
        intro = (
            section.intro
            if kind is not SupplyKind.OTHER
            else ("Whatever else you count, such as glucose gel.",)
        )
        return Part(section.name, section.title, rows, intro, legend, headings, section.after, Listed.BY_NAME)

    return build


def told_next(stored: Values, first: Values, form: Form | None) -> Part:
    """The ladder, and an empty step for another."""
    section = lists.TOLD_NEXT
    known = at(stored, [section.name]) or []
    rows = []
    for number in range(_lines(section.name, form, len(known))):
        said = known[number] if number < len(known) else {}
        place = (section.name, str(number))
        by = [("", "— no step"), *((name.value, TOLD_BY[name]) for name in ToldBy)]
        when = [(name.value, TOLD_WHEN[name]) for name in Subject]
        rows.append(
            Row(
                f"Step {number + 1}",
                [
                    Field((*place, "by"), "By", Kind.CHOICE, shown(said.get("by")), by),
                    Field((*place, "after"), "After", Kind.DURATION, shown(said.get("after"))),
                    Field((*place, "when"), "About", Kind.CHOICE, shown(said.get("when", "response")), when),
                    Field((*place, "who"), "Who", Kind.TEXT, shown(said.get("who")), longest=40),
                    Field((*place, "to"), "Address", Kind.TEXT, shown(said.get("to")), longest=500),
                ],
            )
        )
    labels = {"by": "By", "after": "After", "when": "About", "who": "Who", "to": "Address"}
    legend = {label: section.parts[key] for key, label in labels.items()}
    headings = [one.label for one in rows[0].fields]
    return Part(section.name, section.title, rows, section.intro, legend, headings, (), Listed.BLOCKS)


def ordered(section: SettingsSection, known: Sequence[str], label: Callable[[str], str]) -> Builder:
    """Which of the house's words are offered, at which place, and what the site calls them."""
    renamed = section in (lists.SUBSTANCES, lists.GENDERS)

    def build(stored: Values, first: Values, form: Form | None) -> Part:
        offered = at(stored, (section.name, "offered"))
        names = at(stored, (section.name, "names")) or {}
        rows = []
        for code in [*offered, *(code for code in known if code not in offered)]:
            place, words = (section.name, code), label(code)
            fields = [Field((*place, "place"), f"{words}: place", Kind.NUMBER, _place_in(offered, code))]
            if code not in ALWAYS:
                fields.append(Field((*place, "on"), f"{words}: offered", Kind.YES, code in offered))
            if renamed:
                fields.append(Field((*place, "name"), f"{words}: our word", Kind.TEXT, names.get(code, "")))
            rows.append(Row(words, fields))
        headings = ["Place", "Offered", *(["Our word"] if renamed else [])]
        return Part(section.name, section.title, rows, section.intro, {}, headings, (), Listed.ORDERED)

    return build


def _place_in(offered: Sequence[str], code: str) -> str:
    return str(offered.index(code) + 1) if code in offered else ""


def _act(name: str) -> str:
    return str(word(ActionKind(name))) if name in set(ActionKind) else {"cpr": "CPR"}.get(name, name)


def _lines(name: str, form: Form | None, stored: int) -> int:
    """As many as were sent, or as there are and one more."""
    if form is None:
        return stored + 1
    numbers = (key.removeprefix(f"{name}.").split(".")[0] for key in form if key.startswith(f"{name}."))
    return max((int(number) + 1 for number in numbers if number.isdecimal() and len(number) < 3), default=1)


PAGES: Mapping[str, Page] = {
    page.name: page
    for page in (
        Page(
            "site",
            "The site",
            "Name, time zone, language; counting by card",
            [plain(table.SITE, "slug"), plain(lists.CARDS)],
        ),
        Page(
            "intervals",
            "Intervals",
            "How often somebody looks in, for each way of using",
            [intervals],
            protocol=True,
        ),
        Page(
            "limits",
            "Limits and usual lengths",
            "When something is asked for, held, silent or loud",
            [plain(table.LIMITS), plain(table.USUAL)],
            protocol=True,
        ),
        Page(
            "kit",
            "Kit and first values",
            "What one tap in a response logs",
            [kit, first_values],
            protocol=True,
        ),
        Page(
            "supplies",
            "The shelf",
            "What there should be: naloxone, oxygen, kits",
            [
                plain(lists.SUPPLIES),
                shelf(SupplyKind.NALOXONE, lists.NALOXONE),
                shelf(SupplyKind.OXYGEN, lists.OXYGEN),
                shelf(SupplyKind.KIT, lists.KITS),
                shelf(SupplyKind.OTHER, lists.OTHER),
            ],
        ),
        Page(
            "told-next",
            "Who is told next",
            "When nobody is going to a response",
            [told_next],
            "Where alarms go beyond the room is changed with more than a PIN.",
        ),
        Page(
            "words",
            "Words and lists",
            "What people are called; substances and keys that are offered",
            [
                plain(lists.WORDS),
                ordered(lists.SUBSTANCES, SUBSTANCES, lambda name: str(word(Substance(name)))),
                ordered(lists.ACTIONS, ACTS, _act),
            ],
        ),
        Page(
            "days",
            "How long things are kept",
            "Days until visits, responses and all else are deleted",
            [plain(table.KEPT)],
            "Fewer days delete for good what is older, and need more than a PIN.",
            beside=("/set-up/kept", "What was deleted last, and legal holds"),
        ),
        Page(
            "asked",
            "Gender and age",
            "Whether people are asked, and what is offered; counted by the month only",
            [plain(lists.ASKED), ordered(lists.GENDERS, GENDERS, lambda name: str(word(Gender(name))))],
        ),
        Page(
            "release",
            "What may be shown to others",
            "How many are expected: by the month, quarter or year",
            [plain(lists.RELEASE)],
        ),
        Page(
            "region",
            "Seen by an authority",
            "What others see of this site, live: nothing unless you say so",
            [plain(lists.REGION)],
            "Who sees into the room is changed with more than a PIN.",
        ),
        Page("help", "I need help", "What walls say for a worker’s own call", [plain(table.HELP)]),
    )
}
