"""Reading what an act in a response says. Nothing is refused: what cannot be used is left
out or cut, and a mark says so. Never repeats what was sent.
"""

import math
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from ops.domain.actions import ACTION_VALUES, ActionKind, Choice, Measure, Text, Value
from ops.domain.response_data import Mark

Word = TypeVar("Word", bound=StrEnum)

LONGEST_REASON = 200
LARGEST_ID = 2**31 - 1
LARGEST_NUMBER = 1e9
"""Beyond this it is no measurement of anything, only a slip of the hand or a fault."""


def read_word(words: type[Word], raw: object, mark: Mark) -> tuple[Word | None, tuple[str, ...]]:
    """One word of a vocabulary. Not said is ``None`` without a mark, unknown with one."""
    if raw is None:
        return None, ()
    word = next((word for word in words if word.value == raw), None)
    return word, () if word is not None else (mark,)


def read_values(kind: ActionKind, raw: object) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values of an action of that kind. Out of bounds is kept and marked."""
    if raw is None:
        return {}, ()
    if not isinstance(raw, Mapping):
        return {}, (Mark.VALUE_UNREADABLE,)
    known = ACTION_VALUES.get(kind, {})
    values: dict[str, Any] = {}
    marks: set[str] = set()
    for name, value in raw.items():
        if name not in known:
            marks.add(Mark.VALUE_UNKNOWN)
            continue
        if value is None:
            continue
        usable, mark = _read_value(known[name], value)
        if mark is not None:
            marks.add(mark)
        if usable is not None:
            values[name] = usable
    return values, tuple(sorted(marks))


def _read_value(rule: Value, raw: object) -> tuple[Any, Mark | None]:
    if isinstance(rule, Choice):
        return (raw, None) if raw in rule.words else (None, Mark.VALUE_UNREADABLE)
    if isinstance(rule, Text):
        text, marks = read_text(raw, rule.longest)
        return text, Mark(marks[0]) if marks else None
    return _read_number(rule, raw)


def _read_number(rule: Measure, raw: object) -> tuple[float | None, Mark | None]:
    number = _number(raw)
    if number is None:
        return None, Mark.VALUE_UNREADABLE
    return number, None if rule.low <= number <= rule.high else Mark.OUT_OF_BOUNDS


def _number(raw: object) -> float | None:
    """A finite number, also when written as text, with a comma or a point."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        return None
    if isinstance(raw, str) and len(raw) > 20:
        return None
    try:
        number = float(raw.strip().replace(",", ".") if isinstance(raw, str) else raw)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(number) or abs(number) > LARGEST_NUMBER:
        return None
    return int(number) if number.is_integer() else number


def read_text(raw: object, longest: int) -> tuple[str | None, tuple[str, ...]]:
    """A short line without control characters; longer is cut and marked."""
    if raw is None:
        return None, ()
    if not isinstance(raw, str):
        return None, (Mark.VALUE_UNREADABLE,)
    cut = len(raw) > longest
    # Half a character (a lone surrogate) cannot be sent on, a control character cannot be read.
    clean = "".join(sign if sign.isprintable() else " " for sign in raw[:longest]).strip()
    return clean or None, (Mark.TEXT_CUT,) if cut else ()


def read_flag(raw: object) -> tuple[bool | None, tuple[str, ...]]:
    """Yes or no. Not said is ``None`` without a mark, anything else with one."""
    if raw is None or isinstance(raw, bool):
        return raw, ()
    return None, (Mark.VALUE_UNREADABLE,)


def read_id(raw: object) -> UUID | None:
    """An id as it travels, or nothing."""
    if isinstance(raw, UUID):
        return raw
    try:
        return UUID(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def read_number_of_booth(raw: object) -> int | None:
    """A booth's number, or nothing."""
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) <= 10:
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int):
        return None
    return raw if 0 < raw <= LARGEST_ID else None


def read_instant(raw: object, now: datetime, earliest: datetime) -> tuple[datetime | None, tuple[str, ...]]:
    """An instant as it travels; one to come is taken as now, and marked. One before
    ``earliest`` cannot be meant: it is left out, and marked."""
    if raw is None:
        return None, ()
    try:
        instant = raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw))
        said = instant.astimezone(now.tzinfo) if instant.tzinfo else None
    except (ValueError, OverflowError):
        said = None
    if said is None:
        return None, (Mark.TIME_UNREADABLE,)
    if said < earliest:
        return None, (Mark.CLOCK_BEHIND,)
    said = said.replace(microsecond=said.microsecond // 1000 * 1000)
    return (now, (Mark.CLOCK_AHEAD,)) if said > now else (said, ())
