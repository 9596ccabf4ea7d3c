"""The site file's word on the shelf: which forms there are, and how many of each there should be."""

from ops.domain.actions import ACTION_VALUES, ActionKind, Choice, Measure
from ops.domain.supply_plan import Form, SupplyPlan
from ops.domain.words import SupplyKind
from ops.services.set_up.site_section import Section

LONGEST_FORM = 24
_DOSE = ACTION_VALUES[ActionKind.NALOXONE]["dose_mg"]
_ROUTES = ACTION_VALUES[ActionKind.NALOXONE]["by_route"]


def read(said: Section) -> SupplyPlan:
    """The plan; a kind that is not said keeps its first forms. Raises ``SiteFileWrong``."""
    usual = SupplyPlan()
    said.only("expiring_within_days", "oxygen_warning", *SupplyKind)
    forms: dict[str, Form] = {}
    for kind in SupplyKind:
        section = said.section(kind.value)
        named = {name: _form(section, name, kind) for name in section.values}
        for name in named.keys() & forms.keys():
            section.wrong(f"something else is called {name!r} already.", name)
        forms |= named if kind.value in said.values else usual.of_kind(kind)
    return SupplyPlan(
        forms=forms,
        expiring_within_days=said.number("expiring_within_days", 0, 366, usual.expiring_within_days),
        oxygen_warning=said.duration("oxygen_warning", usual.oxygen_warning),
    )


def _form(section: Section, name: str, kind: SupplyKind) -> Form:
    if not 0 < len(name) <= LONGEST_FORM or not name.isprintable() or name != name.strip():
        section.wrong(f"a name may have 1 to {LONGEST_FORM} characters, with no space around.", name)
    said = section.section(name)
    own = {SupplyKind.NALOXONE: ("dose_mg", "routes"), SupplyKind.OXYGEN: ("litres", "gauge_full")}
    said.only("par", *own.get(kind, ()))
    par = said.number("par", 0, 9999)
    if kind is SupplyKind.NALOXONE:
        return Form(kind, par, dose_mg=_dose(said), routes=_routes(said))
    if kind is SupplyKind.OXYGEN:
        litres, full = said.number("litres", 1, 20000), said.number("gauge_full", 1, 9999)
        return Form(kind, par, litres=litres, gauge_full=full)
    return Form(kind, par)


def _dose(said: Section) -> float:
    value = said.values.get("dose_mg")
    assert isinstance(_DOSE, Measure)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if value is None or not number or not _DOSE.low <= value <= _DOSE.high:
        said.wrong(f"'dose_mg' must be from {_DOSE.low:g} to {_DOSE.high:g} {_DOSE.unit}.", "dose_mg")
    return float(value)


def _routes(said: Section) -> tuple[str, ...]:
    values = said.values.get("routes")
    assert isinstance(_ROUTES, Choice)
    if not isinstance(values, list) or not values or not all(value in _ROUTES.words for value in values):
        said.wrong(f"'routes' must be a list of {', '.join(_ROUTES.words)}.", "routes")
    return tuple(values)
