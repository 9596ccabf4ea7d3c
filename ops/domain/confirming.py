"""After an outage, or back in: who has to be seen before a deadline of theirs holds again.

1. Nothing was recorded from ``gap_from`` until the board came back. A deadline from before
   that is void: nobody knows what it is worth.
2. A check that began within the gap and falls due after it stands: somebody was there.
3. The first check that begins after that, by whatever proves that someone was seen (a look of
   any answer, a move, a seat, stepping out, the end of a response), confirms the person. One
   that arrives late confirms when it was made within the gap or after it, and its own deadline
   lay ahead when the board came back.
4. Until then no deadline is kept, so none can pass.
"""

from dataclasses import replace
from datetime import datetime

from ops.domain.visit_clock import unconfirmed, without_deadline
from ops.domain.visit_data import Ask, Visit
from ops.domain.words import IN_PLACE


def after_gap(visit: Visit, gap_from: datetime, until: datetime) -> Visit:
    """The stay when the board is back at ``until``. While a response runs someone is with
    them: the board asks only when that has ended without a look."""
    if visit.state not in IN_PLACE or _stands(visit, gap_from, until):
        return visit
    return unconfirmed(visit, until)


def confirmed(before: Visit, after: Visit, ask: Ask) -> Visit:
    """``after``, confirmed if the act began a check that is worth something."""
    if after.confirm_since is None:
        return after
    if after.state not in IN_PLACE:
        return replace(after, confirm_since=None)
    begun = after.check_number > before.check_number
    ahead = after.due_at is not None and after.due_at > after.confirm_since
    of_before = ask.gap_from is not None and ask.at <= ask.gap_from
    if begun and ahead and not of_before:
        return replace(after, confirm_since=None)
    return without_deadline(after)


def _stands(visit: Visit, gap_from: datetime, until: datetime) -> bool:
    began = max(visit.last_look_at or visit.changed_at, visit.changed_at)
    return began > gap_from and visit.due_at is not None and visit.due_at > until
