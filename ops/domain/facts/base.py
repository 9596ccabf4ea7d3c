"""The shape of every fact, and how it becomes a journal entry."""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Fact:
    """``at`` is when it happened, aware UTC; the journal adds when it was recorded."""

    at: datetime

    @classmethod
    def kind(cls) -> str:
        """The journal's word: the class name in snake_case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def data(self) -> dict[str, Any]:
        """Everything but the time, as plain JSON values; what was not said is left out."""
        values = asdict(self)
        values.pop("at")
        return {name: plain(value) for name, value in values.items() if value is not None}


def plain(value: Any) -> Any:
    """A value as JSON carries it: instants RFC 3339, days and ids as text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    return value
