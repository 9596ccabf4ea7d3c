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

__all__ = ["GENERAL", "MEASURES", "Meaning", "of"]

MEASURES: Mapping[str, Meaning] = {**STAYS, **RESPONSES, **HOUSE}


def of(keys: Iterable[str]) -> tuple[Definition, ...]:
    """For a sheet that holds these measures: what is true of all, then each, in the reader's language."""
    wanted = [*GENERAL.values(), *(MEASURES[key] for key in keys)]
    return tuple(Definition(str(one.term), str(one.meaning)) for one in wanted)
