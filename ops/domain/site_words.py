"""A site's own words: what it calls the people who come, which substances and acts it offers, in which
order, and what it calls them. What is stored of a stay or a response is always the house's own code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from ops.domain.words import Substance

LONGEST_WORD = 16
LONGEST_NAME = 24

SUBSTANCES = (
    Substance.UNSPECIFIED_OPIOID,
    Substance.FENTANYL,
    Substance.HEROIN,
    Substance.HYDROMORPHONE,
    Substance.MORPHINE,
    Substance.OXYCODONE,
    Substance.COCAINE,
    Substance.CRACK,
    Substance.METHAMPHETAMINE,
    Substance.AMPHETAMINE,
    Substance.BENZODIAZEPINE,
    Substance.KETAMINE,
    Substance.MDMA,
    Substance.OTHER,
    Substance.UNKNOWN,
)
"""In the order that tablets offer them in at first."""

ACTS = (
    "assessment",
    "stimulation",
    "airway",
    "oxygen",
    "breaths",
    "naloxone",
    "suction",
    "cpr",
    "aed",
    "glucose",
    "epinephrine",
    "cooling",
    "fluids",
    "calm_space",
    "recovery_position",
    "note",
)
"""The keys of a response's page, in the order of its "More"."""

ALWAYS = ("assessment", "stimulation", "airway", "oxygen", "breaths", "naloxone", "cpr", "note")
"""No site goes without these keys: in an emergency somebody brings what the room has not."""


@dataclass(frozen=True)
class SiteWords:
    """``substances`` and ``acts``: those that are offered, in order. ``names``: of substances, where the
    site says them otherwise."""

    person: str = "person"
    people: str = "people"
    substances: Sequence[str] = SUBSTANCES
    names: Mapping[str, str] = field(default_factory=dict)
    acts: Sequence[str] = ACTS

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, the form it is stored and sent in."""
        return {
            "person": self.person,
            "people": self.people,
            "substances": list(self.substances),
            "names": dict(self.names),
            "acts": list(self.acts),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "SiteWords":
        """As stored, over the first ones."""
        known = {one.name for one in fields(cls)}
        lists = {name: tuple(stored[name]) for name in ("substances", "acts") if name in stored}
        return cls(**{name: value for name, value in stored.items() if name in known} | lists)
