"""Lies of who was late: on record and they were not, not on record and they were, or louder than it is."""

from tests.soak.lies.telling import Records, also_on_record, fact_of, journal, later, shows, with_journal
from tests.soak.told import written


def told_though_looked_after(records: Records) -> None:
    """Ann's first check was due at 18 and late at 21; she was seen at 15."""
    also_on_record(records, 6, "check_in_overdue", 21, "sweep", visit="ann", check=1, due_at=written(18))


def urgent_though_looked_after(records: Records) -> None:
    also_on_record(records, 6, "check_in_urgent", 24, "sweep", visit="ann", check=1, due_at=written(18))


def told_though_they_were_helped(records: Records) -> None:
    """Bob's check was due at 19 and late at 22; a response ran for him, and he left at 19."""
    also_on_record(records, 7, "check_in_overdue", 22, "sweep", visit="bob", check=1, due_at=written(19))


def told_again_as_another_check(records: Records) -> None:
    also_on_record(records, 9, "check_in_overdue", 26, "sweep", visit="ann", check=3, due_at=written(23))


def told_by_another_due_time(records: Records) -> None:
    """The limit is the right one, and due is said to have been the check before."""
    fact_of(records, "check_in_overdue")["data"]["due_at"] = written(18)


def urgent_and_untold(records: Records) -> None:
    """Nobody comes in the seconds in which the house has to see it."""
    later(records, "look 2", 3)
    with_journal(records, [fact for fact in journal(records) if fact["kind"] != "check_in_urgent"])


def urgent_at_another_time(records: Records) -> None:
    later(records, "look 2", 3)
    fact_of(records, "check_in_urgent")["happened_at"] = written(27)


def too_loud(records: Records) -> None:
    for one in shows(records, 26, 29):
        one["late"] = {"ann": "high"} if one["late"] else {}


LIES = {
    "told late and somebody had been there": [
        told_though_looked_after,
        urgent_though_looked_after,
        told_though_they_were_helped,
    ],
    "told late at no limit of theirs": [
        urgent_at_another_time,
        told_by_another_due_time,
    ],
    "late told twice": [told_again_as_another_check],
    "late and not on record": [urgent_and_untold, urgent_at_another_time],
    "an alarm that is louder than its limit": [too_loud],
}
