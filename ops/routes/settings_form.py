"""A form of a set-up page judged: the plan it asks for, or what is wrong, beside each field."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from ops.routes.settings_fields import (
    Field,
    Form,
    Kind,
    Listed,
    Part,
    Row,
    Values,
    at,
    each_field,
    in_words,
    put,
    value_of,
)
from ops.services.set_up.site_file import SitePlan, plan_of_values
from ops.services.set_up.site_section import SiteFileWrong

MAY_BE_EMPTY = (Kind.AMOUNT, Kind.CHOICE)
"""What is emptied otherwise is a slip, not a wish for the first value."""
TWICE = "Two lines have this name."


@dataclass
class Judged:
    """``plan`` only when nothing is wrong. ``wrong``: what belongs to no field."""

    parts: list[Part]
    plan: SitePlan | None = None
    wrong: str = ""


@dataclass
class _Found:
    fields: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.fields) + len(self.rows)


def judge(parts: Sequence[Part], form: Form, stored: Values) -> Judged:
    """Read as a site file would be. What is wrong in plain settings is found all at once: a wrong one
    counts as it was while the others are looked at. A list is shown its first slip."""
    values = _values(parts, form, stored)
    found = _Found()
    twice = _named_twice(parts, form)
    if twice is not None:
        found.fields[twice.name] = TWICE
        return Judged(_marked(parts, found))
    while True:
        try:
            plan = plan_of_values(values)
        except SiteFileWrong as wrong:
            before = len(found)
            again = _place(parts, form, wrong, found, values, stored)
            if len(found) == before:
                return Judged(_marked(parts, found), wrong=wrong.what)
            if not again:
                return Judged(_marked(parts, found))
        else:
            return Judged(_marked(parts, found), None if len(found) else plan)


def _values(parts: Sequence[Part], form: Form, stored: Values) -> Values:
    values = deepcopy(stored)
    for part in parts:
        if part.listed is None:
            for one in (one for row in part.rows for one in row.fields):
                value = value_of(one, one.typed(form))
                put(values, one.path, "" if value is None and one.kind not in MAY_BE_EMPTY else value)
            continue
        if part.listed is Listed.ORDERED:
            _put_ordered(values, part, form)
            continue
        rows = [_row(row, form) for row in _filled(part, form)]
        if part.listed is Listed.BLOCKS:
            put(values, [part.name], rows)
        else:
            put(values, part.name.split("."), {row.pop("name"): row for row in rows})
    return values


def _put_ordered(values: Values, part: Part, form: Form) -> None:
    """What is on, by its place; whatever is no place comes last. Of two with one place, the one that was
    moved there has it. A name that is emptied is the house's."""
    offered: list[tuple[int, int, int, str]] = []
    for number, row in enumerate(part.rows):
        typed = {one.path[-1]: one.typed(form) for one in row.fields}
        code, place = row.fields[0].path[-2], str(typed["place"])
        if typed.get("on", True):
            wanted = int(place) if place.isdecimal() and len(place) < 4 else 999
            moved = (wanted > number + 1) - (wanted < number + 1)
            offered.append((wanted, moved, number, code))
        if "name" in typed:
            put(values, (part.name, "names", code), typed["name"] or None)
    put(values, (part.name, "offered"), [code for *_, code in sorted(offered)])


def _row(row: Row, form: Form) -> Values:
    typed = ((one.path[-1], value_of(one, one.typed(form))) for one in row.fields)
    return {key: value for key, value in typed if value is not None}


def _filled(part: Part, form: Form) -> list[Row]:
    return [row for row in part.rows if row.fields[0].typed(form)]


def _named_twice(parts: Sequence[Part], form: Form) -> Field | None:
    for part in parts:
        seen = set()
        for row in _filled(part, form) if part.listed is Listed.BY_NAME else ():
            name = row.fields[0].typed(form)
            if name in seen:
                return row.fields[0]
            seen.add(name)
    return None


def _place(
    parts: Sequence[Part], form: Form, wrong: SiteFileWrong, found: _Found, values: Values, stored: Values
) -> bool:
    """Put the words where they belong; whether the rest can be looked at as well."""
    path = (*wrong.section.split("."), *([wrong.key] if wrong.key else []))
    for part in parts:
        if part.listed is not None:
            row, key = _row_of(part, form, wrong)
            if row is not None:
                _say(row, next((one for one in row.fields if one.path[-1] == key), None), wrong, found)
                return False
            continue
        for row in part.rows:
            one = next((one for one in row.fields if one.path == path), None)
            if one is not None or all(one.path[:-1] == path for one in row.fields):
                _say(row, one, wrong, found)
                put(values, path, deepcopy(at(stored, path)))
                return True
    return False


def _row_of(part: Part, form: Form, wrong: SiteFileWrong) -> tuple[Row | None, str | None]:
    rows = _filled(part, form)
    if part.listed is Listed.BLOCKS:
        number = wrong.number if wrong.section == part.name else None
        return (rows[number - 1], wrong.key) if number else (None, None)
    if part.listed is Listed.ORDERED:
        here = (row for row in part.rows if row.fields[0].path[-2] == wrong.key)
        return next(here, None) if wrong.section == f"{part.name}.names" else None, "name"
    by_name = {row.fields[0].typed(form): row for row in rows}
    if wrong.section == part.name:
        return by_name.get(wrong.key or ""), "name"
    return by_name.get(wrong.section.removeprefix(f"{part.name}.")), wrong.key


def _say(row: Row, one: Field | None, wrong: SiteFileWrong, found: _Found) -> None:
    if one is None:
        found.rows.setdefault(row.fields[0].path[:-1], wrong.what)
    else:
        found.fields.setdefault(one.name, wrong.what.replace(f"'{wrong.key}'", "It", 1))


def _marked(parts: Sequence[Part], found: _Found) -> list[Part]:
    with_fields = each_field(parts, lambda one: replace(one, wrong=found.fields.get(one.name, "")))
    return [
        replace(
            part,
            rows=[replace(row, wrong=found.rows.get(row.fields[0].path[:-1], "")) for row in part.rows],
        )
        for part in with_fields
    ]


def with_now(parts: Sequence[Part], form: Form, stored: Sequence[Part]) -> list[Part]:
    """Where something else is stored than was typed: what that is."""
    now = {one.name: one for part in stored for row in part.rows for one in row.fields}

    def beside(one: Field) -> Field:
        there = now.get(one.name)
        same = there is None or value_of(one, one.typed(form)) == value_of(one, there.said)
        return one if same or there is None else replace(one, now=in_words(there))

    return each_field(parts, beside)
