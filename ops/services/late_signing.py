"""Signing off what was typed in from paper: somebody of the team compared it with the sheet."""

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.models import LateSigning
from ops.services.answers import answer
from ops.services.house import House
from ops.services.late_unsigned import unsigned_acts
from ops.services.transaction import Command, Made, Reply, Transaction, perform


def sign(house: House, command: Command, *, until: int | None = None) -> Reply:
    """For all that is on record, or was by the version whoever signs had before their eyes.

    Raises ``Refused`` without a name of the team: a signature is somebody's.
    """

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        if transaction.by is None:
            raise Refused(Code.UNKNOWN_STAFF, "by")
        before = transaction.version - 1
        last = before if until is None else min(until, before)
        entries = len(unsigned_acts(transaction.session, transaction.site, last))
        if not entries:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        row = LateSigning(
            id=command.id,
            site_id=transaction.site.id,
            until=last,
            entries=entries,
            by=transaction.by,
            signed_at=at,
        )
        transaction.session.add(row)
        transaction.record(facts.LateEntriesSigned(at, entries, last))
        transaction.touch("room")
        return answer(transaction, command.id)

    return perform(house, command, work)
