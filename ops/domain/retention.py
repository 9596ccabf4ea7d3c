"""What is kept, and for how long."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

LEAST_DAYS = 1
MOST_DAYS = 3650


@dataclass(frozen=True)
class Kept:
    """So many days a site keeps visits, responses, and all else; figures stay. What a longer one rests on never goes
    before it: looks are judged by the responses of their time, and both by who was on shift."""

    visits_days: int = 7
    responses_days: int = 30
    else_days: int = 90

    def as_json(self) -> dict[str, Any]:
        """The form it is stored in."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Kept":
        """What a site has set over the defaults. Raises ``ValueError`` in words for a bad one."""
        known = {item.name for item in fields(cls)}
        for name, days in stored.items():
            if name not in known:
                raise ValueError(f"there is no {name!r} in what is kept")
            if type(days) is not int or not LEAST_DAYS <= days <= MOST_DAYS:
                raise ValueError(
                    f"{name!r} must be whole days from {LEAST_DAYS} to {MOST_DAYS}, not {days!r}"
                )
        kept = cls(**stored)
        if not kept.visits_days <= kept.responses_days <= kept.else_days:
            raise ValueError(
                "visits may not be kept longer than responses, nor responses longer than all else"
            )
        return kept
