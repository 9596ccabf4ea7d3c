"""What every file says beside its figures, in the same order: what it is, as of when, how protected."""

from collections.abc import Iterator
from datetime import UTC

from ops.domain.sheet import Sheet
from ops.gettext import gettext as _


def about(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """A line each: what it is called, and what is said."""
    yield _("Title"), sheet.title
    yield _("Sites"), ", ".join(sheet.sites)
    yield _("Period"), sheet.period
    yield from issued(sheet)
    yield _("Protection"), sheet.protection


def issued(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Those of them that are no sentence and no title."""
    if sheet.number is not None:
        yield _("Number"), sheet.number
    yield _("From"), sheet.first.isoformat()
    yield _("To"), sheet.last.isoformat()
    yield _("As of"), f"{sheet.as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if sheet.shred_by is not None:
        yield _("Shred by"), sheet.shred_by.isoformat()
