"""Gender and age band: what a site may ask of whoever comes, if they like to say it.

It is counted for the month and kept of nobody: not with the stay, not in the order people came, and
neither with the other, so that no two of a person's answers lie side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import Any

from ops.domain.words import Gender

NOT_SAID = "not_said"
"""Asked, and rather not said. It is counted, too."""
GENDERS = tuple(Gender)
FIRST_GENDERS = (Gender.FEMALE, Gender.MALE, Gender.TRANS, Gender.OTHER)
"""Those of Ontario's monthly report."""
BEGINNINGS = (18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70)
"""Where a band may begin."""
NARROWEST = 5
"""Years of a band: fewer would tell people apart."""
LONGEST_WHY = 120
WHY = "For the monthly report. It is counted for the month and kept with nobody."

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Asked:
    """``genders``: those that are offered, in order; ``names``: where the site says them otherwise.
    ``ages``: where each band but the first begins. ``why``: what tablets say of it, in a line."""

    on: bool = False
    why: str = WHY
    genders: Sequence[str] = FIRST_GENDERS
    names: Mapping[str, str] = field(default_factory=dict)
    ages: Sequence[int] = (20, 30, 40, 50, 60)

    @property
    def bands(self) -> tuple[str, ...]:
        """Their codes, the youngest first."""
        first, last = self.ages[0], self.ages[-1]
        between = pairwise(self.ages)
        return (f"under_{first}", *(f"{low}_{high - 1}" for low, high in between), f"{last}_plus")

    def codes(self, of: str) -> tuple[str, ...]:
        """By which ``gender`` or ``age`` is counted here."""
        return (*(self.genders if of == "gender" else self.bands), NOT_SAID)

    def offered(self) -> dict[str, Any] | None:
        """What tablets offer; ``None``: they do not ask."""
        if not self.on:
            return None
        return {
            "why": self.why,
            "genders": list(self.genders),
            "names": dict(self.names),
            "ages": list(self.bands),
        }

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, the form it is stored in."""
        return {
            "on": self.on,
            "why": self.why,
            "genders": list(self.genders),
            "names": dict(self.names),
            "ages": list(self.ages),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Asked":
        """As stored, over the first ones."""
        known = {one.name for one in fields(cls)}
        lists = {name: tuple(stored[name]) for name in ("genders", "ages") if name in stored}
        return cls(**{name: value for name, value in stored.items() if name in known} | lists)

    def heard(self, gender: str | None, age: str | None) -> dict[str, str]:
        """As it is counted. What the site does not ask, of a tablet that had its list of before, is not said."""
        return {
            "gender": gender if gender in tuple(self.genders) else NOT_SAID,
            "age": age if age in self.bands else NOT_SAID,
        }


def added(counts: Counts, code: str, by: int) -> dict[str, int]:
    """One more or fewer. Sorted, and without noughts: neither who came first nor what was taken back shows."""
    more = {**counts, code: counts.get(code, 0) + by}
    return {name: more[name] for name in sorted(more) if more[name] > 0}


def apart(ages: Iterable[int]) -> bool:
    """Whether bands that begin there are wide enough, and in order."""
    begin = list(ages)
    return all(low + NARROWEST <= high for low, high in pairwise(begin))
