"""While the database is away every screen is refused at every door, and the log grows by a line and not by a screen."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError

from ops.db import DatabaseAway
from ops.domain.words import Role
from ops.realtime.connections import Connection, Connections
from ops.realtime.gate import CONNECTION, Gate
from ops.realtime.namespace import BoardNamespace
from ops.realtime.presence import Presence
from ops.services.house import House
from ops.services.ways_in import devices, staying
from ops.services.ways_in.devices import DeviceRef
from tests.realtime.test_gate import HANDSHAKE
from tests.realtime.test_watcher import NOON
from tests.support.keys import KEYS
from tests.support.line import ADDRESS
from tests.support.written import Written

CROWD = 50
TROUBLES = [
    pytest.param(DatabaseAway, id="away"),
    pytest.param(lambda: OperationalError("too many", {}, Exception()), id="too many lines"),
]


@pytest.fixture(params=TROUBLES)
def trouble(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[Exception]:
    """Whatever is asked of the database about devices fails; how."""

    def fail(*_: object) -> object:
        raise request.param()

    monkeypatch.setattr(staying, "look", fail)
    for asked in ("identify_all", "identify_sessions"):
        monkeypatch.setattr(devices, asked, fail)
    return type(request.param())


@pytest.fixture
def house() -> House:
    return House(cast(Any, None), lambda: NOON, lambda _: None, KEYS)


@pytest.fixture
def connection() -> Connection:
    entered = Connections(1).enter(DeviceRef(1, 1, "here", "Tablet", Role.FLOOR), cast(Any, None))
    assert entered is not None
    return entered


@pytest.fixture
def namespace(house: House, connection: Connection) -> BoardNamespace:
    """Its socket is connected once an event comes of it that is not the library's own."""
    namespace = BoardNamespace(house, cast(Any, None), Presence())
    namespace.server = SimpleNamespace(
        manager=SimpleNamespace(is_connected=lambda *_: False),
        get_environ=lambda sid, namespace: {CONNECTION: connection},
    )
    return namespace


def said_once(written: Written, words: str, trouble: type[Exception]) -> None:
    [event] = written.of("error")
    assert (event["event"], event["error"]) == (words, trouble.__name__)
    assert event["frames"][-1].endswith(" fail")


@pytest.mark.parametrize("event", ["here", "subscribe"])
def test_events(namespace: BoardNamespace, event: str, trouble: type[Exception], written: Written) -> None:
    answers = [namespace.trigger_event(event, "sid", {}) for _ in range(CROWD)]
    assert {answer["code"] for answer in answers} == {"server_error"}
    said_once(written, "an event failed", trouble)


def test_sockets(
    namespace: BoardNamespace, connection: Connection, trouble: type[Exception], written: Written
) -> None:
    for _ in range(CROWD):
        assert namespace.trigger_event("connect", "sid", {CONNECTION: connection}) is False
    said_once(written, "a socket could not be checked", trouble)


@pytest.mark.parametrize(
    "credential", [{"HTTP_AUTHORIZATION": "Bearer x"}, {"HTTP_COOKIE": "ops=x", "HTTP_ORIGIN": "here"}]
)
def test_handshakes(
    house: House, credential: dict[str, str], trouble: type[Exception], written: Written
) -> None:
    settings: Any = SimpleNamespace(origins=("here",), cookie_name="ops")
    gate = Gate(cast(Any, None), settings, house, Connections(1))
    statuses: list[str] = []
    path, _, query = ADDRESS.partition("?")
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, **credential}
    for name, value in HANDSHAKE.items():
        asked[f"HTTP_{name.upper().replace('-', '_')}"] = value

    def start(status: str, *_: object) -> Callable[[bytes], object]:
        statuses.append(status)
        return bytes

    for _ in range(CROWD):
        [body] = gate(asked, start)
        assert json.loads(body)["code"] == "server_error"
    assert set(statuses) == {"503 Service Unavailable"}
    said_once(written, "the gate could not check a handshake", trouble)
