"""A plan as its site file: commented TOML that reads back as the same plan.

Comments come from the table of settings, so the shipped starter, an export and the file that a change in
the browser leaves are alike.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import tomlkit

from ops.domain.escalation import Step
from ops.domain.protocol import Interval
from ops.domain.supply_plan import Form
from ops.domain.words import Subject, SupplyKind, ToldBy
from ops.services.set_up import settings_lists as lists
from ops.services.set_up import settings_table as table
from ops.services.set_up import site_asked, site_told, site_words
from ops.services.set_up.settings_table import SettingsSection
from ops.services.set_up.site_file import BoothPlan, SitePlan

WIDTH = 96
HEAD = (
    "Your room, in plain words.",
    (
        "Change it in the browser (Set-up), which writes this file; or here, and start again (Ctrl-C, then `make "
        "run`): what differs is applied, and the start says what that was. A deadline that is already running never "
        "changes; new numbers hold from the next look on."
    ),
    (
        'Every number below is your site\'s protocol, shown on the screens as "site protocol". The ones written here '
        "come from published practice where there is any; [m] marks those that are only general knowledge. Discuss "
        "each with your own team before the first shift."
    ),
    'Durations are written as people say them: "30 s", "5 min", "1 h", "1 h 30 min".',
)


def write(plan: SitePlan) -> str:
    """The file. ``site_file.read`` of it is the plan again."""
    protocol = plan.protocol
    intervals = {name: _interval(value) for name, value in protocol.intervals.items()}
    usual = {name: duration(seconds) for name, seconds in protocol.usual.items()}
    site = {name: getattr(plan, name) for name in ("slug", "name", "time_zone", "language")}
    help_ = {"on_wall": plan.help_phrase is not None, "wall_says": plan.help_phrase or site_told.WALL_SAYS}
    words = site_words.sections(plan.words)
    asked = site_asked.sections(plan.asked)
    blocks = [
        "\n#\n".join(_comment(paragraph) for paragraph in HEAD) + "\n",
        _section(table.SITE, site),
        "\n" + _section(table.INTERVALS, intervals),
        "\n" + _section(table.USUAL, usual),
        "\n" + _section(table.LIMITS, _limits(plan)),
        "\n" + _section(table.HELP, help_),
        "\n" + _section(table.KEPT, plan.kept.as_json()),
        "\n" + _section(lists.RELEASE, plan.expected.as_json()),
        "\n" + _section(lists.REGION, plan.region.as_json()),
        "\n" + _section(lists.CARDS, {"on": plan.cards}),
        "\n" + _section(lists.ASKED, asked["asked"]),
        "\n" + _section(lists.GENDERS, asked["gender"]),
        _section(lists.GENDER_NAMES, asked["gender.names"], close=True),
        "\n" + _section(lists.WORDS, words["words"]),
        "\n" + _section(lists.SUBSTANCES, words["substances"]),
        _section(lists.SUBSTANCE_NAMES, words["substances.names"], close=True),
        "\n" + _section(lists.ACTIONS, words["actions"]),
        "\n" + _section(lists.FIRST_VALUES, protocol.action_defaults),
        "\n" + _section(lists.KIT_SECTION, {"without": list(protocol.not_in_kit)}),
        "\n" + _supplies(plan),
        "\n" + _told_next(plan.told_next),
        "\n" + _intro(lists.BOOTHS),
        *(_block("booth", _booth(booth)) for booth in plan.booths),
    ]
    return "\n".join(blocks)


def duration(seconds: int) -> str:
    """As people say it: ``1 h 30 min``."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "min"), (left, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def time_of_day(minute: int) -> str:
    """``22:00``"""
    return f"{minute // 60:02}:{minute % 60:02}"


def _limits(plan: SitePlan) -> dict[str, Any]:
    shown = {table.Written.DURATION: duration, table.Written.TIME_OF_DAY: time_of_day}
    values = ((one, getattr(plan.protocol, one.key)) for one in table.LIMITS.settings)
    return {one.key: shown[one.written](value) if one.written in shown else value for one, value in values}


def _interval(value: Interval) -> dict[str, str]:
    return {name: duration(getattr(value, name)) for name in ("every", "grace", "urgent_after")}


def _supplies(plan: SitePlan) -> str:
    supplies = plan.protocol.supplies
    said = {
        "expiring_within_days": supplies.expiring_within_days,
        "oxygen_warning": duration(supplies.oxygen_warning),
    }
    sections = {
        SupplyKind.NALOXONE: lists.NALOXONE,
        SupplyKind.OXYGEN: lists.OXYGEN,
        SupplyKind.KIT: lists.KITS,
        SupplyKind.OTHER: lists.OTHER,
    }
    forms = [
        _section(
            sections[kind], {name: _form(form) for name, form in supplies.of_kind(kind).items()}, close=True
        )
        for kind in SupplyKind
    ]
    return "\n".join([_section(lists.SUPPLIES, said), *forms])


def _form(form: Form) -> dict[str, Any]:
    said = {"par": form.par, "dose_mg": form.dose_mg, "litres": form.litres, "gauge_full": form.gauge_full}
    found = {key: value for key, value in said.items() if value is not None}
    return found | ({"routes": list(form.routes)} if form.routes else {})


def _told_next(steps: Sequence[Step]) -> str:
    if not steps:
        return _intro(lists.TOLD_NEXT) + lists.TOLD_NEXT_EXAMPLE
    return "\n".join([_intro(lists.TOLD_NEXT), *(_block("told_next", _step(step)) for step in steps)])


def _step(step: Step) -> dict[str, Any]:
    said: dict[str, Any] = {"when": step.when.value} if step.when is not Subject.RESPONSE else {}
    said |= {"after": duration(step.after), "by": step.by.value}
    return said if step.by is ToldBy.SCREENS else said | {"who": step.who, "to": step.to}


def _booth(booth: BoothPlan) -> dict[str, Any]:
    said = {"name": booth.name, "kind": booth.kind.value, "row": booth.row, "column": booth.column}
    usual = BoothPlan(booth.name, booth.kind, booth.row, booth.column, 1, 1, ("A",), True)
    more = {"width": booth.width, "height": booth.height, "seats": list(booth.seats), "wiped": booth.wiped}
    default = {"width": usual.width, "height": usual.height, "seats": list(usual.seats), "wiped": usual.wiped}
    return said | {key: value for key, value in more.items() if value != default[key]}


def _section(section: SettingsSection, values: Mapping[str, Any], *, close: bool = False) -> str:
    """``close``: its words stand at its heading, as those of a part of something."""
    intro = _intro(section)
    lines = [intro if close or not intro else intro + "\n", f"[{section.name}]\n"]
    for key, value in values.items():
        setting = section.setting(key)
        if setting is not None and setting.explained():
            lines.append(_comment(setting.explained()) + "\n")
        lines.append(f"{_line(key, value)}\n")
    return "".join(lines)


def _block(name: str, values: Mapping[str, Any]) -> str:
    return f"[[{name}]]\n" + "".join(f"{_line(key, value)}\n" for key, value in values.items())


def _line(key: str, value: Any) -> str:
    return f"{tomlkit.key(key).as_string()} = {_value(value)}"


def _value(value: Any) -> str:
    """On one line, tables too, unless it is a long list of words."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_line(key, one) for key, one in value.items())} }}" if value else "{}"
    if isinstance(value, list) and len(", ".join(map(_value, value))) > WIDTH:
        return f"[\n{_lines_of(map(_value, value))}]"
    whole = isinstance(value, float) and value.is_integer()
    return tomlkit.item(int(value) if whole else value).as_string()


def _lines_of(words: Iterable[str]) -> str:
    """As many on a line as fit. No word is broken: a mark may have a space in it."""
    lines = [" "]
    for word in words:
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append(" ")
        lines[-1] += f" {word},"
    return "".join(f"{line}\n" for line in lines)


def _intro(section: SettingsSection) -> str:
    lines = [_comment(paragraph) for paragraph in section.intro]
    widest = max((len(part) for part in section.parts), default=0)
    lines += _parts(section.parts, widest)
    lines += [_comment(paragraph) for paragraph in section.after]
    return "".join(f"{line}\n" for line in lines)


def _parts(parts: Mapping[str, str], widest: int) -> Iterator[str]:
    for name, told in parts.items():
        begin = f"#   {name:<{widest}}  "
        yield textwrap.fill(
            told,
            WIDTH,
            initial_indent=begin,
            subsequent_indent=f"#{' ' * (len(begin) - 1)}",
            break_long_words=False,
        )


def _comment(text: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )
