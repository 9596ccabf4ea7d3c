"""A PostgreSQL that another has taken over from is refused, by whichever process of the house it is reached."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from ops import networked
from ops.clock import utc_now
from ops.db import Database, DatabaseBusy, NotThePrimary
from ops.migrations import schema
from ops.models import Site
from ops.timelines import FOLDER, Server, Timelines


def test_what_one_process_saw_all_know(tmp_path: Path) -> None:
    here, there = Timelines(tmp_path), Timelines(tmp_path)
    here.note(Server(7, 1))
    assert not there.is_over(Server(7, 1))
    there.note(Server(7, 2))
    assert here.is_over(Server(7, 1))
    assert not here.is_over(Server(7, 2))
    assert not here.is_over(Server(7, 3))


def test_it_is_known_after_a_restart(tmp_path: Path) -> None:
    Timelines(tmp_path).note(Server(7, 10))
    Timelines(tmp_path).note(Server(7, 9))
    assert Timelines(tmp_path).is_over(Server(7, 9))


def test_another_system_has_timelines_of_its_own(tmp_path: Path) -> None:
    known = Timelines(tmp_path)
    known.note(Server(7, 5))
    assert not known.is_over(Server(8, 1))


def test_other_files_in_its_folder_say_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for name in (".DS_Store", "7-2.swp", "7-", "-2"):
        (tmp_path / FOLDER / name).touch()
    assert not Timelines(tmp_path).is_over(Server(7, 1))


def test_a_disk_that_takes_nothing_keeps_no_room_shut(tmp_path: Path) -> None:
    (tmp_path / FOLDER).touch()
    known = Timelines(tmp_path)
    known.note(Server(7, 2))
    assert known.is_over(Server(7, 1))


def test_a_person_says_that_it_is_the_one_of_now(tmp_path: Path) -> None:
    known = Timelines(tmp_path)
    known.note(Server(7, 2))
    known.forget()
    assert not known.is_over(Server(7, 1))
    assert not Timelines(tmp_path).is_over(Server(7, 1))


@pytest.mark.postgres
def test_history_begins_anew_before_one_that_took_over_is_used(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as database:
        schema.bring_up_to_date(database, utc_now(), copy_first=False)
        a_site(database)
        assert _epoch(database) == "before"
    promoted(monkeypatch)
    with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as here:
        epoch = _epoch(here)
        assert UUID(epoch).version == 4
        with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as colleague:
            assert _epoch(colleague) == epoch


@pytest.mark.postgres
def test_one_that_cannot_begin_anew_is_not_used(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody holds the rows of its sites for longer than is waited for."""
    with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as database:
        schema.bring_up_to_date(database, utc_now(), copy_first=False)
        a_site(database)
        promoted(monkeypatch)
        impatient = f"{postgres_url}?options=-c%20lock_timeout%3D50ms"
        with (
            closing(Database(impatient, timelines=Timelines(tmp_path))) as refused,
            database.write() as holds,
        ):
            holds.execute(text("SELECT epoch FROM site FOR UPDATE"))
            with pytest.raises(DatabaseBusy), refused.write() as session:
                session.execute(text("SELECT 1"))
        with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as later:
            assert _epoch(later) != "before"


@pytest.mark.postgres
def test_an_empty_one_has_no_history(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as database:
        assert _answers(database)
    promoted(monkeypatch)
    with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as database:
        assert _answers(database)


@pytest.mark.postgres
def test_a_line_that_was_good_is_given_up(tmp_path: Path, postgres_url: str) -> None:
    with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as database:
        assert _answers(database)
        [name] = [path.name for path in (tmp_path / FOLDER).iterdir()]
        system, timeline = map(int, name.split("-"))
        elsewhere = Timelines(tmp_path)
        elsewhere.note(Server(system, timeline + 1))
        with pytest.raises(NotThePrimary, match="primary of before"):
            _answers(database)
        with pytest.raises(NotThePrimary), database.write() as session:
            session.execute(text("CREATE TABLE taken (here int)"))
        elsewhere.forget()
    with closing(Database(postgres_url, timelines=Timelines(tmp_path))) as put_back:
        assert _answers(put_back)


def a_site(database: Database) -> None:
    with database.write() as session:
        session.add(Site(slug="riverside", name="Riverside", time_zone="UTC", epoch="before"))


def promoted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is reached from now on took over from the one of before."""
    reached = networked.connect

    def connect(words: list[Any], more: dict[str, Any]) -> Any:
        connection = reached(words, more)
        connection.server = replace(connection.server, timeline=connection.server.timeline + 1)
        return connection

    monkeypatch.setattr(networked, "connect", connect)


def _epoch(database: Database) -> str:
    with database.read() as session:
        return session.scalars(select(Site.epoch)).one()


def _answers(database: Database) -> bool:
    with database.read() as session:
        return bool(session.scalar(text("SELECT 1")))
