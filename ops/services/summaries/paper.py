"""The part of a summary about what was typed in from paper."""

from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from ops.models import JournalEntry
from ops.services.journal_facts import undone
from ops.services.summaries.reading import Reading


def late_entries(part: Reading) -> set[UUID]:
    """Which acts they are; see ``Summary``. An act tells of when it began: what follows from it may be seen later."""
    began = func.min(JournalEntry.happened_at)
    return _standing(part, (began >= part.start) & (began < part.until))


def typed_in(part: Reading) -> int:
    """See ``Handover``."""
    return len(_standing(part, func.min(JournalEntry.recorded_at) >= part.start))


def _standing(part: Reading, which: ColumnElement[bool]) -> set[UUID]:
    """The acts from paper of which that is so, without undone ones."""
    acts = part.session.scalars(
        select(JournalEntry.command_id)
        .where(JournalEntry.site_id == part.site.id, JournalEntry.from_paper)
        .group_by(JournalEntry.command_id)
        .having(which)
    )
    return {act for act in acts if act is not None} - undone(part.session, part.site.id, part.start)
