"""A room that is in use is not asked to set itself up."""

from datetime import UTC, datetime

from sqlalchemy import text

from ops.db import Database
from ops.migrations import schema
from ops.services.house import House
from ops.services.set_up import first_set_up
from tests.migrations.test_chain_begun import SITE
from tests.support.keys import KEYS

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_a_room_in_use_has_its_first_set_up_behind_it(empty_database: Database) -> None:
    with empty_database.engine.begin() as connection:
        schema.upgrade(connection, "0017")
        connection.execute(text(SITE), {"id": 1, "slug": "here"})
    schema.bring_up_to_date(empty_database, NOW)
    found = first_set_up.of(House(empty_database, lambda: NOW, lambda site_id: None, KEYS), 1)
    assert found.over_at is not None
    assert found.right == frozenset()
