"""What the counters count of which a release tells; they differ from totals in when what came late counts."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from ops.domain.disclosure import Series
from ops.routes.definitions.general import GENERAL
from ops.routes.definitions.meaning import Meaning

PROTECTED: Mapping[Series, Meaning] = {
    Series.VISITS: GENERAL["visit"],
    Series.EPISODES: GENERAL["episode"],
    Series.RESPONSES: GENERAL["response"],
    Series.PEOPLE: GENERAL["person"],
    Series.VISITS_BY_ROUTE: Meaning(
        _("route"), _("How the person said they would use, when they were given a place.")
    ),
    Series.VISITS_BY_SUBSTANCE: Meaning(
        _("substance"), _("What the person said they would use. A visit may be in several rows.")
    ),
    Series.RESPONSES_BY_KIND: Meaning(_("kind"), _("What the team found it to be.")),
    Series.RESPONSES_BY_DONE: Meaning(
        _("what was done"), _("What was done in a response. One may be in several rows.")
    ),
}
LATE = Meaning(
    _("typed in late, undone, corrected"),
    _("What came or was taken back after a step was closed counts in the next one. What was said stays."),
)
"""Of all of them."""
