"""A purge of a whole evening: cut off anywhere it ends the same, and no byte of what went is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from ops.backup import making
from ops.backup.sealing import Recipients
from ops.db import Base, Database
from ops.domain.chain import State
from ops.domain.retention import Kept
from ops.domain.words import NoticeKind, Role, StaffPlace
from ops.migrations import schema
from ops.models import JournalEntry, Site, Staff
from ops.services import bulletins, proof, responses, rooms, shifts, supplies, visits
from ops.services.disclosure import closing
from ops.services.house import House
from ops.services.retention import purge
from ops.services.ways_in import devices, leaving, staff
from tests.services.evening import Evening
from tests.services.room import Clock, Room, a_room
from tests.support.backups import BackupKey
from tests.support.keys import KEYS
from tests.support.written import Written

SATURDAY = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
CHANCE = {"journal": {"salt", "command_id"}, "site": {"chain_hash"}, "purge_run": set[str]()}
"""What is drawn anew for each fact."""


def newly_set_up(folder: Path) -> Room:
    database = Database(f"sqlite:///{folder / 'room.db'}")
    schema.bring_up_to_date(database, SATURDAY)
    return a_room(database)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Three hours with responses, closed when everybody had left; a week ago. It keeps less than others."""
    room = newly_set_up(tmp_path_factory.mktemp("evening"))
    with room.house.db.write() as session:
        session.get_one(Site, room.site_id).kept = Kept(1, 2, 3).as_json()
    closing.begin(room.house)
    Evening(room, SATURDAY, hours=3, people=12).play()
    room.clock.pass_(minutes=60)
    for shown in room.board()["responses"]:
        room.does(responses.over, UUID(shown["id"]))
    room.clock.pass_(minutes=60)
    room.does(shifts.close, said={"staying": []}, otherwise=True)
    room.clock.pass_(minutes=7 * 24 * 60)
    yield room
    room.house.db.close()


@pytest.fixture
def copied(evening: Room, tmp_path: Path) -> Iterator[Room]:
    """The same again, for a test alone."""
    evening.house.db.copy_to(tmp_path / "room.db")
    database = Database(f"sqlite:///{tmp_path / 'room.db'}")
    clock = Clock()
    clock.time = evening.clock.time
    house = House(db=database, now=clock, ring=clock.rings.append, keys=KEYS)
    yield Room(house, clock, evening.furnished)
    database.close()


def purges(room: Room) -> int:
    """A whole run; in how many commits."""
    purge.begin(room.house, room.site_id)
    return 1 + sum(1 for _ in iter(lambda: purge.go_on(room.house, room.site_id), False))


def everything(room: Room) -> dict[str, list[Any]]:
    found = {}
    with room.house.db.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in ("chain", "undo_image"):
                continue
            columns = [column for column in table.c if column.name not in CHANCE.get(table.name, ())]
            found[table.name] = sorted(map(str, session.execute(select(*columns)).all()))
    return found


class PowerCut(Exception):
    """Before the commit."""


def loses_power(room: Room, monkeypatch: pytest.MonkeyPatch, every: int) -> None:
    """Each so many commits, when all of one is written and nothing of it is kept."""
    write, commits = room.house.db.write, iter(range(10_000))

    @contextmanager
    def cut() -> Iterator[Session]:
        with write() as session:
            yield session
            if next(commits) % every == 0:
                session.flush()
                raise PowerCut

    monkeypatch.setattr(room.house.db, "write", cut)


@pytest.mark.parametrize("every", [2, 3])
def test_cut_off_at_any_commit_it_ends_the_same(
    evening: Room, copied: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    assert purges(copied) > 20
    straight = everything(copied)
    assert straight["counter_open"]
    assert straight["visit"] == straight["response"] == straight["staff_presence"] == []
    again = tmp_path / "again"
    again.mkdir()
    evening.house.db.copy_to(again / "room.db")
    database = Database(f"sqlite:///{again / 'room.db'}")
    house = House(db=database, now=copied.clock, ring=copied.clock.rings.append, keys=KEYS)
    room = Room(house, copied.clock, evening.furnished)
    with monkeypatch.context() as patched:
        loses_power(room, patched, every)
        cuts, more = 0, True
        while more:
            try:
                purge.begin(house, room.site_id)
                more = purge.go_on(house, room.site_id)
                while more:
                    more = purge.go_on(house, room.site_id)
            except PowerCut:
                cuts += 1
    assert cuts > 5
    assert everything(room) == straight
    assert proof.verify(house, room.site_id).state is State.OK
    database.close()


def test_small_commits_end_the_same(copied: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few rows at a time: the same is left, and the chain holds."""
    for module in ("purge_rows", "purge_facts"):
        monkeypatch.setattr(f"ops.services.retention.{module}.AT_ONCE", 7)
    assert purges(copied) > 60
    left = everything(copied)
    assert left["visit"] == left["check_in"] == left["response"] == left["response_action"] == []
    assert proof.verify(copied.house, copied.site_id).state is State.OK
    with copied.house.db.read() as session:
        stand = set(session.scalars(select(JournalEntry.kind)))
    assert stand <= {"purged", "room_opened", "room_closed", "screen_silent", "screen_back"}


PLANTED = [
    f"CANARY{name}" for name in ("HANDLE", "VOID", "AMEND", "BOOTH", "BULLETIN", "LABEL", "LEFT", "TABLET")
]


def plant(room: Room, names: list[str]) -> None:
    """Words of somebody's own, and names of the team that is gone by then."""
    handle, void, amend, booth, bulletin, label, left, tablet = names
    with room.house.db.write() as session:
        person = Staff(site_id=room.site_id, name=left, role="floor")
        session.add(person)
    with room.house.db.read() as session:
        gone = session.scalars(select(Staff.id).where(Staff.name == left)).one()
    room.does(shifts.open_shift, by=gone)
    room.does(staff.staff_on_shift, said={"staff": gone, "place": StaffPlace.FLOOR})
    visit = UUID(room.does(visits.arrive, said={"booth": room.booth("3"), "handle": handle}, by=gone)["id"])
    response = UUID(room.does(responses.start, said={"visit": visit}, by=gone)["id"])
    room.does(responses.lead, response, by=gone)
    row = room.does(responses.mark, response)["id"]
    room.does(responses.amend, response, said={"action": row, "kind": "airway", "reason": amend})
    second = room.does(responses.mark, response)["id"]
    room.does(responses.void, response, said={"action": second, "reason": void})
    room.does(responses.over, response)
    room.does(visits.end, visit)
    room.does(rooms.booth_close, room.booth("4"), said={"reason": booth})
    room.does(rooms.booth_open, room.booth("4"))
    line = room.does(bulletins.post, said={"kind": NoticeKind.SERVICE, "text": bulletin})["id"]
    room.does(bulletins.take_down, UUID(line))
    batch = {"form": "ampoule 0.4 mg", "count": 3, "expires": None, "label": label}
    room.does(supplies.gone, UUID(room.does(supplies.add, said=batch)["id"]))
    device, _ = devices.add_device(room.house, room.site_id, name=tablet, role=Role.FLOOR)
    devices.revoke(room.house, room.site_id, device.id)
    room.does(shifts.close)
    leaving.take_off(room.house, room.site_id, gone)


def test_no_byte_of_what_went_is_left(tmp_path: Path, written: Written) -> None:
    """In the database, its log, what is written down, and the backups of before."""
    room = newly_set_up(tmp_path)
    plant(room, PLANTED)
    key = BackupKey.new(tmp_path)
    site_file = tmp_path / "site.toml"
    site_file.write_text("")
    recipients = Recipients.in_file(key.recipients)
    making.make(
        room.house.db, site_file, recipients, tmp_path / "backups", room.clock.time, timedelta(days=200)
    )
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "site.toml"]
    database = [path for path in files if path.name.startswith("room.db")]
    assert found_in(database, PLANTED) == set(PLANTED)
    room.clock.pass_(minutes=92 * 24 * 60)
    for _ in range(3):
        room.clock.pass_(minutes=1)
        room.sweeps()
    purges(room)
    assert room.house.db.empty_log()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"room.db", "room.db-wal"} <= {path.name for path in files}
    assert any(path.parent.name == "backups" for path in files)
    assert found_in(files, PLANTED) == set()
    assert not [word for word in PLANTED if word in written.text]
    assert proof.verify(room.house, room.site_id).state is State.OK
    room.house.db.close()


def found_in(files: list[Path], words: list[str]) -> set[str]:
    return {word for word in words for path in files if word.encode() in path.read_bytes()}


def test_the_log_is_emptied_once_nobody_reads(copied: Room) -> None:
    db = copied.house.db
    with db.read() as session:
        session.execute(text("SELECT count(*) FROM visit")).all()
        purges(copied)
        assert not db.empty_log()
    assert db.empty_log()
    wal = db.file.with_name("room.db-wal") if db.file else None
    assert wal is not None
    assert wal.stat().st_size == 0
    assert db.compact()


STAY = {
    "booth": "the room as it is built",
    "seat": "the room as it is built",
    "site": "its settings",
    "shift": "a row without names, for its figures",
    "figures": "what is kept",
    "day_totals": "what is kept, as it adds up",
    "rolled": "one of each site",
    "chain": "says nothing of what went",
    "checkpoint": "stands on paper",
    "purge_run": "one of each site",
    "month_count": "what was given out",
    "release": "the release log",
    "release_site": "the release log",
    "release_taken": "the release log, which forgets names with the team",
    "month_tally": "numbers of a month, of nobody",
    "counter": "what may be shown, and a number that was drawn",
    "counter_step": "what may be shown",
    "works_from": "one row, of the tables themselves",
    "known_keys": "one row, of the house itself",
}
GO_ELSEWHERE = {
    "journal": "with the rows its facts speak of",
    "receipt": "after 35 days",
    "undo_image": "after minutes",
    "used_challenge": "after minutes",
    "heartbeat": "after a week",
    "drill": "with its shift",
    "notice": "when it is over",
    "pause": "when it is over",
    "month_card": "with its month",
    "counter_open": "with its step",
    "job": "an hour after it is over, with its file",
}


def test_of_each_table_it_is_known_when_its_rows_go() -> None:
    """Whoever adds one says it."""
    steps = [rows for of in purge.ROWS.values() for rows in of if rows.change is None]
    taken = {rows.key.class_.__tablename__ for rows in steps}
    assert taken | set(STAY) | set(GO_ELSEWHERE) == set(Base.metadata.tables)
    assert not taken & (set(STAY) | set(GO_ELSEWHERE))
