"""What is done on one site after another: what goes wrong on one stops none of those after it.

Somebody may hold its row, or a row of it may be as nobody expected. Where no site can be written to, there is no
point in trying the next: a disk that is full, a database that is away, a file that another program holds.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

from ops.db import DatabaseAway, DatabaseBusy, DiskFull
from ops.services.house import House

Alone = Callable[[int], AbstractContextManager[object]]
"""Of a site: what goes wrong within is that site's alone."""


def together(_site_id: int) -> AbstractContextManager[object]:
    """What goes wrong on one site ends all of it."""
    return nullcontext()


class SitesFailed(Exception):
    """On these sites it went wrong; what was to be done on the others is done."""

    def __init__(self, errors: Mapping[int, Exception]) -> None:
        super().__init__(f"sites {sorted(errors)}")
        self.errors = errors

    def by_kind(self) -> Iterator[tuple[Exception, str]]:
        """The first error of each kind, and the numbers of all sites that have one of it."""
        for kind in dict.fromkeys(map(type, self.errors.values())):
            alike = {site: error for site, error in self.errors.items() if type(error) is kind}
            yield next(iter(alike.values())), " ".join(map(str, sorted(alike)))


class EachSite:
    """Keeps what went wrong first on each site, until all is ``over``."""

    def __init__(self, house: House) -> None:
        everyones = (DiskFull, DatabaseAway)
        self._everyones = (*everyones, DatabaseBusy) if house.db.is_sqlite else everyones
        self._errors: dict[int, Exception] = {}

    @contextmanager
    def alone(self, site_id: int) -> Iterator[None]:
        """Raises what would go wrong on every other site, too."""
        try:
            yield
        except self._everyones:
            raise
        except Exception as error:
            self._errors.setdefault(site_id, error)

    def over(self) -> None:
        """Raises ``SitesFailed``, if it went wrong anywhere."""
        if self._errors:
            raise SitesFailed(self._errors)
