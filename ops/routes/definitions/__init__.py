"""What each number counts: the one list of terms and meanings, for pages and for every paper and file.

A key is a measure's, the same in every language. A page shows the meaning with the number; a sheet carries
the definitions of what it holds (``of``).
"""

from collections.abc import Iterable, Mapping

from ops.domain.sheet import Definition
from ops.routes.definitions.general import GENERAL
from ops.routes.definitions.house import HOUSE
from ops.routes.definitions.meaning import Meaning
from ops.routes.definitions.responses import RESPONSES
from ops.routes.definitions.stays import STAYS

__all__ = ["GENERAL", "MEASURES", "Meaning", "meaning", "of"]

MEASURES: Mapping[str, Meaning] = {**STAYS, **RESPONSES, **HOUSE}
TOLD_WITH = {
    "days": ("seconds",),
    "visits": ("visits_by_hour",),
    "in_booth": ("in_booth_for", "in_booth_minutes", "in_booth_not_recorded"),
    "seat_seconds": ("seat_capacity",),
    "waited": ("wait",),
    "left_before_using": ("wait_before_leaving",),
    "turned_away": ("turned_away_why",),
    "looks": ("looks_by_hour",),
    "looks_late": ("lateness", "late_by_hour"),
    "looks_missed": ("missed_by_hour",),
    "looks_not_possible": ("not_possible_by_hour",),
    "late_entries": ("late_unsigned",),
    "responses": ("kind",),
    "no_response": ("all_ok", "mis_tap"),
    "attendance": ("attended", "never_attended"),
    "doses": ("doses_at_most", "micrograms", "micrograms_at_most", "doses_without_amount"),
    "overdoses": ("treated",),
    "treated_transported": ("transported",),
    "treated_died": ("deaths",),
    "doses_by_staff": ("doses_by_staff_at_most",),
    "alarms": ("alarms_medium", "alarms_high", "alarms_over"),
    "walk_rounds": ("walk_seats", "walk_differing"),
    "staff": ("staffed", "staff_place"),
    "closed": ("closed_why",),
    "walls_not_live": ("walls_fell_silent",),
}
"""Measures that are parts or other forms of one, and have its meaning."""
_WHERE = {part: key for key, parts in TOLD_WITH.items() for part in parts}


def meaning(measure: str) -> Meaning:
    """What a measure counts, by its own name or that of one it is told with."""
    return MEASURES[_WHERE.get(measure, measure)]


def of(measures: Iterable[str]) -> tuple[Definition, ...]:
    """For a sheet that holds these measures: what is true of all, then each once, in the reader's language."""
    wanted = dict.fromkeys(map(meaning, measures))
    return tuple(Definition(str(one.term), str(one.meaning)) for one in (*GENERAL.values(), *wanted))
