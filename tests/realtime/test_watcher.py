"""The rounds of the watcher, one at a time, with something going wrong in each."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from ops.db import DatabaseBusy, DiskFull
from ops.domain.words import Audience, Role
from ops.realtime import watcher
from ops.realtime.connections import Connection, Connections
from ops.realtime.freshness import Freshness
from ops.realtime.presence import Presence
from ops.realtime.protocol import PageReport
from ops.realtime.publisher import Publisher
from ops.realtime.watcher import Watcher
from ops.services import eyes, watch
from ops.services.each_site import SitesFailed
from ops.services.house import House
from ops.services.ways_in import devices, staying
from ops.services.ways_in.devices import DeviceRef, Here
from tests.support.keys import KEYS
from tests.support.written import Written

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUIET = PageReport(version=1, sound=None, unsent=0, sleeping=False)


class Raw:
    """A socket that counts how often it was cut."""

    def __init__(self) -> None:
        self.cut = 0

    def shutdown(self, how: int) -> None:
        self.cut += 1


class Away:
    """In place of the publisher: who was sent away."""

    def __init__(self) -> None:
        self.sent: list[Connection] = []

    def send_away(self, connection: Connection, reason: str) -> None:
        self.sent.append(connection)


class Stage:
    def __init__(self, look_at_clock: Callable[[], datetime] | None = None) -> None:
        self.rung: list[int] = []
        self.away = Away()
        self.connections = Connections(3)
        self.presence = Presence()
        self.freshness = Freshness()
        house = House(cast(Any, None), lambda: NOON, self.rung.append, KEYS)
        publisher = cast(Publisher, self.away)
        self.watcher = Watcher(
            house,
            self.connections,
            publisher,
            self.presence,
            self.freshness,
            "test",
            look_at_clock=look_at_clock,
        )

    def enter(self, device_id: int) -> Connection:
        device = DeviceRef(device_id, 1, "here", f"Tablet {device_id}", Role.FLOOR)
        connection = self.connections.enter(device, cast(Any, Raw()))
        assert connection is not None
        return connection


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_sweep_rings_for_the_sites_it_changed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "sweep", lambda *_, **__: frozenset({2, 4}))
    stage.watcher.sweep()
    assert sorted(stage.rung) == [2, 4]
    assert stage.freshness.age() is not None


def test_a_sweep_that_fails_leaves_the_picture_old(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> frozenset[int]:
        raise OSError("the database is away")

    monkeypatch.setattr(watch, "sweep", fail)
    with pytest.raises(OSError, match="away"):
        stage.watcher.sweep()
    assert stage.freshness.age() is None
    assert stage.freshness.alive()


def test_who_waits_for_the_first_look_is_told_when_it_is_over_good_or_not(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not stage.watcher.has_looked(within=0)

    def fail(*_: object, **__: object) -> frozenset[int]:
        assert not stage.watcher.has_looked(within=0)
        raise OSError("the database is away")

    monkeypatch.setattr(watch, "sweep", fail)
    with pytest.raises(OSError, match="away"):
        stage.watcher.sweep()
    assert stage.watcher.has_looked(within=0)


def test_after_a_sweep_that_failed_no_board_is_known_from_before(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another primary may have another history under the same numbers."""
    known: list[eyes.Boards] = []
    away = False

    def sweep(*_: object, boards: eyes.Boards, **__: object) -> frozenset[int]:
        known.append(boards)
        if away:
            raise OSError("the database is away")
        return frozenset()

    monkeypatch.setattr(watch, "sweep", sweep)
    stage.watcher.sweep()
    away = True
    with pytest.raises(OSError, match="away"):
        stage.watcher.sweep()
    away = False
    stage.watcher.sweep()
    assert known[0] is known[1]
    assert known[2] is not known[1]


def test_a_sweep_that_could_write_nothing_has_looked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens go on by what was read; that the disk is full is said beside it."""

    def refuse(*_: object, **__: object) -> frozenset[int]:
        raise DiskFull

    monkeypatch.setattr(watch, "sweep", refuse)
    stage.watcher.sweep()
    assert stage.freshness.age() is not None
    assert stage.rung == []


def test_a_stretch_in_which_nothing_could_be_written_is_an_outage(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The house was there and told, but nobody's look was on the board: the room is walked."""
    steady = 100.0
    told: list[timedelta | None] = []
    full = False

    def sweep(
        *_: object, since_beat: timedelta | None, beaten: Callable[[], None], **__: object
    ) -> frozenset[int]:
        told.append(since_beat)
        if full:
            raise DiskFull
        beaten()
        return frozenset()

    monkeypatch.setattr(watch, "sweep", sweep)
    monkeypatch.setattr(watcher, "monotonic", lambda: steady)
    for seconds, is_full in ((0, False), (5, True), (600, True), (5, False), (5, False)):
        steady += seconds
        full = is_full
        stage.watcher.sweep()
    assert told[0] is None
    assert [after.total_seconds() for after in told[1:] if after] == [5, 605, 610, 5]


def test_a_round_that_failed_on_some_sites_says_which(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    """Once for each kind of failure, as long as it lasts."""
    rounds = 0

    def sweep(*_: object, **__: object) -> frozenset[int]:
        nonlocal rounds
        rounds += 1
        if rounds == 3:
            stage.watcher.stop()
        raise SitesFailed({2: DatabaseBusy(), 5: OSError("odd"), 7: DatabaseBusy()})

    monkeypatch.setattr(watch, "sweep", sweep)
    stage.watcher._rounds(0.0, stage.watcher.sweep)
    assert [(event["round"], event["site"], event["error"]) for event in written.events] == [
        ("sweep", "2 7", "DatabaseBusy"),
        ("sweep", "5", "OSError"),
    ]
    assert stage.freshness.age() is None
    assert stage.freshness.alive()


def test_who_does_not_go_politely_is_cut_off(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stays, goes = stage.enter(1), stage.enter(2)
    gone = staying.Staying(frozenset({goes.device}), frozenset())
    monkeypatch.setattr(staying, "look", lambda house, known: gone)
    stage.watcher.end_revoked()
    assert stage.away.sent == [goes]
    assert cast(Raw, goes.raw).cut == 0
    stage.watcher.end_revoked()
    assert (cast(Raw, goes.raw).cut, cast(Raw, stays.raw).cut) == (1, 0)


def test_presence_that_could_not_be_written_is_not_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Here] = []

    def fail(house: House, reports: Sequence[Here]) -> None:
        stage.presence.note(2, NOON, PageReport(version=9, sound="on", unsent=0, sleeping=False))
        raise OSError("the database is away")

    def write(house: House, reports: Sequence[Here]) -> None:
        written.extend(reports)

    stage.presence.note(1, NOON, QUIET)
    stage.presence.note(2, NOON, QUIET)
    monkeypatch.setattr(devices, "heard", fail)
    with pytest.raises(OSError, match="away"):
        stage.watcher.write_presence()
    monkeypatch.setattr(devices, "heard", write)
    stage.watcher.write_presence()
    assert {(here.device_id, here.version) for here in written} == {(1, 1), (2, 9)}
    written.clear()
    stage.watcher.write_presence()
    assert written == []


def test_a_socket_listens_to_one_channel_and_to_none_once_it_left(stage: Stage) -> None:
    connection = stage.enter(1)
    floor, wall = (1, Audience.FLOOR), (1, Audience.WALL)
    assert stage.connections.join(connection, floor)
    assert stage.connections.join(connection, wall)
    assert stage.connections.listening(floor) == []
    assert stage.connections.listening(wall) == [connection]
    stage.connections.leave(connection)
    assert not stage.connections.anyone_listening(1)
    assert not stage.connections.join(connection, floor)
    assert stage.connections.count() == 0


def test_there_is_room_for_so_many(stage: Stage) -> None:
    first = [stage.enter(number) for number in range(3)]
    assert stage.connections.enter(first[0].device, cast(Any, Raw())) is None
    stage.connections.leave(first[0])
    assert stage.enter(9)


class Swept:
    """In place of the sweep: what it was told of the time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now: list[datetime] = []
        self.listens_since: list[datetime] = []
        self.full = False
        monkeypatch.setattr(watch, "sweep", self)

    def __call__(
        self,
        house: House,
        now: datetime,
        *,
        listens_since: datetime,
        beaten: Callable[[], None],
        **_: object,
    ) -> frozenset[int]:
        self.now.append(now)
        self.listens_since.append(listens_since)
        if self.full:
            raise DiskFull
        beaten()
        return frozenset()


def test_the_sweep_looks_at_the_clock_first_and_goes_by_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that was set between the two would make everybody late."""
    swept = Swept(monkeypatch)
    said = NOON + timedelta(hours=1)
    Stage(lambda: said).watcher.sweep()
    assert swept.now == [said]


@pytest.mark.parametrize("error", [OSError("the database is away"), DiskFull()])
def test_a_step_that_could_not_be_followed_leaves_the_picture_old(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Its instants are of the other time: screens have to say that nobody knows."""

    def look() -> datetime:
        raise error

    stage = Stage(look)
    monkeypatch.setattr(watch, "sweep", lambda *_, **__: frozenset())
    with pytest.raises(type(error)):
        stage.watcher.sweep()
    assert stage.freshness.age() is None


def test_how_long_the_house_listens_does_not_hang_on_the_wall_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set back by an hour, no screen would be missed for an hour."""
    swept = Swept(monkeypatch)
    steady = 100.0
    monkeypatch.setattr(watcher, "monotonic", lambda: steady)
    said = NOON
    stage = Stage(lambda: said)
    steady, said = 190.0, NOON - timedelta(hours=1)
    stage.watcher.sweep()
    assert swept.listens_since == [said - timedelta(seconds=90)]


def test_a_clock_set_forward_silences_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each was heard a moment ago, by the clock of before: it has its time anew."""
    swept = Swept(monkeypatch)
    steady, said = 100.0, NOON
    monkeypatch.setattr(watcher, "monotonic", lambda: steady)
    stage = Stage(lambda: said)
    for seconds, ahead in ((1, 0), (1, 60), (1, 0), (4, 0)):
        steady += seconds
        said += timedelta(seconds=seconds + ahead)
        stage.watcher.sweep()
    set_at = NOON + timedelta(seconds=62)
    assert swept.listens_since == [NOON, set_at, set_at, set_at]


def test_a_disk_that_was_full_silences_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who said that they are here could not be written down: the first good sweep misses nobody."""
    swept = Swept(monkeypatch)
    steady, said = 100.0, NOON
    monkeypatch.setattr(watcher, "monotonic", lambda: steady)
    stage = Stage(lambda: said)
    for seconds, full in ((0, False), (5, True), (30, True), (5, False), (5, False)):
        steady += seconds
        said += timedelta(seconds=seconds)
        swept.full = full
        stage.watcher.sweep()
    good_at = NOON + timedelta(seconds=40)
    assert swept.listens_since[0] == NOON
    assert swept.listens_since[-2:] == [good_at, good_at]
