"""Papers that leave the screens: each is logged, and its number is the end of the act's id."""

from ops.domain import facts
from ops.domain.words import PaperKind
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform


def printed(house: House, command: Command, *, kind: PaperKind) -> Reply:
    """One was printed, or at least sent to a printer. What was on it is not kept."""

    def work(transaction: Transaction) -> Made:
        transaction.record(facts.PaperPrinted(transaction.at(), kind.value))
        return answer(transaction, command.id)

    return perform(house, command, work)
