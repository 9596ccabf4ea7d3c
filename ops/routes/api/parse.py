"""What an act says, read field by field from one table.

Strictly: an act of the floor. Every wrong field is listed, none is repeated.
Leniently: an act in a response. Nothing is refused for what it says; what cannot be read is
left out, and a mark says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _

from ops.domain.errors import Code
from ops.errors import DoorCode, FieldError, Stopped
from ops.routes.api.kinds import Flag, Instant, Kind, Person, Unreadable


@dataclass(frozen=True)
class Field:
    """One field of a body. ``into``: the name the service has for it. ``null_says``: null is
    not the same as not said. ``kept`` false: nothing is made of it that outlives the act, not even the
    keyed hash by which the same act is known again."""

    name: str
    kind: Kind
    required: bool = False
    into: str = ""
    null_says: bool = False
    kept: bool = True

    @property
    def target(self) -> str:
        return self.into or self.name


Spec = tuple[Field, ...]

COMMON: Spec = (
    Field("happened_at", Instant()),
    Field("by", Person()),
    Field("room_says_otherwise", Flag()),
    Field("from_paper", Flag()),
)
"""What any act may say."""

UNKNOWN_FIELD_MARK = "unknown_field"
UNREADABLE_MARKS = {"happened_at": "time_unreadable", "by": "unknown_staff"}
OTHERWISE_UNREADABLE = "value_unreadable"


@dataclass(frozen=True)
class Said:
    """A body, read. ``values`` are the act's own, by the service's names."""

    values: dict[str, Any]
    happened_at: datetime | None = None
    by: int | str | None = None
    room_says_otherwise: bool = False
    from_paper: bool = False
    marks: tuple[str, ...] = field(default=())


def read(spec: Spec, body: Mapping[str, Any]) -> Said:
    """Strictly. Raises ``Stopped`` with every wrong field."""
    fields = all_fields(spec)
    found, errors = _read_known(fields, body)
    unknown = body.keys() - {item.name for item in fields}
    if unknown:
        names = ", ".join(item.name for item in fields)
        expected = _("%(count)s unknown. Known are: %(names)s.", count=len(unknown), names=names)
        errors.append(FieldError("", DoorCode.UNKNOWN_FIELD, expected))
    if errors:
        raise Stopped(errors[0].code, errors)
    return _said(spec, found, ())


def read_leniently(spec: Spec, body: Mapping[str, Any]) -> Said:
    """Whatever it says, with marks for what was left out."""
    fields = all_fields(spec)
    found, errors = _read_known(fields, body)
    marks = [
        UNREADABLE_MARKS.get(error.field, OTHERWISE_UNREADABLE)
        for error in errors
        if error.code is not DoorCode.MISSING_FIELD
    ]
    if body.keys() - {item.name for item in fields}:
        marks.append(UNKNOWN_FIELD_MARK)
    return _said(spec, found, tuple(dict.fromkeys(marks)))


def all_fields(spec: Spec) -> Spec:
    """The act's own, and what any act may say unless the act means something else by it."""
    own = {item.name for item in spec}
    return spec + tuple(item for item in COMMON if item.name not in own)


def _read_known(spec: Spec, body: Mapping[str, Any]) -> tuple[dict[str, Any], list[FieldError]]:
    found: dict[str, Any] = {}
    errors: list[FieldError] = []
    for item in spec:
        said = body.get(item.name)
        if said is None and not (item.null_says and item.name in body):
            if item.required:
                errors.append(FieldError(item.name, DoorCode.MISSING_FIELD))
            continue
        try:
            found[item.name] = item.kind.read(said)
        except Unreadable as wrong:
            errors.append(FieldError(item.name, Code.BAD_VALUE, wrong.expected))
    return found, errors


def _said(spec: Spec, found: dict[str, Any], marks: tuple[str, ...]) -> Said:
    values = {item.target: found.pop(item.name) for item in spec if item.name in found}
    return Said(
        values=values,
        happened_at=found.get("happened_at"),
        by=found.get("by"),
        room_says_otherwise=found.get("room_says_otherwise", False),
        from_paper=found.get("from_paper", False),
        marks=marks,
    )
