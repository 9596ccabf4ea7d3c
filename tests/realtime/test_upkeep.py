"""What a serving process sees of the machine under it, look by look."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from ops.config import Settings
from ops.db import DiskFull
from ops.realtime.freshness import Freshness
from ops.realtime.upkeep import ClockRound, DiskRound, free_bytes
from ops.services import clock_apart, clock_trust, disk_room
from ops.services.clock_apart import OtherClocks
from ops.services.house import House
from tests.support.keys import KEYS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Machine:
    """Both clocks of a machine, and what was said of them."""

    def __init__(self) -> None:
        self.wall = NOON
        self.steady = 100.0
        self.said: list[str | float] = []
        self.within: list[float] = []
        self.away = False
        self.behind = 0.0
        self.others_apart = False

    def passes(self, seconds: float, *, moved: float = 0.0) -> None:
        self.steady += seconds
        self.wall += timedelta(seconds=seconds + moved)

    def was_moved(self, house: House, seconds: float, *, within: timedelta) -> None:
        self.says(seconds)
        self.within.append(within.total_seconds())

    def says(self, what: str | float) -> None:
        if self.away:
            raise OSError("the database is away")
        self.said.append(what)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(clock_trust, "compare_with_records", lambda house: machine.says("compared"))
    monkeypatch.setattr(clock_trust, "was_moved", machine.was_moved)
    monkeypatch.setattr(clock_trust, "goes_evenly", lambda house: machine.says("evenly"))
    monkeypatch.setattr(
        clock_trust, "is_apart", lambda house, by: machine.says(f"apart {by.total_seconds()}")
    )
    monkeypatch.setattr(clock_apart, "from_database", lambda house: timedelta(seconds=machine.behind))
    monkeypatch.setattr(OtherClocks, "are_apart", lambda others: machine.others_apart)
    return machine


@pytest.fixture
def clock(machine: Machine) -> ClockRound:
    house = House(None, lambda: machine.wall, lambda site: None, KEYS)  # type: ignore[arg-type]
    return ClockRound(house, lambda: machine.steady)


def test_the_first_look_compares_with_what_is_on_record(machine: Machine, clock: ClockRound) -> None:
    clock.look_at_clock()
    machine.passes(1)
    clock.look_at_clock()
    assert machine.said == ["compared"]


@pytest.mark.parametrize("moved", [3600.0, -3.0])
def test_a_clock_that_is_moved_is_said_once(machine: Machine, clock: ClockRound, moved: float) -> None:
    clock.look_at_clock()
    machine.passes(1, moved=moved)
    clock.look_at_clock()
    machine.passes(1)
    clock.look_at_clock()
    assert machine.said == ["compared", pytest.approx(moved)]


def test_a_night_of_sleep_is_no_step(machine: Machine, clock: ClockRound) -> None:
    clock.look_at_clock()
    machine.passes(8 * 3600)
    clock.look_at_clock()
    assert machine.said == ["compared"]


def test_what_could_not_be_said_is_said_later(machine: Machine, clock: ClockRound) -> None:
    """The database, or its disk, was away as the clock was moved."""
    clock.look_at_clock()
    machine.away = True
    machine.passes(1, moved=-60)
    for _ in range(3):
        with pytest.raises(OSError, match="away"):
            clock.look_at_clock()
        machine.passes(1)
    machine.away = False
    clock.look_at_clock()
    clock.look_at_clock()
    assert machine.said == ["compared", pytest.approx(-60)]
    # What another process followed since then it need not follow again.
    assert machine.within == [pytest.approx(4)]


def test_each_of_several_steps_is_followed(machine: Machine, clock: ClockRound) -> None:
    """Only one of them, or their sum, would be another move than that of another process."""
    clock.look_at_clock()
    machine.away = True
    for moved in (-60, -30):
        machine.passes(1, moved=moved)
        with pytest.raises(OSError, match="away"):
            clock.look_at_clock()
    machine.away = False
    machine.passes(1)
    assert clock.look_at_clock() == machine.wall
    assert machine.said == ["compared", pytest.approx(-60), pytest.approx(-30)]
    assert machine.within == [pytest.approx(3), pytest.approx(2)]


def test_it_is_believed_again_after_five_minutes_without_a_step(machine: Machine, clock: ClockRound) -> None:
    clock.look_at_clock()
    machine.passes(290, moved=10)
    clock.look_at_clock()
    machine.passes(290)
    clock.trust_clock()
    assert "evenly" not in machine.said
    machine.passes(10)
    clock.trust_clock()
    assert machine.said[-1] == "evenly"


@pytest.mark.parametrize("behind", [600.0, -2.5])
def test_a_clock_that_is_not_the_databases_is_said_once_for_as_long_as_it_is_so(
    machine: Machine, clock: ClockRound, behind: float
) -> None:
    for apart in (0.0, 2.0, behind, behind, 0.0, behind):
        machine.behind = apart
        clock.trust_clock()
        machine.passes(10)
    assert machine.said == [f"apart {behind}"] * 2


def test_that_it_is_apart_is_said_once_it_can_be(machine: Machine, clock: ClockRound) -> None:
    machine.behind, machine.away = -600.0, True
    with pytest.raises(OSError, match="away"):
        clock.trust_clock()
    machine.away = False
    clock.trust_clock()
    assert machine.said == ["apart -600.0"]


@pytest.mark.parametrize("whose", [{"behind": -600.0}, {"others_apart": True}])
def test_it_is_not_believed_while_two_clocks_are_apart_nor_soon_after(
    machine: Machine, clock: ClockRound, whose: dict[str, Any]
) -> None:
    vars(machine).update(whose)
    for _ in range(60):
        clock.trust_clock()
        machine.passes(10)
    machine.behind, machine.others_apart = 0.0, False
    machine.passes(289)
    clock.trust_clock()
    assert "evenly" not in machine.said
    machine.passes(1)
    clock.trust_clock()
    assert machine.said[-1] == "evenly"


class Disk:
    """A database's disk with what is counted of it, and what was said."""

    def __init__(self) -> None:
        self.refused = self.written = 0
        self.free = 1000
        self.steady = 100.0
        self.said: list[str] = []
        self.freshness = Freshness(lambda: self.steady)
        self.house = House(cast(Any, self), lambda: NOON, lambda site: None, KEYS)
        self.round = DiskRound(
            self.house, self.freshness, low=500, free=lambda: self.free, steady=lambda: self.steady
        )

    def passes(self, seconds: float, *, refused: int = 0, written: int = 0) -> None:
        self.steady += seconds
        self.refused += refused
        self.written += written
        self.round.look_at_disk()

    @property
    def full(self) -> bool:
        return self.freshness.full_since is not None


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(disk_room, "nearly_full", lambda house, free: disk.said.append(f"low {free}"))
    monkeypatch.setattr(disk_room, "has_room", lambda house, free: disk.said.append(f"room {free}"))
    monkeypatch.setattr(disk_room, "was_full", lambda house, *when: disk.said.append("gap"))
    return disk


def test_a_refused_write_is_a_full_disk(disk: Disk) -> None:
    disk.passes(1, written=5)
    assert not disk.full
    disk.passes(1, refused=1)
    assert disk.freshness.full_since == NOON


def test_it_is_full_until_nothing_was_refused_for_a_while(disk: Disk) -> None:
    """A heartbeat may still fit where an act does not."""
    disk.passes(1, refused=1)
    for _ in range(4):
        disk.passes(10, written=2)
        disk.passes(1, refused=1)
    disk.passes(14, written=3)
    assert disk.full
    disk.passes(1)
    assert not disk.full
    assert disk.said[-2:] == ["gap", "room 1000"]


def test_it_is_full_as_long_as_nothing_was_written(disk: Disk) -> None:
    disk.passes(1, refused=1)
    disk.passes(3600)
    assert disk.full
    disk.passes(1, written=1)
    assert not disk.full


def test_a_disk_that_fills_is_said_in_time_and_does_not_flicker(disk: Disk) -> None:
    disk.passes(1)
    disk.free = 499
    disk.passes(1)
    disk.free = 550
    disk.passes(1)
    assert disk.said == ["room 1000", "low 499"]
    disk.free = 600
    disk.passes(1)
    disk.passes(1)
    assert disk.said == ["room 1000", "low 499", "room 600"]


def test_the_gap_is_told_whole_when_telling_it_finds_no_room(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gaps: list[tuple[datetime, datetime]] = []

    def refuse(house: House, since: datetime, until: datetime) -> None:
        raise DiskFull

    disk.passes(1, refused=1)
    monkeypatch.setattr(disk_room, "was_full", refuse)
    with pytest.raises(DiskFull):
        disk.passes(15, written=1)
    monkeypatch.setattr(disk_room, "was_full", lambda house, *when: gaps.append(when))
    disk.passes(1, refused=1)
    disk.passes(15, written=1)
    assert gaps == [(NOON, NOON)]


def test_what_is_left_is_that_of_the_databases_disk(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    embedded = Settings.from_environment({"OPS_DATABASE_URL": f"sqlite:///{tmp_path}/elsewhere/room.db"})
    assert free_bytes(embedded)() > 0
    with pytest.raises(FileNotFoundError):
        free_bytes(Settings.from_environment({"OPS_DATABASE_URL": "sqlite:////nowhere/room.db"}))()
    served = {"OPS_DATABASE_URL": "postgresql+psycopg://room@db/room", "OPS_DATA_DIR": str(tmp_path)}
    assert free_bytes(Settings.from_environment(served))() > 0
