"""People who want to be counted are, once a month; and afterwards nobody can tell any more who they were."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ops import month_keys
from ops.db import Database
from ops.domain import cards as rules
from ops.domain.errors import Code, Refused
from ops.domain.facts import ClockSuspected
from ops.domain.words import NoticeKind
from ops.models import MonthCard, MonthCount, Site
from ops.services import notices, undo, visits
from ops.services.house import House
from ops.services.retention import cards
from tests.services.room import Clock, Room
from tests.support.keys import KEYS

CHANCE = Random(11)
ANN, BO, CY = (rules.draw(CHANCE.getrandbits) for _ in range(3))
OVER = datetime(2026, 12, 8, 12, 0, tzinfo=UTC)
"""November is over, and its late entries are."""


@pytest.fixture
def house(database: Database, clock: Clock, tmp_path: Path) -> House:
    keys = replace(KEYS, months=tmp_path / "months")
    return House(db=database, now=clock, ring=clock.rings.append, keys=keys)


@pytest.fixture
def counting(room: Room) -> Room:
    with room.house.db.write() as session:
        session.get_one(Site, room.site_id).cards = True
    return room


def comes(room: Room, card: str, **of: Any) -> UUID:
    return UUID(room.does(visits.arrive, said={"card": card}, **of)["id"])


def marks(room: Room, month: str = "2026-11") -> set[bytes]:
    with room.house.db.read() as session:
        return set(session.scalars(select(MonthCard.seen).where(MonthCard.month == month)))


def counted(room: Room, month: str = "2026-11") -> tuple[int | None, int, int]:
    """People, visits with a card, and those that are not known."""
    with room.house.db.read() as session:
        found = session.get_one(MonthCount, (room.site_id, month))
        return found.people, found.visits_with_card, found.not_known


def key_file(room: Room, month: str = "2026-11") -> Path:
    return room.house.keys.months / f"{room.furnished.slug}-{month}.key"


def test_who_comes_twice_is_one_person(counting: Room) -> None:
    for card in (ANN, BO, ANN.upper()):
        comes(counting, card)
    room = counting
    assert len(marks(room)) == 2
    assert counted(room) == (None, 3, 0), "nobody is told how many before the month is over"
    cards.end_months(room.house, OVER)
    assert counted(room) == (2, 3, 0)
    assert marks(room) == set()


def test_the_same_card_in_two_months_is_two_marks(counting: Room) -> None:
    comes(counting, ANN)
    counting.clock.pass_(minutes=60 * 24 * 15)
    comes(counting, ANN)
    [november], [december] = marks(counting), marks(counting, "2026-12")
    assert november != december
    assert len(november) == 16


def test_a_site_that_counts_nobody_reads_no_card(room: Room) -> None:
    comes(room, ANN)
    comes(room, "no card at all")
    with room.house.db.read() as session:
        assert session.scalars(select(MonthCount)).all() == []
    assert not room.house.keys.months.exists()


def test_another_site_counts_its_own(counting: Room, elsewhere: Room) -> None:
    comes(elsewhere, ANN)
    comes(counting, ANN)
    assert len(marks(counting)) == 1
    assert [path.name for path in counting.house.keys.months.glob("*.key")] == [key_file(counting).name]


def test_a_mistyped_one_is_refused_and_counts_nothing(counting: Room) -> None:
    with pytest.raises(Refused) as refusal:
        counting.tries(visits.arrive, said={"card": ANN[:-1] + ("b" if ANN[-1] == "a" else "a")})
    assert refusal.value.code is Code.NOT_A_CARD
    assert counting.board()["waiting"] == []
    assert marks(counting) == set()


def test_tablets_are_told_whether_to_offer_it(room: Room) -> None:
    assert room.board()["room"]["cards"] is False
    with room.house.db.write() as session:
        session.get_one(Site, room.site_id).cards = True
    assert room.board()["room"]["cards"] is True


def test_a_slip_that_is_taken_back_was_no_visit(counting: Room) -> None:
    comes(counting, ANN)
    slip = comes(counting, ANN)
    counting.does(undo.undo, said={"target": slip})
    assert counted(counting) == (None, 1, 0)


def test_what_is_typed_in_late_counts_in_its_own_month(counting: Room) -> None:
    counting.clock.time = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
    comes(counting, ANN, happened_at=datetime(2026, 11, 30, 12, 0, tzinfo=UTC), from_paper=True)
    assert (len(marks(counting)), len(marks(counting, "2026-12"))) == (1, 0)


def test_a_month_is_counted_no_sooner_than_its_late_entries_have_come(counting: Room) -> None:
    comes(counting, ANN)
    cards.end_months(counting.house, OVER - timedelta(days=1))
    assert (len(marks(counting)), key_file(counting).exists()) == (1, True)


def test_the_end_is_on_record_without_the_count(counting: Room) -> None:
    comes(counting, ANN)
    for _ in range(2):
        cards.end_months(counting.house, OVER)
    [fact] = counting.facts("month_key_destroyed")
    assert {name: fact[name] for name in fact if name not in ("at", "by")} == {
        "kind": "month_key_destroyed",
        "month": "2026-11",
    }
    assert not key_file(counting).exists()


def test_nothing_ends_by_a_clock_that_cannot_be_believed(counting: Room) -> None:
    comes(counting, ANN)
    notices.say(counting.house, NoticeKind.CLOCK_SUSPECT, ClockSuspected(counting.clock(), stepped=9e6))
    cards.end_months(counting.house, OVER)
    assert (len(marks(counting)), key_file(counting).exists()) == (1, True)


class PowerCut(Exception):
    pass


STEPS = ("counted", "marked", "overwritten", "named no more", "on record")


def cut_after(step: str, patch: pytest.MonkeyPatch) -> None:
    """The power goes right after that step; the first time one gets there."""

    def then_cut(owner: object, name: str, when: Any = lambda *args: True) -> None:
        done = getattr(owner, name)

        def work(*args: Any) -> None:
            done(*args)
            if when(*args):
                raise PowerCut

        patch.setattr(owner, name, work)

    if step == "counted":
        then_cut(notices, "commit", lambda house, site, name, work: name == "month_counted")
    elif step == "marked":
        then_cut(month_keys, "keep_names")
    elif step == "overwritten":

        def only_overwritten(path: Path) -> None:
            path.write_bytes(bytes(path.stat().st_size))
            raise PowerCut

        patch.setattr(month_keys, "wipe", only_overwritten)
    elif step == "named no more":
        then_cut(month_keys, "wipe")
    else:
        then_cut(notices, "commit", lambda house, site, name, work: name == "month_key_destroyed")


@pytest.mark.parametrize("step", STEPS)
def test_a_power_cut_at_any_point_comes_to_the_same(counting: Room, step: str) -> None:
    for card in (ANN, BO, ANN):
        comes(counting, card)
    with pytest.MonkeyPatch.context() as patch:
        cut_after(step, patch)
        with pytest.raises(PowerCut):
            cards.end_months(counting.house, OVER)
    cards.end_months(counting.house, OVER)
    assert counted(counting) == (2, 3, 0)
    assert marks(counting) == set()
    assert len(counting.facts("month_key_destroyed")) == 1
    assert [path.name for path in counting.house.keys.months.iterdir()] == ["here-2026-11.gone"]


def test_a_key_that_was_half_made_goes_with_it(counting: Room) -> None:
    """Its maker was cut off between two names of the same file."""
    comes(counting, ANN)
    key_file(counting).with_name(f".{key_file(counting).name}.1234").hardlink_to(key_file(counting))
    cards.end_months(counting.house, OVER)
    assert [path.name for path in counting.house.keys.months.iterdir()] == ["here-2026-11.gone"]


@pytest.fixture
def put_back(counting: Room) -> Room:
    """A backup from before the end of a month lies in the place of the database again."""
    comes(counting, ANN)
    before = marks(counting)
    counting.clock.time = OVER
    cards.end_months(counting.house, OVER)
    with counting.house.db.write() as session:
        found = session.get_one(MonthCount, (counting.site_id, "2026-11"))
        found.people = found.made_at = found.destroyed_at = None
        session.add_all(MonthCard(site_id=counting.site_id, month="2026-11", seen=seen) for seen in before)
    return counting


def test_marks_that_are_put_back_do_not_come_to_life(put_back: Room) -> None:
    cards.end_months(put_back.house, OVER)
    assert marks(put_back) == set()
    assert counted(put_back) == (None, 1, 0), "nobody knows how many there were"


def test_a_destroyed_month_never_gets_another_key(put_back: Room) -> None:
    """Also by a clock that was set back."""
    put_back.clock.time = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    comes(put_back, BO)
    assert not key_file(put_back).exists()
    assert counted(put_back) == (None, 1, 1)
    cards.end_months(put_back.house, put_back.clock())
    assert marks(put_back) == set()


def test_nor_by_a_backup_from_before_its_first_card(counting: Room) -> None:
    month_keys.destroy(counting.house.keys.months, counting.furnished.slug, "2026-11")
    comes(counting, ANN)
    assert counted(counting) == (None, 0, 1)
    assert not key_file(counting).exists()


def test_a_card_of_a_month_whose_key_is_gone_is_not_known(counting: Room) -> None:
    comes(counting, ANN)
    key_file(counting).unlink()
    comes(counting, BO)
    assert counted(counting) == (None, 1, 1)
    assert not key_file(counting).exists()


def test_a_card_that_comes_when_all_is_over_counts_in_the_month_that_runs(counting: Room) -> None:
    counting.clock.time = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    month_keys.destroy(counting.house.keys.months, counting.furnished.slug, "2026-11")
    comes(counting, ANN, happened_at=datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    assert counted(counting, "2026-12")[2] + counted(counting, "2026-11")[2] == 1
    assert counted(counting, "2026-12") == (None, 0, 1)


def test_the_same_act_again_is_counted_once(counting: Room) -> None:
    key = uuid4()
    for _ in range(2):
        comes(counting, ANN, key=key)
    assert counted(counting) == (None, 1, 0)
