"""One moment of a site: rows are read once, however many screens are shaped from them."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.orm import Session

from ops.models import Site

Rows = TypeVar("Rows")
About = ParamSpec("About")


class Moment:
    """A site within an open session that sees one moment of the database."""

    def __init__(self, session: Session, site: Site) -> None:
        self.session = session
        self.site = site
        self._known: dict[tuple[Any, ...], Any] = {}

    def once(
        self,
        rows: Callable[Concatenate[Session, Site, About], Rows],
        *about: About.args,
        **named: About.kwargs,
    ) -> Rows:
        """``rows(session, site, *about)``, asked for the first time only."""
        key = (rows, about, *named.items())
        if key not in self._known:
            self._known[key] = rows(self.session, self.site, *about, **named)
        return cast(Rows, self._known[key])
