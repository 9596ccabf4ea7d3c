"""A room that was in use before there was a chain gets one under all that it has recorded."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from ops.db import Database
from ops.domain.chain import State
from ops.migrations import schema
from ops.migrations.versions import revision_0018_a_chain_under_the_journal as revision
from ops.services import checkpoints, proof, rooms
from ops.services.house import House
from ops.services.transaction import Actor, Command
from tests.support.keys import KEYS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SITE = (
    "INSERT INTO site (id, slug, name, time_zone, version, epoch, protocol, told_next, room_state, curtain,"
    " room_version, waiting_version, responses_version, staff_version, devices_version, notices_version)"
    " VALUES (:id, :slug, 'A room', 'UTC', 7, 'old', '{}', '[]', 'open', false, 0, 0, 0, 0, 0, 0)"
)
FACT = (
    'INSERT INTO journal (site_id, version, kind, command_id, happened_at, recorded_at, device_id, "by", data)'
    " VALUES (:site, :version, 'checked_in', :command, :at, :at, 3, 'Kim', :data)"
)


@pytest.fixture
def in_use(empty_database: Database) -> Database:
    """Two sites with facts between each other's, and one where nothing happened, as they were before."""
    with empty_database.engine.begin() as connection:
        schema.upgrade(connection, "0017")
        for number, slug in enumerate(("here", "there", "new"), 1):
            connection.execute(text(SITE), {"id": number, "slug": slug})
        for version in range(1, 8):
            facts = {
                "site": 1 + version % 2,
                "version": version,
                "command": UUID(int=version).hex,
                "at": NOW.replace(tzinfo=None).isoformat(" ", "microseconds")
                if empty_database.is_sqlite
                else NOW,
                "data": '{"breaths": 12.5, "by": "Zoë", "marks": ["clock_ahead"]}',
            }
            connection.execute(text(FACT), facts)
    return empty_database


def test_it_is_whole_and_goes_on(in_use: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "BATCH", 2)
    schema.bring_up_to_date(in_use, NOW)
    house = House(in_use, lambda: NOW, lambda site_id: None, KEYS)
    assert [checkpoints.of_now(house, site).head.seq for site in (1, 2, 3)] == [3, 4, 0]
    assert {proof.verify(house, site).state for site in (1, 2, 3)} == {State.OK}
    for site in (1, 3):
        rooms.set_curtain(house, Command(UUID(int=100 + site), site, Actor(None, "x"), "curtain"), on=True)
    assert [proof.verify(house, site).facts for site in (1, 2, 3)] == [4, 4, 1]
    assert {proof.verify(house, site).state for site in (1, 2, 3)} == {State.OK}
    with in_use.write() as session:
        session.execute(text("UPDATE journal SET \"by\" = 'Sam' WHERE site_id = 2 AND seq = 2"))
    assert proof.verify(house, 2).at == 2
