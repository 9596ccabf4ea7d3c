"""A backup, another key, a migration, a purge and the end of a month, killed before any thing they do to the world:
each time nothing that was there is lost, the chain holds, and the same again ends what was begun."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from ops import create_app, month_keys
from ops.backup import folder
from ops.clock import utc_now
from ops.config import Settings
from ops.db import Database
from ops.domain import cards as cards_by_chance
from ops.domain import ranges
from ops.domain.chain import State
from ops.domain.summary import Summary
from ops.keys import make_key
from ops.migrations import schema
from ops.services import proof, responses, rooms, summaries, visits
from ops.services.house import House
from tests.migrations.test_start import LATER_REVISION
from tests.services.room import Clock, Room
from tests.support.backups import BackupKey
from tests.support.furnished import furnish
from tests.support.keys import KEYS

pytestmark = pytest.mark.soak

KILLS, KILLS_OF_A_PURGE = 6, 3
PEOPLE, CARDS = 3, 9
LONG_AGO = timedelta(days=45)
"""Stays and responses are over for longer than they are kept, and so is their month."""
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Begun:
    """A house on its own disk, and how it is spoken to."""

    home: Path
    environment: Mapping[str, str]

    @property
    def instance(self) -> Path:
        return self.home / "instance"

    @property
    def database(self) -> Path:
        return self.instance / "room.db"

    def does(self, dies_at: int, *words: str) -> "subprocess.CompletedProcess[str]":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
        return subprocess.run(
            [sys.executable, "-m", "tests.support.dying", str(dies_at), *words],
            env=inherited | {"OPS_DATA_DIR": str(self.instance), **self.environment},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )

    def opened(self, key: bytes | None) -> House:
        return House(Database(f"sqlite:///{self.database}", key), utc_now, lambda site_id: None, KEYS)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with months of a room in it: stays, looks, responses, cards of three people."""
    home = tmp_path_factory.mktemp("lived in")
    clock = Clock()
    clock.time = (utc_now() - LONG_AGO).replace(day=5)  # all cards in one month
    settings = Settings.from_environment({"OPS_DATA_DIR": str(home / "instance")})
    house: House = create_app(settings, now=clock).extensions["house"]
    schema.bring_up_to_date(house.db, clock())
    room = Room(house, clock, furnish(house))
    with house.db.write() as session:
        session.execute(text("UPDATE site SET cards = 1"))
    chance = random.Random(5)
    people = [cards_by_chance.draw(chance.getrandbits) for _ in range(PEOPLE)]
    for number in range(12):
        booth = room.booth(str(number % 4 + 1))
        card = {"card": people[number % PEOPLE]} if number < CARDS else {}
        visit = UUID(room.does(visits.arrive, said={"booth": booth, **card})["id"])
        room.looks_in(visit)
        if number % 5 == 0:
            response = UUID(room.does(responses.start, said={"visit": visit})["id"])
            room.does(responses.log_action, response, said={"kind": "naloxone", "values": {"dose_mg": 0.4}})
            clock.pass_(minutes=2)
            room.does(responses.over, response)
        clock.pass_(minutes=5)
        room.does(visits.end, visit)
        room.does(rooms.booth_cleaned, booth)
        clock.pass_(minutes=60 * 11)
    house.db.close()
    return home


KEPT = ("visit", "check_in", "staff", "device", "receipt", "journal", "chain", "month_count", "month_card")


def rows(database: Database, *but: str) -> dict[str, list[str]]:
    with database.read() as session:
        return {
            table: sorted(map(repr, session.execute(text(f"SELECT * FROM {table}"))))
            for table in KEPT
            if table not in but
        }


def holds(house: House) -> None:
    with house.db.read() as session:
        [site] = session.execute(text("SELECT id FROM site")).scalars()
    assert proof.verify(house, site).state is State.OK


Check = Callable[[Begun, bool], None]
"""What is true of a house after a kill, and once it has ended (true)."""


def killed_anywhere(
    lived_in: Path,
    tmp_path: Path,
    seed: int,
    environment: Mapping[str, str],
    words: tuple[str, ...],
    check: Check,
    kills: int = KILLS,
) -> None:
    """From the same beginning each time; the places are drawn from all there are."""

    def another(name: str) -> Begun:
        return Begun(Path(shutil.copytree(lived_in, tmp_path / name)), environment)

    whole = another("whole")
    done = whole.does(0, *words)
    assert done.returncode == 0, done.stderr
    check(whole, True)
    places = int(done.stderr.splitlines()[-1])
    for place in random.Random(seed).sample(range(1, places + 1), min(kills, places)):
        begun = another(f"killed at {place}")
        assert begun.does(place, *words).returncode == -signal.SIGKILL, f"at {place} of {places}"
        check(begun, False)
        done = begun.does(0, *words)
        assert done.returncode == 0, f"after {place} of {places}: {done.stderr}"
        check(begun, True)
        shutil.rmtree(begun.home)


def test_a_backup(lived_in: Path, tmp_path: Path) -> None:
    key = BackupKey.new(tmp_path)
    before = _as_it_was(lived_in)

    def check(begun: Begun, ended: bool) -> None:
        with closing(begun.opened(None).db) as database:
            assert rows(database) == before
        made = folder.kept(begun.instance / "backups")
        assert len(made) >= ended
        for one in made:
            unpacked = one.path.with_suffix(".unpacked")
            key.unpacks(one.path, unpacked)
            with closing(Database(f"sqlite:///{unpacked / 'room.db'}")) as copy:
                assert rows(copy) == before
            shutil.rmtree(unpacked)
        if ended:
            assert not list(begun.instance.glob(".backup-*"))

    killed_anywhere(lived_in, tmp_path, 1, {"OPS_BACKUP_TO": str(key.recipients)}, ("backup",), check)


def test_another_key(lived_in: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.key", tmp_path / "new.key"
    for file in (old, new):
        make_key(file)
    environment = {"OPS_DB_KEY_FILE": str(old)}
    encrypted = Begun(Path(shutil.copytree(lived_in, tmp_path / "encrypted")), environment)
    assert encrypted.does(0, "db", "encrypt").returncode == 0
    before = _as_it_was(lived_in)
    keys = [bytes.fromhex(file.read_text()) for file in (old, new)]

    def check(begun: Begun, ended: bool) -> None:
        opens = [_opens(begun, key) for key in keys]
        assert opens in (([False, True],) if ended else ([False, True], [True, False]))
        house = begun.opened(keys[opens.index(True)])
        with closing(house.db):
            assert rows(house.db) == before
            holds(house)
        if ended:
            assert [path.name for path in begun.instance.glob("room*")] == ["room.db"]

    killed_anywhere(encrypted.home, tmp_path, 2, environment, ("db", "rekey", str(new)), check)


def test_a_migration(lived_in: Path, tmp_path: Path) -> None:
    later = tmp_path / "migrations"
    revision = schema.revisions()[-1]
    shutil.copytree(schema.HERE, later)
    (later / "versions" / "revision_9001_a_motto.py").write_text(
        LATER_REVISION.format(before=revision, then="pass")
    )
    before = _as_it_was(lived_in)

    def check(begun: Begun, ended: bool) -> None:
        house = begun.opened(None)
        with closing(house.db):
            assert schema.current(house.db) in (("9001",) if ended else (revision, "9001"))
            assert rows(house.db, "journal", "chain", "device") == {
                table: before[table] for table in before if table not in ("journal", "chain", "device")
            }
            holds(house)

    killed_anywhere(lived_in, tmp_path, 3, {}, ("later", str(later), "init"), check)


def test_the_end_of_a_month(lived_in: Path, tmp_path: Path) -> None:
    now = utc_now().isoformat()
    before = _as_it_was(lived_in)
    changed = ("journal", "chain", "month_count", "month_card")

    def check(begun: Begun, ended: bool) -> None:
        house = begun.opened(None)
        with closing(house.db):
            assert rows(house.db, *changed) == {name: before[name] for name in before if name not in changed}
            holds(house)
            with house.db.read() as session:
                counted = session.execute(text("SELECT month, people, destroyed_at FROM month_count")).all()
                told = session.execute(
                    text("SELECT data FROM journal WHERE kind = 'month_key_destroyed'")
                ).all()
        for month, people, destroyed_at in counted:
            gone = month_keys.key_of(begun.instance / "months", "here", month) is None
            assert people in ((PEOPLE,) if gone or ended else (PEOPLE, None))
            assert destroyed_at is None or gone
        assert len(told) == len(set(told)) <= len(counted)
        if ended:
            assert len(told) == len(counted) > 0
            assert not list((begun.instance / "months").glob("*.key"))

    killed_anywhere(lived_in, tmp_path, 4, {}, ("end-months", now), check)


def test_a_purge(lived_in: Path, tmp_path: Path) -> None:
    """Each stay and response is over for long. The figures of each day stay what they were, also half-way."""
    before = _as_it_was(lived_in)
    days = [day.isoformat() for day in ranges.days(*_first_and_last_day(lived_in))]
    told = _told(Begun(lived_in, {}), days)
    assert sum(day.visits.begun for day in told) == len(before["visit"])

    def check(begun: Begun, ended: bool) -> None:
        assert _told(begun, days) == told
        house = begun.opened(None)
        with closing(house.db):
            holds(house)
            left = rows(house.db)
        for table in ("visit", "check_in", "receipt"):
            assert set(left[table]) <= set(before[table])
        assert set(before["chain"]) <= set(left["chain"])
        if ended:
            assert (left["visit"], left["check_in"]) == ([], [])

    killed_anywhere(lived_in, tmp_path, 5, {}, ("purge",), check, KILLS_OF_A_PURGE)


def _first_and_last_day(home: Path) -> list[date]:
    """On which somebody came: how many days lie between depends on the time of day at which this runs."""
    with (
        closing(Database(f"sqlite:///{home / 'instance' / 'room.db'}")) as database,
        database.read() as session,
    ):
        row = session.execute(text("SELECT min(arrived_at), max(arrived_at) FROM visit")).one()
        return [datetime.fromisoformat(at).date() for at in row]


def _told(begun: Begun, days: list[str]) -> list[Summary]:
    """Without when it was asked, and what is only of rows that are there."""
    house = begun.opened(None)
    with closing(house.db):
        with house.db.read() as session:
            [site] = session.execute(text("SELECT id FROM site")).scalars()
        told = [summaries.summary(house, site, day) for day in days]
    return [
        replace(
            one,
            window=replace(one.window, as_of=one.window.start),
            responses=replace(one.responses, to_finish=(), complete_records=()),
            at_the_end=None,
            stays_gone=False,
            responses_gone=False,
        )
        for one in told
    ]


def _as_it_was(home: Path) -> dict[str, list[str]]:
    with closing(Database(f"sqlite:///{home / 'instance' / 'room.db'}")) as database:
        return rows(database)


def _opens(begun: Begun, key: bytes) -> bool:
    from ops import encrypting

    return encrypting._opens(begun.database, key)
