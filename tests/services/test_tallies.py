"""Gender and age band are numbers of a month, and of nobody: whoever has every row cannot say whose they were."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ops.db import Base
from ops.domain import cards as card_rules
from ops.domain.asked import Asked, added
from ops.domain.words import Audience
from ops.models import MonthTally, Site, UndoImage
from ops.services import undo, visits, watch
from ops.services.retention import tallies
from tests.services.room import Room
from tests.services.test_cards import house

__all__ = ["house"]

CARD = card_rules.draw(Random(5).getrandbits)
OVER = datetime(2026, 12, 8, 12, 0, tzinfo=UTC)
ALL = Asked(on=True, genders=("female", "male", "two_spirit"))
ANN = {"gender": "two_spirit", "age": "30_39"}


@pytest.fixture
def asking(room: Room) -> Room:
    with room.house.db.write() as session:
        site = session.get_one(Site, room.site_id)
        site.asked, site.cards = ALL.as_json(), True
    return room


def comes(room: Room, said: dict[str, Any], **of: Any) -> UUID:
    return UUID(room.does(visits.arrive, said=said, **of)["id"])


def tally(room: Room, month: str = "2026-11") -> MonthTally:
    with room.house.db.read() as session:
        found = session.get_one(MonthTally, (room.site_id, month))
        session.expunge(found)
        return found


def test_what_is_told_is_added_to_the_month_each_for_itself(asking: Room) -> None:
    for said in (ANN, {"gender": "female"}, {}, ANN):
        comes(asking, said)
    assert tally(asking).visits == {
        "age": {"30_39": 2, "not_said": 2},
        "gender": {"female": 1, "not_said": 1, "two_spirit": 2},
    }
    assert tally(asking).people == {}, "without a card nobody knows how many people they were"


def test_with_a_card_a_person_is_told_once_in_a_month(asking: Room) -> None:
    comes(asking, {"card": CARD} | ANN)
    comes(asking, {"card": CARD, "gender": "male"})
    asking.clock.pass_(minutes=60 * 24 * 15)
    comes(asking, {"card": CARD, "gender": "male"})
    assert tally(asking).people == {"age": {"30_39": 1}, "gender": {"two_spirit": 1}}
    assert tally(asking, "2026-12").people == {"age": {"not_said": 1}, "gender": {"male": 1}}


def test_a_site_that_does_not_ask_drops_it_unread(room: Room) -> None:
    comes(room, ANN)
    with room.house.db.read() as session:
        assert session.scalars(select(MonthTally)).all() == []
        assert session.scalars(select(UndoImage).where(UndoImage.table == tallies.TALLY)).all() == []


def test_what_the_site_asks_no_more_is_not_said_and_nobody_is_refused(asking: Room) -> None:
    comes(asking, {"gender": "trans", "age": "20_24"})
    assert tally(asking).visits == {"age": {"not_said": 1}, "gender": {"not_said": 1}}


def test_a_slip_that_is_taken_back_leaves_no_trace(asking: Room) -> None:
    comes(asking, {"gender": "female"})
    before = tally(asking).visits
    slip = comes(asking, ANN)
    asking.does(undo.undo, said={"target": slip})
    assert json.dumps(tally(asking).visits) == json.dumps(before)


def test_rows_say_neither_who_came_first_nor_that_something_was_taken_back() -> None:
    assert list(added(added({}, "two_spirit", 1), "female", 1)) == ["female", "two_spirit"]
    assert added({"female": 1}, "female", -1) == {}


def test_nothing_is_told_before_nothing_can_be_added(asking: Room) -> None:
    comes(asking, ANN)
    with asking.house.db.read() as session:
        for at in (asking.clock(), OVER - timedelta(days=1)):
            assert tallies.of_month(session, asking.site_id, "2026-11", at) is None
        told = tallies.of_month(session, asking.site_id, "2026-11", OVER)
    assert told is not None
    assert told["visits"]["gender"] == {"two_spirit": 1}


def test_what_is_typed_in_late_counts_in_its_own_month(asking: Room) -> None:
    asking.clock.time = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
    comes(asking, ANN, happened_at=datetime(2026, 11, 30, 12, 0, tzinfo=UTC), from_paper=True)
    assert tally(asking).visits["gender"] == {"two_spirit": 1}


def test_the_same_act_again_is_counted_once(asking: Room) -> None:
    key = uuid4()
    for _ in range(2):
        comes(asking, ANN, key=key)
    assert tally(asking).visits["gender"] == {"two_spirit": 1}


def rows_with(room: Room, *canaries: str) -> set[str]:
    """The tables that hold one of these, whatever the column."""
    with room.house.db.read() as session:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            if any(
                canary in str(value)
                for row in session.execute(select(table))
                for value in row
                for canary in canaries
            )
        }


def test_no_row_but_the_months_holds_it_once_nothing_can_be_undone(asking: Room) -> None:
    comes(asking, {"card": CARD} | ANN)
    assert rows_with(asking, *ANN.values()) == {"month_tally", "site", "undo_image"}, "a site's own list"
    asking.clock.pass_(minutes=6)
    watch.sweep(asking.house, asking.clock(), process="test", started_at=asking.clock())
    assert rows_with(asking, *ANN.values()) == {"month_tally", "site"}


def test_tablets_are_told_what_to_offer_and_walls_are_not(asking: Room) -> None:
    asked = asking.board()["room"]["asked"]
    assert asked["genders"] == ["female", "male", "two_spirit"]
    assert asked["ages"][0::5] == ["under_20", "60_plus"]
    assert "asked" not in asking.board(Audience.WALL)["room"]
