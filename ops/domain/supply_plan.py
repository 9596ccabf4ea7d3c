"""What a site keeps on its shelf: forms of naloxone, cylinders, kits, and how many there should be.

First numbers are general knowledge [m]: how much a room needs follows from its own load and from
how soon it can have more.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ops.domain.words import SupplyKind


@dataclass(frozen=True)
class Form:
    """One kind of thing in one form. ``par``: how many there should be.

    Naloxone: ``dose_mg`` is what one of them holds, ``routes`` how it is given.
    Oxygen: ``litres`` of gas in a full cylinder, whose gauge stands at ``gauge_full`` then, in
    the gauge's own unit.
    """

    kind: SupplyKind
    par: int
    dose_mg: float | None = None
    routes: tuple[str, ...] = ()
    litres: int | None = None
    gauge_full: int | None = None

    def pieces(self, milligrams: float | None) -> float | None:
        """How many that dose of naloxone is, also a part of one; ``None`` where nobody can say."""
        if not milligrams or not self.dose_mg or milligrams < 0:
            return None
        # 0.8 / 0.4 must not become three ampoules.
        return round(milligrams / self.dose_mg, 6)


def _first_forms() -> dict[str, Form]:
    return {
        "nasal 4 mg": Form(SupplyKind.NALOXONE, 6, dose_mg=4, routes=("in",)),
        "ampoule 0.4 mg": Form(SupplyKind.NALOXONE, 10, dose_mg=0.4, routes=("im", "iv", "sc")),
        "cylinder": Form(SupplyKind.OXYGEN, 2, litres=425, gauge_full=137),
        "take-home kit": Form(SupplyKind.KIT, 10),
    }


@dataclass(frozen=True)
class SupplyPlan:
    """``forms`` by the name that stands on tablets. ``oxygen_warning`` is in seconds."""

    forms: Mapping[str, Form] = field(default_factory=_first_forms)
    expiring_within_days: int = 30
    oxygen_warning: int = 900

    def of_kind(self, kind: SupplyKind) -> dict[str, Form]:
        """The forms of one kind, in the site's order."""
        return {name: form for name, form in self.forms.items() if form.kind is kind}

    def form_for(self, route: str | None, milligrams: float | None = None) -> tuple[str, Form] | None:
        """The form of naloxone that is given that way: of several the one that makes up the dose
        in fewest pieces, else the site's first."""

        def in_whole_pieces(item: tuple[str, Form]) -> float:
            pieces = item[1].pieces(milligrams)
            return pieces if pieces and pieces.is_integer() else math.inf

        known = [item for item in self.of_kind(SupplyKind.NALOXONE).items() if route in item[1].routes]
        return min(known, key=in_whole_pieces, default=None)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "SupplyPlan":
        """As stored. Raises ``ValueError`` in words for what is not known."""
        if not stored.keys() <= {item.name for item in fields(cls)}:
            raise ValueError("the supplies have a setting that is not known")
        given = dict(stored)
        if "forms" in given:
            given["forms"] = {name: _form(values) for name, values in given["forms"].items()}
        return cls(**given)


def _form(values: Mapping[str, Any]) -> Form:
    kind, routes = SupplyKind(values["kind"]), tuple(values.get("routes", ()))
    return Form(**{**values, "kind": kind, "routes": routes})
