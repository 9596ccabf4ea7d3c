"""The teller when things go wrong: it says nothing rather than something untrue, and goes on."""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from ops.clock import monotonic
from ops.domain.words import Audience, Role
from ops.realtime import protocol, together
from ops.realtime import publisher as module
from ops.realtime.connections import Connections
from ops.realtime.freshness import Freshness
from ops.realtime.publisher import Publisher
from ops.realtime.transport import Transport
from ops.services.board import Changes, Head, Picture, SiteRef
from ops.services.house import House
from ops.services.ways_in.devices import DeviceRef
from tests.support.keys import KEYS
from tests.support.processes import wait_until
from tests.support.written import Written

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SITE = SiteRef(1, "here", "Here", "UTC")
TABLET = DeviceRef(5, 1, "here", "Tablet", Role.FLOOR)


class Recorder:
    """In place of the sockets."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []

    def emit(self, connections: list[Any], event: str, body: dict[str, Any]) -> None:
        if connections:
            self.told.append((event, body))

    def end(self, connection: Any, *, for_good: bool) -> None:
        pass

    def versions(self, event: str) -> list[int]:
        return [body["version"] for name, body in self.told if name == event]


class Site:
    """In place of the database: a version that a test moves, and a switch that breaks it."""

    def __init__(self) -> None:
        self.epoch = "one"
        self.version = 3
        self.broken = False
        self.gone = False
        self.unreadable = False
        self.asked_in_vain = 0
        self.readings = 0

    def head(self, house: House, site_id: int) -> Head:
        if self.broken:
            self.asked_in_vain += 1
            raise OSError("the database is away")
        return Head(self.epoch, self.version)

    def heads(self, house: House, site_ids: list[int]) -> dict[int, Head]:
        if self.gone:
            return {}
        return {site_id: self.head(house, site_id) for site_id in site_ids}

    def head_at(self, now: None) -> Head:
        return Head(self.epoch, self.version)

    def sites_by_id(self, house: House, site_ids: list[int]) -> dict[int, SiteRef]:
        return {SITE.id: SITE}

    def snapshot(self, house: House, site_id: int, audience: Audience) -> Picture:
        self.readings += 1
        return Picture(self.epoch, self.version, {"epoch": self.epoch, "version": self.version})

    def moment(self, house: House, site_id: int) -> AbstractContextManager[None]:
        if self.unreadable:
            self.asked_in_vain += 1
            raise OSError("these rows cannot be read")
        self.head(house, site_id)
        return nullcontext()

    def changes(self, now: None, version: int, audience: Audience) -> Changes:
        body = {"site": "here", "epoch": self.epoch, "base": version, "version": self.version, "changed": {}}
        return Changes(self.epoch, version, self.version, body)


class Stage:
    """A publisher between a pretended database and pretended sockets."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.sockets = Recorder()
        self.connections = Connections(50)
        house = House(cast(Any, None), lambda: NOW, lambda site_id: None, KEYS)
        freshness = Freshness()
        freshness.round_ended(0.0, good=True)
        self.publisher = Publisher(house, self.connections, cast(Transport, self.sockets), freshness)

    @contextmanager
    def looks(self) -> Iterator[None]:
        """As the watcher does, only more often."""
        over = threading.Event()

        def rounds() -> None:
            while not over.wait(0.01):
                with suppress(OSError):
                    self.publisher.look()

        thread = threading.Thread(target=rounds)
        thread.start()
        yield
        over.set()
        thread.join()

    def listener(self, audience: Audience = Audience.FLOOR) -> dict[str, Any]:
        connection = self.connections.enter(TABLET, cast(Any, None))
        assert connection is not None
        board = self.publisher.subscribe(connection, SITE.id, audience)
        assert board is not None
        return board

    def commit(self, version: int) -> None:
        self.site.version = version
        self.publisher.wake(SITE.id)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    site = Site()
    monkeypatch.setattr(module, "board", site)
    monkeypatch.setattr(protocol, "PULSE_EVERY", 0.05)
    monkeypatch.setattr(protocol, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(module, "KNOWN_FOR", 0.2)
    stage = Stage(site)
    with stage.looks():
        yield stage
    site.broken = site.gone = site.unreadable = False
    monkeypatch.setattr(module, "IDLE_AFTER", 0.0)
    for connection in stage.connections.all():
        stage.connections.leave(connection)
    stage.publisher.wake(SITE.id)
    until(lambda: not stage.publisher._tellers, "the last teller")


def until(condition: Callable[[], bool], what: str) -> None:
    wait_until(condition, what, 10)


def test_several_acts_may_share_one_delta(stage: Stage) -> None:
    assert stage.listener()["version"] == 3
    stage.commit(9)
    until(lambda: 9 in stage.sockets.versions("delta"), "the news")
    [delta] = [body for event, body in stage.sockets.told if event == "delta"]
    assert (delta["base"], delta["version"]) == (3, 9)


def test_acts_of_a_rush_share_a_delta_and_a_lonely_one_is_told_at_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "PULSE_EVERY", 3600.0)
    monkeypatch.setattr(module, "REST_PER_SCREEN", 2.0)
    monkeypatch.setattr(module, "LONGEST_REST", 2.0)
    stage.listener()
    stage.commit(4)
    until(lambda: stage.sockets.versions("delta") == [4], "the lonely one")
    for version in range(5, 41):
        stage.commit(version)
        threading.Event().wait(0.001)  # as long as a teller needs for one that does not rest
    until(lambda: 40 in stage.sockets.versions("delta"), "the rush")
    assert stage.sockets.versions("delta") == [4, 40]


def test_a_pulse_is_not_kept_waiting_by_a_rush(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REST_PER_SCREEN", 3600.0)
    monkeypatch.setattr(module, "LONGEST_REST", 3600.0)
    stage.listener()
    stage.commit(4)
    until(lambda: 4 in stage.sockets.versions("delta"), "the first")
    stage.commit(5)
    until(lambda: 5 in stage.sockets.versions("pulse"), "a pulse that says how far it has told")
    assert stage.sockets.versions("delta") == [4, 5]


@pytest.mark.parametrize(
    ("takes", "told"), [(60.0, ["pulse", "delta"]), (0.0, ["delta"])], ids=["long", "no time"]
)
def test_a_pulse_that_falls_due_while_news_are_told_goes_before_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, takes: float, told: list[str]
) -> None:
    stage.listener()
    until(lambda: bool(stage.sockets.versions("pulse")), "the first pulse")
    monkeypatch.setattr(protocol, "PULSE_EVERY", 30.0)
    [teller] = stage.publisher._tellers.values()
    until(lambda: teller._next_pulse > monotonic() + 10, "a pulse after which there is none for long")
    monkeypatch.setattr(module, "REST_PER_SCREEN", takes)
    monkeypatch.setattr(module, "LONGEST_REST", takes)
    before = len(stage.sockets.told)
    stage.commit(4)
    until(lambda: bool(stage.sockets.versions("delta")), "the news")
    assert [event for event, _ in stage.sockets.told[before:]] == told
    teller._still.set()  # It would rest for as long as it took.


def test_while_nobody_knows_there_is_no_pulse(stage: Stage, written: Written) -> None:
    stage.listener()
    until(lambda: bool(stage.sockets.versions("pulse")), "a pulse")
    stage.site.broken = True
    stage.publisher.wake(SITE.id)
    until(lambda: "telling a site failed" in written.text, "the fault in the log")
    told = len(stage.sockets.told)
    asked = stage.site.asked_in_vain
    stage.publisher.wake(SITE.id)
    until(lambda: stage.site.asked_in_vain > asked + 20, "looks and rounds, to their end")
    assert len(stage.sockets.told) == told
    stage.site.broken = False
    stage.commit(4)
    until(lambda: 4 in stage.sockets.versions("pulse"), "all well again")
    assert stage.sockets.versions("delta") == [4]


def test_a_look_in_vain_stops_the_pulse_though_nobody_rang(stage: Stage) -> None:
    stage.listener()
    until(lambda: bool(stage.sockets.versions("pulse")), "a pulse")
    stage.site.broken = True
    until(lambda: not stage.publisher.knows(), "the last look is long ago")
    asked, told = stage.site.asked_in_vain, len(stage.sockets.versions("pulse"))
    until(lambda: stage.site.asked_in_vain > asked + 20, "more looks, all in vain")
    assert len(stage.sockets.versions("pulse")) <= told + 1  # one may have been under way
    stage.site.broken = False
    until(lambda: len(stage.sockets.versions("pulse")) > told + 1, "pulses again")


def test_what_nobody_rang_for_is_found_by_the_look(stage: Stage) -> None:
    stage.listener()
    stage.site.version = 4
    until(lambda: 4 in stage.sockets.versions("delta"), "the news")


def test_what_one_site_cannot_tell_stops_its_pulse_alone(stage: Stage) -> None:
    """The look is good, and the reading of what is new is not."""
    stage.listener()
    until(lambda: bool(stage.sockets.versions("pulse")), "a pulse")
    stage.site.unreadable = True
    stage.commit(4)
    until(lambda: stage.site.asked_in_vain > 2, "rounds in vain")
    told = len(stage.sockets.told)
    asked = stage.site.asked_in_vain
    until(lambda: stage.site.asked_in_vain > asked + 2, "more of them")
    assert len(stage.sockets.told) == told
    until(stage.publisher.knows, "looks go on")


def test_a_site_that_is_gone_is_told_and_left(stage: Stage) -> None:
    stage.listener()
    stage.site.gone = True
    until(lambda: ("revoked", {"reason": "over"}) in stage.sockets.told, "the end of it")
    until(lambda: not stage.publisher._tellers, "the last teller")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_teller_that_dies_is_started_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.listener()
    until(lambda: bool(stage.sockets.versions("pulse")), "a pulse")
    [teller] = [thread for thread in threading.enumerate() if thread.name == "tell-1"][-1:]

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(stage.site, "moment", die)
        stage.publisher.wake(SITE.id)
        until(lambda: not teller.is_alive(), "the end of the thread")
    stage.publisher.tend()
    stage.commit(5)
    until(lambda: 5 in stage.sockets.versions("delta"), "news after all")


def test_another_epoch_is_told_as_nothing_but_that(stage: Stage) -> None:
    stage.listener()
    stage.site.epoch = "two"
    stage.commit(1)
    until(lambda: bool(stage.sockets.versions("delta")), "the news")
    [delta] = [body for event, body in stage.sockets.told if event == "delta"]
    assert delta.pop("server_now") is not None
    assert delta == {"site": "here", "epoch": "two", "base": 1, "version": 1, "changed": {}}


def test_a_picture_is_read_once_for_each_version_and_audience(stage: Stage) -> None:
    for _ in range(4):
        stage.listener(Audience.FLOOR)
        stage.listener(Audience.WALL)
    assert stage.site.readings == 2
    stage.commit(4)
    stage.listener(Audience.WALL)
    assert stage.site.readings == 3


def test_everyone_at_once_has_the_board_read_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOMENT", 0.2)
    asked, heads = [], stage.publisher._heads
    read = heads._read

    def counted(sites: Collection[int]) -> Mapping[int, Head]:
        asked.append(sites)
        return read(sites)

    monkeypatch.setattr(heads, "_read", counted)
    with ThreadPoolExecutor(40) as crowd:
        boards = list(crowd.map(lambda _: stage.listener(Audience.WALL), range(40)))
    assert [board["version"] for board in boards] == [3] * 40
    assert stage.site.readings == 1
    assert 1 <= len(asked) <= 10


def test_a_teller_without_listeners_goes_home(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.listener()
    monkeypatch.setattr(module, "IDLE_AFTER", 0.0)
    for connection in stage.connections.all():
        stage.connections.leave(connection)
    until(lambda: not stage.publisher._tellers, "the last teller")
    monkeypatch.setattr(module, "IDLE_AFTER", 60.0)
    stage.listener()
    stage.commit(8)
    until(lambda: 8 in stage.sockets.versions("delta"), "news from the next one")


def test_nobody_joins_on_the_way_out(stage: Stage) -> None:
    connection = stage.connections.enter(TABLET, cast(Any, None))
    assert connection is not None
    stage.connections.silence(connection)
    assert stage.publisher.subscribe(connection, SITE.id, Audience.FLOOR) is None
    stage.connections.close_house()
    assert stage.connections.enter(TABLET, cast(Any, None)) is None
