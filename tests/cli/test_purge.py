"""``ops purge``: what would go, what went, and how old the last one is."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from ops.clock import utc_now
from ops.domain import facts
from ops.domain.words import EndKind, NoticeKind
from ops.services import board, notices, visits
from ops.services.retention import holds
from ops.services.retention.holds import Who
from ops.services.transaction import Actor, Command
from tests.cli.conftest import Caretaker
from tests.support.furnished import furnish


def somebody_was_here(caretaker: Caretaker) -> None:
    """Ten days ago, on the waiting list."""
    long_ago = utc_now() - timedelta(days=10)
    house = replace(caretaker.house, now=lambda: long_ago)
    [site] = board.sites(house)

    def command(name: str) -> Command:
        return Command(id=uuid4(), site_id=site.id, actor=Actor(None, "tablet"), name=name)

    came = command("arrive")
    visits.arrive(house, came)
    visits.leave_waiting(house, command("leave"), came.id, reason=EndKind.LEFT_BEFORE_USING)


def test_it_says_what_would_go_and_takes_it(caretaker: Caretaker) -> None:
    assert caretaker.types("purge", "--dry-run").lines == ["riverside: nothing would go."]
    somebody_was_here(caretaker)
    assert "There is more than is to be kept" in caretaker.types("check").out
    answer = caretaker.types("purge", "--dry-run")
    assert answer.lines == ["riverside: this would go:", "  stays: visits: 1", "  stays: facts: 2"]
    answer = caretaker.types("purge")
    assert (answer.code, answer.lines[-1][:52]) == (0, "riverside: deleted 1 rows and what 2 facts said. The")
    assert caretaker.types("purge", "--dry-run").lines == ["riverside: nothing would go."]
    assert caretaker.types("journal", "verify").code == 0
    checked = caretaker.types("check").out
    assert f"What is over was last deleted at {utc_now():%Y-%m-%d}" in checked
    assert "There is more than is to be kept" not in checked


def test_nothing_is_deleted_by_a_clock_that_is_suspect(caretaker: Caretaker) -> None:
    somebody_was_here(caretaker)
    notices.say(caretaker.house, NoticeKind.CLOCK_SUSPECT, facts.ClockSuspected(utc_now(), stepped=9.0))
    answer = caretaker.types("purge")
    assert (answer.code, "Nothing is deleted while the clock is suspect" in answer.err) == (2, True)


def test_a_legal_hold_of_one_site_holds_back_no_other(caretaker: Caretaker) -> None:
    somebody_was_here(caretaker)
    other = furnish(caretaker.house, "aside").site_id
    holds.ask(caretaker.house, other, Who(1, "Noor", Actor(None, "desk")), "A court")
    answer = caretaker.types("purge")
    assert (answer.code, "aside: Nothing is deleted while a legal hold stands" in answer.err) == (2, True)
    assert answer.lines[0].startswith("riverside: deleted 1 rows and what 2 facts said.")
