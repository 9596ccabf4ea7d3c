"""A stretch of days becomes the head of a sheet: which days, of which sites, as of when."""

from collections.abc import Iterable
from datetime import datetime

from ops.domain.ranges import Range
from ops.domain.sheet import Definition, Sheet, SheetKind, Table
from ops.gettext import language
from ops.routes import range_words


def over(
    of: Range,
    as_of: datetime,
    sites: Iterable[str],
    kind: SheetKind,
    *,
    key: str,
    title: str,
    protection: str,
    tables: Iterable[Table],
    definitions: Iterable[Definition],
) -> Sheet:
    """Without a number yet."""
    return Sheet(
        kind=kind,
        key=key,
        title=title,
        sites=tuple(sites),
        period=range_words.title(of),
        first=of.first,
        last=of.last,
        as_of=as_of,
        language=language(),
        protection=protection,
        tables=tuple(tables),
        definitions=tuple(definitions),
    )
