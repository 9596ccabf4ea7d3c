"""Head is what the models say, on each database, up and down."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.event import listen

import ops.models
from ops.db import Base, Database
from ops.migrations import schema
from ops.models import Site
from ops.services import late_unsigned

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def differences(database: Database) -> list[object]:
    """What alembic would change to make the database what the models say."""
    assert ops.models.__all__
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, Base.metadata))


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_head_is_what_the_models_say(empty_database: Database) -> None:
    done = schema.bring_up_to_date(empty_database, NOW)
    assert done == schema.Migrated(None, schema.revisions()[-1], None)
    assert differences(empty_database) == []
    assert tables(empty_database) == {*Base.metadata.tables, "alembic_version"}


def test_each_revision_goes_up_and_down(empty_database: Database) -> None:
    with empty_database.engine.begin() as connection:
        for revision in schema.revisions():
            schema.upgrade(connection, revision)
    with empty_database.engine.begin() as connection:
        schema.downgrade(connection, "base")
    assert tables(empty_database) == {"alembic_version"}
    with empty_database.engine.begin() as connection:
        schema.upgrade(connection)
    assert differences(empty_database) == []


def test_what_nobody_signed_is_found_without_reading_the_journal(tmp_path: Path) -> None:
    """It is asked with every change of the room, and the journal grows for ever."""
    database = Database(f"sqlite:///{tmp_path / 'room.db'}")
    schema.bring_up_to_date(database, NOW)
    site = Site(id=1)
    asked: list[tuple[str, Any]] = []
    with database.read() as session:
        listen(
            database.engine,
            "before_cursor_execute",
            lambda _, cursor, said, given, *more: asked.append((said, given)),
        )
        late_unsigned.unsigned_acts(session, site, 10)
        [(said, given)] = [one for one in asked if "FROM journal" in one[0]]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given)
        assert "ix_journal_from_paper" in str(plan.all())
    database.close()


def test_file_names_are_the_revisions() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(schema.HERE))
    scripts = list(ScriptDirectory.from_config(configuration).walk_revisions())
    assert [script.revision for script in reversed(scripts)] == schema.revisions()


def test_every_day_there_is_nothing_to_do(empty_database: Database) -> None:
    schema.bring_up_to_date(empty_database, NOW)
    assert schema.is_current(empty_database)
    assert schema.bring_up_to_date(empty_database, NOW) is None
