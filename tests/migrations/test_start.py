"""What a start does with a database that was in use: a copy, the new tables, a new epoch, or nothing."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from ops import embedded
from ops.db import Database
from ops.domain.words import Role
from ops.migrations import schema
from ops.models import Site, Staff

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("site") as table:
        table.add_column(sa.Column("motto", sa.String(20)))
        table.alter_column("name", type_=sa.String(90))
    {then}


def downgrade() -> None:
    op.drop_column("site", "motto")
"""

ADDED_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"
additive = True


def upgrade() -> None:
    op.add_column("site", sa.Column("motto", sa.String(20)))
    op.create_table("rumour", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade() -> None:
    op.drop_table("rumour")
    op.drop_column("site", "motto")
"""

TimeTravel = Callable[..., None]


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TimeTravel:
    """From the call on, the program is a later one with a revision more."""

    def travel(then: str = "pass", written: str = LATER_REVISION) -> None:
        later = tmp_path / "migrations"
        before = schema.revisions()[-1]
        shutil.copytree(schema.HERE, later)
        revision = later / "versions" / "revision_9001_a_motto.py"
        revision.write_text(written.format(before=before, then=then))
        monkeypatch.setattr(schema, "HERE", later)

    return travel


@pytest.fixture
def in_use(empty_database: Database) -> Database:
    """A database at today's revision with a site and somebody of its team."""
    schema.bring_up_to_date(empty_database, NOW)
    with empty_database.write() as session:
        session.add(Site(id=1, slug="here", name="Here", time_zone="UTC", epoch="old", version=7))
        session.flush()
        session.add(Staff(site_id=1, name="Kim", role=Role.FLOOR))
    return empty_database


def columns(database: Database, table: str) -> list[dict[str, object]]:
    return [dict(column) for column in inspect(database.engine).get_columns(table)]


def has_motto(database: Database) -> bool:
    return any(column["name"] == "motto" for column in columns(database, "site"))


def scalar(database: Database, question: str) -> object:
    with database.read() as session:
        return session.scalar(text(question))


def copies(database: Database) -> list[Path]:
    return sorted(Path(str(database.engine.url.database)).parent.glob("room-before-*"))


def test_an_older_database_gets_the_new_tables_and_keeps_its_rows(
    in_use: Database, next_version: TimeTravel
) -> None:
    next_version("pass")
    assert not schema.is_current(in_use)
    done = schema.bring_up_to_date(in_use, NOW)
    assert done is not None
    assert (done.before, done.after) == (schema.revisions()[-2], "9001")
    assert has_motto(in_use)
    assert scalar(in_use, "SELECT name FROM staff") == "Kim"
    assert scalar(in_use, "SELECT version FROM site") == 7


def test_no_screen_takes_the_old_picture_for_live(in_use: Database, next_version: TimeTravel) -> None:
    next_version("pass")
    schema.bring_up_to_date(in_use, NOW)
    epoch = scalar(in_use, "SELECT epoch FROM site")
    assert epoch != "old"
    schema.bring_up_to_date(in_use, NOW)
    assert scalar(in_use, "SELECT epoch FROM site") == epoch


def test_a_migration_that_fails_leaves_everything_as_it_was(
    in_use: Database, next_version: TimeTravel
) -> None:
    next_version('raise RuntimeError("a mistake in it")')
    with pytest.raises(RuntimeError, match="a mistake in it"):
        schema.bring_up_to_date(in_use, NOW)
    assert not has_motto(in_use)
    assert schema.current(in_use) == schema.revisions()[-2]
    assert scalar(in_use, "SELECT epoch FROM site") == "old"


def test_a_newer_schema_is_refused_in_words(in_use: Database) -> None:
    with in_use.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.execute(text("UPDATE works_from SET revision = '9999'"))
    with pytest.raises(schema.SchemaRefused, match=r"newer version of this program .* revision 9999"):
        schema.bring_up_to_date(in_use, NOW)
    assert scalar(in_use, "SELECT epoch FROM site") == "old"


def test_what_is_only_added_disturbs_nobody_and_older_code_starts_on_it(
    in_use: Database, next_version: TimeTravel, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = schema.HERE
    next_version(written=ADDED_REVISION)
    done = schema.bring_up_to_date(in_use, NOW)
    assert done is not None
    assert (done.after, has_motto(in_use)) == ("9001", True)
    assert scalar(in_use, "SELECT epoch FROM site") == "old"
    monkeypatch.setattr(schema, "HERE", today)
    assert schema.is_current(in_use)
    assert schema.bring_up_to_date(in_use, NOW) is None
    assert schema.current(in_use) == "9001"
    with in_use.write() as session:
        session.add(Site(id=2, slug="there", name="There", time_zone="UTC", epoch="new"))


def test_older_code_does_not_start_on_what_it_cannot_work_on(
    in_use: Database, next_version: TimeTravel, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = schema.HERE
    next_version("pass")
    schema.bring_up_to_date(in_use, NOW)
    monkeypatch.setattr(schema, "HERE", today)
    with pytest.raises(schema.SchemaRefused, match="newer version of this program"):
        schema.bring_up_to_date(in_use, NOW)


@pytest.mark.postgres
def test_a_table_that_is_in_use_is_waited_for_without_keeping_anybody_waiting(
    postgres_url: str, next_version: TimeTravel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for the table after the migration does must not queue up behind it."""
    with closing(Database(postgres_url)) as database:
        schema.bring_up_to_date(database, NOW)
        next_version(written=ADDED_REVISION)
        tries: list[float] = []
        with ExitStack() as somebody:
            reading = somebody.enter_context(database.read())
            reading.scalars(text("SELECT name FROM site")).all()

            def serves_meanwhile(seconds: float) -> None:
                tries.append(seconds)
                assert not has_motto(database)
                with database.write() as session:
                    session.add(Site(slug=f"s{len(tries)}", name="S", time_zone="UTC", epoch="old"))
                if len(tries) == 2:
                    somebody.close()

            monkeypatch.setattr(schema, "sleep", serves_meanwhile)
            done = schema.bring_up_to_date(database, NOW)
        assert len(tries) == 2
        assert done is not None
        assert has_motto(database)
        assert scalar(database, "SELECT count(*) FROM site") == 2


@pytest.mark.postgres
def test_a_table_that_is_never_free_stays_as_it_is(
    postgres_url: str, next_version: TimeTravel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(postgres_url)) as database:
        schema.bring_up_to_date(database, NOW)
        before = schema.current(database)
        next_version(written=ADDED_REVISION)
        monkeypatch.setattr(schema, "sleep", lambda seconds: None)
        monkeypatch.setattr(schema, "LONGEST_WAIT", 1)
        with database.read() as reading:
            reading.scalars(text("SELECT name FROM site")).all()
            with pytest.raises(schema.SchemaRefused, match="quieter time"):
                schema.bring_up_to_date(database, NOW)
        assert schema.current(database) == before


def test_tables_of_unknown_origin_are_left_alone(in_use: Database) -> None:
    with in_use.write() as session:
        session.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(schema.SchemaRefused, match="does not say of which version"):
        schema.bring_up_to_date(in_use, NOW)


def test_of_two_starts_at_once_one_migrates(empty_database: Database) -> None:
    other = Database(empty_database.engine.url.render_as_string(hide_password=False))
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda db: schema.bring_up_to_date(db, NOW), (empty_database, other)))
    other.close()
    assert [result is None for result in done].count(True) == 1


class TestEmbedded:
    """What only a database in a file needs."""

    @pytest.fixture(params=[None, bytes(32)], ids=["plain", "encrypted"])
    def empty_database(self, request: pytest.FixtureRequest, tmp_path: Path) -> Database:
        return Database(f"sqlite:///{tmp_path / 'room.db'}", request.param)

    def test_the_copy_beside_is_the_database_as_it_was(
        self, in_use: Database, next_version: TimeTravel
    ) -> None:
        next_version("pass")
        done = schema.bring_up_to_date(in_use, NOW)
        assert done is not None
        assert done.copy is not None
        assert copies(in_use) == [done.copy]
        assert done.copy.stat().st_mode & 0o077 == 0
        assert embedded.is_plain(done.copy) is not in_use.is_encrypted
        copy = Database(f"sqlite:///{done.copy}", bytes(32) if in_use.is_encrypted else None)
        assert schema.current(copy) == done.before
        assert scalar(copy, "SELECT epoch FROM site") == "old"
        copy.close()

    def test_a_copy_does_not_outlive_the_purge(self, in_use: Database, next_version: TimeTravel) -> None:
        next_version("pass")
        schema.bring_up_to_date(in_use, NOW)
        [copy] = copies(in_use)
        a_week_later = datetime.fromtimestamp(copy.stat().st_mtime, UTC) + schema.KEEP_COPIES
        schema.bring_up_to_date(in_use, a_week_later - timedelta(seconds=1))
        assert copies(in_use) == [copy]
        schema.bring_up_to_date(in_use, a_week_later + timedelta(seconds=1))
        assert copies(in_use) == []

    def test_a_new_database_needs_no_copy(self, empty_database: Database) -> None:
        schema.bring_up_to_date(empty_database, NOW)
        assert copies(empty_database) == []

    def test_foreign_keys_hold_again_afterwards(self, in_use: Database, next_version: TimeTravel) -> None:
        next_version("pass")
        schema.bring_up_to_date(in_use, NOW)
        assert scalar(in_use, "PRAGMA foreign_keys") == 1

    def test_rows_that_would_lose_what_they_refer_to_stop_it(
        self, in_use: Database, next_version: TimeTravel
    ) -> None:
        next_version('op.execute("DELETE FROM site")')
        with pytest.raises(schema.SchemaRefused, match="lose connections"):
            schema.bring_up_to_date(in_use, NOW)
        assert scalar(in_use, "SELECT slug FROM site") == "here"

    def test_asking_makes_no_file(self, empty_database: Database) -> None:
        assert schema.current(empty_database) is None
        assert not os.path.exists(str(empty_database.engine.url.database))  # noqa: PTH110
