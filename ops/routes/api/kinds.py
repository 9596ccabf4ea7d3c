"""Kinds of values an act may carry: how each is read, and how it is described.

``read`` raises ``Unreadable`` with what was expected, never with what was sent.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from ops.routes.api.body import read_uuid

LARGEST_ID = 2**31 - 1
"""Numbers of booths and staff fit into what every database keeps."""
OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
"""A time before is a clock that was never set."""

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"(20\d\d)-(\d\d)(?:-(\d\d))?", re.ASCII)
_BAND = re.compile(r"under_\d\d|\d\d_\d\d|\d\d_plus", re.ASCII)
_NEVER_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

Schema = dict[str, Any]


class Unreadable(ValueError):
    """Not of this kind."""

    def __init__(self, expected: LazyString) -> None:
        super().__init__()
        self.expected = expected


class Kind(Protocol):
    """One kind of value."""

    def read(self, said: Any) -> Any:
        """The value. Raises ``Unreadable``."""

    def schema(self) -> Schema:
        """As JSON Schema."""


@dataclass(frozen=True)
class Word:
    """One of a few words, each standing for a value of ours."""

    words: Mapping[str, Any]

    @classmethod
    def of(cls, words: type[StrEnum] | Collection[StrEnum]) -> "Word":
        """The words of an enum, or some of them."""
        return cls({word.value: word for word in words})

    def read(self, said: Any) -> Any:
        if not isinstance(said, str) or said not in self.words:
            raise Unreadable(_("One of: %(words)s.", words=", ".join(self.words)))
        return self.words[said]

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True)
class Words:
    """Several of a few words, each once."""

    word: Word

    def read(self, said: Any) -> Any:
        if not isinstance(said, list) or len(said) > len(self.word.words):
            raise Unreadable(_("A list of: %(words)s.", words=", ".join(self.word.words)))
        return tuple(dict.fromkeys(self.word.read(item) for item in said))

    def schema(self) -> Schema:
        return {"type": "array", "items": self.word.schema(), "maxItems": len(self.word.words)}


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds."""

    low: int = 1
    high: int = LARGEST_ID

    def read(self, said: Any) -> int:
        if isinstance(said, bool) or not isinstance(said, int) or not self.low <= said <= self.high:
            raise Unreadable(_("A whole number from %(low)s to %(high)s.", low=self.low, high=self.high))
        return said

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class Number:
    """A number within bounds."""

    low: float
    high: float

    def read(self, said: Any) -> float:
        if isinstance(said, bool) or not isinstance(said, (int, float)):
            raise Unreadable(_("A number from %(low)s to %(high)s.", low=self.low, high=self.high))
        if not self.low <= said <= self.high:
            raise Unreadable(_("A number from %(low)s to %(high)s.", low=self.low, high=self.high))
        return said

    def schema(self) -> Schema:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def read(self, said: Any) -> bool:
        if not isinstance(said, bool):
            raise Unreadable(_("true or false."))
        return said

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Id:
    """The id of a stay, a response, an act."""

    def read(self, said: Any) -> Any:
        found = read_uuid(said) if isinstance(said, str) else None
        if found is None:
            raise Unreadable(_("A UUID."))
        return found

    def schema(self) -> Schema:
        return {"type": "string", "format": "uuid"}


@dataclass(frozen=True)
class Ids:
    """A list of ids."""

    most: int = 200

    def read(self, said: Any) -> Any:
        if not isinstance(said, list) or len(said) > self.most:
            raise Unreadable(_("A list of UUIDs, at most %(most)s.", most=self.most))
        return tuple(dict.fromkeys(Id().read(item) for item in said))

    def schema(self) -> Schema:
        return {"type": "array", "items": Id().schema(), "maxItems": self.most}


@dataclass(frozen=True)
class Instant:
    """RFC 3339 with its zone; kept to the millisecond, in UTC."""

    def read(self, said: Any) -> datetime:
        found = _INSTANT.fullmatch(said) if isinstance(said, str) else None
        wrong = Unreadable(_("A time with its zone, as 2026-11-22T14:02:05.123Z."))
        if found is None:
            raise wrong
        day, clock, fraction, zone = found.groups()
        thousandths = ((fraction or "") + "000")[:3]
        offset = "+00:00" if zone in "Zz" else zone
        try:
            instant = datetime.fromisoformat(f"{day}T{clock}.{thousandths}{offset}").astimezone(UTC)
        except (ValueError, OverflowError):
            raise wrong from None
        if instant < OLDEST:
            raise wrong
        return instant

    def schema(self) -> Schema:
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Day:
    """A day, or a month for its last one: how an expiry is printed."""

    def read(self, said: Any) -> date:
        found = _DAY.fullmatch(said) if isinstance(said, str) else None
        if found is not None:
            year, month, day = (int(part) if part else 0 for part in found.groups())
            with suppress(ValueError):
                return date(year, month, day or monthrange(year, month)[1])
        raise Unreadable(_("A month or a day, as 2027-03 or 2027-03-31."))

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_DAY.pattern}$"}


@dataclass(frozen=True)
class AgeBand:
    """Which bands there are is the site's; one that it does not ask any more is not said."""

    def read(self, said: Any) -> str:
        if not isinstance(said, str) or not _BAND.fullmatch(said):
            raise Unreadable(_("An age band, as under_20, 20_29 or 60_plus."))
        return said

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^({_BAND.pattern})$"}


@dataclass(frozen=True)
class Seen:
    """What was seen of several things: ``[{"supply": id, "number": 6}]``, each once."""

    number: Whole
    most: int = 100

    def read(self, said: Any) -> tuple[tuple[UUID, int], ...]:
        if not isinstance(said, list) or len(said) > self.most:
            raise Unreadable(_("A list of things with their number, at most %(most)s.", most=self.most))
        found = {}
        for item in said:
            if not isinstance(item, dict) or item.keys() != {"supply", "number"}:
                raise Unreadable(_("A list of things with their number, at most %(most)s.", most=self.most))
            found[Id().read(item["supply"])] = self.number.read(item["number"])
        return tuple(found.items())

    def schema(self) -> Schema:
        names = {"supply": Id().schema(), "number": self.number.schema()}
        each = {"type": "object", "properties": names, "required": list(names), "additionalProperties": False}
        return {"type": "array", "items": each, "maxItems": self.most}


@dataclass(frozen=True)
class Text:
    """One short line that a person can read; spaces around it do not count."""

    longest: int

    def read(self, said: Any) -> str:
        line = unicodedata.normalize("NFC", said).strip() if isinstance(said, str) else ""
        if not 0 < len(line) <= self.longest or not all(map(_is_shown, line)):
            raise Unreadable(_("One line of at most %(longest)s letters.", longest=self.longest))
        return line

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True)
class Person:
    """One of the team: their number, or the name on their chip."""

    def read(self, said: Any) -> int | str:
        if isinstance(said, str):
            return Text(60).read(said)
        return Whole().read(said)

    def schema(self) -> Schema:
        return {"anyOf": [Whole().schema(), Text(60).schema()]}


@dataclass(frozen=True)
class Values:
    """Values by name, as the kind of action has them. Only described here: read elsewhere."""

    def read(self, said: Any) -> Any:
        return said

    def schema(self) -> Schema:
        plain = {"type": ["string", "number", "boolean", "null"]}
        return {"type": "object", "additionalProperties": plain}


@dataclass(frozen=True)
class Anything:
    """Taken as it comes: whoever gets it marks what cannot be used. ``like`` describes it."""

    like: Kind

    def read(self, said: Any) -> Any:
        return said

    def schema(self) -> Schema:
        return self.like.schema()


def _is_shown(letter: str) -> bool:
    return unicodedata.category(letter) not in _NEVER_SHOWN
