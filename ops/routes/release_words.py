"""The words of what is released: each series and its categories."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from ops.domain.disclosure import NOT_SAID, TRANSPORTED, Series
from ops.domain.sheet import SheetKind
from ops.domain.words import OutcomeAmbulance, ResponseKind, Route, Substance
from ops.routes.labels import word
from ops.routes.shift_words import DONE


@dataclass(frozen=True)
class Named:
    """``each``: what its numbers count. ``stub``: what its categories are."""

    title: LazyString
    each: LazyString
    stub: LazyString


SERIES: Mapping[Series, Named] = {
    Series.VISITS: Named(_("Visits"), _("Visits"), _("Of what")),
    Series.EPISODES: Named(_("Episodes of use"), _("Episodes"), _("Of what")),
    Series.RESPONSES: Named(_("Responses"), _("Responses"), _("Of what")),
    Series.PEOPLE: Named(_("People, month by month"), _("People"), _("Of what")),
    Series.VISITS_BY_ROUTE: Named(_("Visits by route"), _("Visits"), _("Route")),
    Series.VISITS_BY_SUBSTANCE: Named(_("Visits by substance"), _("Visits"), _("Substance")),
    Series.RESPONSES_BY_KIND: Named(_("Responses by kind"), _("Responses"), _("Kind")),
    Series.RESPONSES_BY_DONE: Named(_("Responses by what was done"), _("Responses"), _("Done")),
}
"""What they count: ``routes/definitions/protected.py``."""

ROUNDED_APART = _("Each number is rounded by itself, so they need not add up.")
PROTECTION = _(
    "Rounded to protect people: “about 40 (31–49)” says that the true number is one of 31 to 49, and nothing "
    "says which. Each figure is the difference of two counters that begin at a secret number and are rounded "
    "down to tens for good. It is never restated: what was typed in late, or taken back, counts in the next "
    "step. Of several sites the bounds are added up."
)
KINDS: Mapping[SheetKind, LazyString] = {
    SheetKind.RELEASE: _("release"),
    SheetKind.STATUTORY: _("statutory report"),
    SheetKind.WORKING_PAPER: _("working paper"),
}


def category(series: Series, name: str) -> str:
    """A row of a table."""
    if name == NOT_SAID:
        return str(_("not said"))
    if series is Series.VISITS_BY_ROUTE:
        return str(word(Route(name)))
    if series is Series.VISITS_BY_SUBSTANCE:
        return str(word(Substance(name)))
    if series is Series.RESPONSES_BY_KIND:
        return str(word(ResponseKind(name)))
    if name == TRANSPORTED:
        return str(word(OutcomeAmbulance.TRANSPORTED))
    return str(DONE[name])
