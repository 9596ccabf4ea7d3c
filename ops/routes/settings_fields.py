"""Fields of a set-up page: what they show, and what was typed into them as a site file's values.

A field is named by where its value stands in the file: ``limits.extend_by``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from werkzeug.datastructures import MultiDict

from ops.services.set_up.settings_table import Setting, Written

Values = dict[str, Any]
Form = MultiDict[str, str]
LONGEST_TYPED = 600


class Kind(StrEnum):
    """How it is typed."""

    TEXT = "text"
    DURATION = "duration"
    NUMBER = "number"
    AMOUNT = "amount"
    TIME = "time"
    YES = "yes"
    CHOICE = "choice"
    SEVERAL = "several"


KIND_OF = {
    Written.TEXT: Kind.TEXT,
    Written.DURATION: Kind.DURATION,
    Written.NUMBER: Kind.NUMBER,
    Written.TIME_OF_DAY: Kind.TIME,
    Written.YES_OR_NO: Kind.YES,
    Written.LIST: Kind.SEVERAL,
    Written.CHOICE: Kind.CHOICE,
}


@dataclass(frozen=True)
class Field:
    """``options``: what it may be; of a text, what is suggested. ``first``: the value that every site
    begins with. ``now``: what is stored, where something else is typed and somebody was faster."""

    path: tuple[str, ...]
    label: str
    kind: Kind
    said: str | list[str] | bool = ""
    options: Sequence[tuple[str, str]] = ()
    first: str = ""
    low: float = 0
    high: float = 0
    longest: int = LONGEST_TYPED
    wrong: str = ""
    now: str = ""

    @property
    def name(self) -> str:
        """In the form."""
        return ".".join(self.path)

    @property
    def begun(self) -> str:
        """The first value in words, where another one is said."""
        said = dict(self.options).get(self.said, self.said) if isinstance(self.said, str) else self.said
        return "" if said == self.first else self.first

    def typed(self, form: Form) -> str | list[str] | bool:
        """What stands in it now."""
        if self.kind is Kind.YES:
            return self.name in form
        if self.kind is Kind.SEVERAL:
            return form.getlist(self.name)
        return form.get(self.name, "").strip()[:LONGEST_TYPED]


@dataclass(frozen=True)
class Row:
    """What belongs together: one setting, or one of a list."""

    label: str
    fields: Sequence[Field]
    told: str = ""
    source: str = ""
    wrong: str = ""


class Listed(StrEnum):
    """How a list of the site's own stands in the file."""

    BY_NAME = "by name"
    BLOCKS = "blocks"
    ORDERED = "ordered"


@dataclass(frozen=True)
class Part:
    """A section of a page. ``headings``: those of its cells, where it is a table. ``listed``: its rows are
    a list; a row whose first cell is empty is none. Of an ordered one the rows are fixed: which are on, and
    at which place, is what is said."""

    name: str
    title: str
    rows: Sequence[Row]
    intro: Sequence[str] = ()
    legend: Mapping[str, str] = field(default_factory=dict)
    headings: Sequence[str] = ()
    after: Sequence[str] = ()
    listed: Listed | None = None

    @property
    def grows(self) -> bool:
        """Its last row is for another."""
        return self.listed in (Listed.BY_NAME, Listed.BLOCKS)


def of_setting(section: str, one: Setting, said: Any, first: Any) -> Field:
    """The field of a plain setting."""
    kind = KIND_OF[one.written]
    return Field(
        path=(section, one.key),
        label=one.label,
        kind=kind,
        said=shown(said),
        options=list(one.choices.items()),
        first="" if kind in (Kind.YES, Kind.SEVERAL) else one.choices.get(first, str(first)),
        low=one.low,
        high=one.high,
        longest=one.longest or LONGEST_TYPED,
    )


def shown(value: Any) -> str | list[str] | bool:
    """A value of the file as it stands in a field."""
    if isinstance(value, (bool, list)):
        return value
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def in_words(one: Field) -> str:
    """What a field says, as it is read."""
    if isinstance(one.said, bool):
        return "yes" if one.said else "no"
    words = dict(one.options)
    said = [one.said] if isinstance(one.said, str) else one.said
    return ", ".join(words.get(value, value) for value in said if value) or "nothing"


def value_of(one: Field, typed: str | list[str] | bool) -> Any:
    """What was typed as a value of the file; ``None``: nothing. What is no number stays as it was
    typed, and is refused in words where it is read."""
    if not isinstance(typed, str):
        return typed
    if one.kind is Kind.NUMBER and re.fullmatch(r"-?[0-9]{1,9}", typed):
        return int(typed)
    if one.kind is Kind.AMOUNT and re.fullmatch(r"[0-9]{1,9}([.,][0-9]{1,6})?", typed):
        number = float(typed.replace(",", "."))
        return int(number) if number.is_integer() else number
    return typed or None


def put(values: Values, path: Sequence[str], value: Any) -> None:
    """The value at its place; ``None`` leaves the place empty."""
    *above, key = path
    for name in above:
        values = values.setdefault(name, {})
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value


def at(values: Mapping[str, Any], path: Sequence[str]) -> Any:
    """The value at a place, if there is one."""
    found: Any = values
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def typed_into(parts: Sequence[Part], form: Form) -> list[Part]:
    """The page with what was typed, whatever it is."""
    return each_field(parts, lambda one: replace(one, said=one.typed(form)))


def each_field(parts: Sequence[Part], change: Callable[[Field], Field]) -> list[Part]:
    """The page with every field another one."""
    return [
        replace(part, rows=[replace(row, fields=[change(one) for one in row.fields]) for row in part.rows])
        for part in parts
    ]
