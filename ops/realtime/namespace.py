"""What a screen may say on the live line, and what it gets for it.

Nobody is believed because they were let in: at each event the device, its site and its
role are checked again. A fault in here refuses; it never admits.
"""

from collections.abc import Callable, Collection
from enum import Enum
from functools import partial
from typing import Any

from flask_socketio import Namespace

from ops import access, logs
from ops.realtime import protocol
from ops.realtime.complaints import Complaints
from ops.realtime.connections import Connection
from ops.realtime.gate import CONNECTION
from ops.realtime.presence import Presence
from ops.realtime.protocol import NotUnderstood, read_here, read_subscribe
from ops.realtime.publisher import Publisher
from ops.realtime.together import Together
from ops.services.board import SiteGone
from ops.services.house import House
from ops.services.ways_in import staying
from ops.services.ways_in.devices import DeviceRef

log = logs.get(__name__)


class NotHere(Exception):
    """The event is refused; the code says why."""


class Stands(Enum):
    """What has become of who was let in."""

    STILL = "still"
    CHANGED = "changed"
    REVOKED = "revoked"


def _read_standing(house: House, known: Collection[DeviceRef]) -> dict[DeviceRef, Stands]:
    now = staying.look(house, known)
    stands = dict.fromkeys(known, Stands.STILL)
    stands |= dict.fromkeys(now.changed, Stands.CHANGED)
    return stands | dict.fromkeys(now.revoked, Stands.REVOKED)


class BoardNamespace(Namespace):
    """Namespace ``/board``."""

    def __init__(self, house: House, publisher: Publisher, presence: Presence) -> None:
        super().__init__(protocol.NAMESPACE)
        self._house = house
        self._publisher = publisher
        self._presence = presence
        self._standing = Together(partial(_read_standing, house))
        # Every screen comes again every few seconds, and each is told so.
        self._not_admitted, self._not_answered = Complaints(log), Complaints(log)
        self._events: dict[str, Callable[[Connection, Any], dict[str, Any]]] = {
            "subscribe": self._subscribe,
            "here": self._here,
        }

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Every event of this namespace comes through here."""
        sid = args[0]
        if event in ("connect", "disconnect"):
            # The library uses these names for its own events, and a client may send them
            # too. The library's come while the socket is not, or no longer, connected.
            if self.server.manager.is_connected(sid, self.namespace):
                return protocol.refusal("unknown_event", self._house.now())
            return self._admit(sid, args[1]) if event == "connect" else self._gone(sid)
        return self._answer(event, sid, args[1:])

    def _admit(self, sid: str, environ: dict[str, Any]) -> bool:
        """Only what the gate let in and what is still valid now."""
        try:
            connection: Connection = environ[CONNECTION]
            if connection.ending or self._standing.ask(connection.device) is not Stands.STILL:
                return False
            connection.line = self.server.manager.eio_sid_from_sid(sid, self.namespace)
            connection.sid = sid
            return True
        except Exception as error:
            self._not_admitted.say(error, "a socket could not be checked")
            return False

    def _gone(self, sid: str) -> None:
        """It left the namespace; the line itself may stay open."""
        environ = self.server.get_environ(sid, namespace=self.namespace)
        if environ:
            self._publisher.connections.part(environ[CONNECTION])

    def _answer(self, event: str, sid: str, said: tuple[Any, ...]) -> dict[str, Any]:
        try:
            handler = self._events.get(event)
            if handler is None:
                raise NotHere("unknown_event")
            connection = self._connection(sid)
            return handler(connection, said[0] if len(said) == 1 else None)
        except NotHere as refused:
            return protocol.refusal(str(refused), self._house.now())
        except NotUnderstood:
            return protocol.refusal("bad_value", self._house.now())
        except Exception as error:
            self._not_answered.say(error, "an event failed")
            return protocol.refusal("server_error", self._house.now())

    def _connection(self, sid: str) -> Connection:
        connection: Connection = self.server.get_environ(sid, namespace=self.namespace)[CONNECTION]
        if connection.ending:
            raise NotHere("unauthenticated")
        now = self._standing.ask(connection.device)
        if now is Stands.CHANGED:
            self._publisher.let_go(connection)
            raise NotHere("role_changed")
        if now is not Stands.STILL:
            self._publisher.send_away(connection, "revoked")
            raise NotHere("unauthenticated")
        return connection

    def _subscribe(self, connection: Connection, said: Any) -> dict[str, Any]:
        wish = read_subscribe(said)
        device = access.at_site(self._house, connection.device, wish.site)
        if device is None:
            raise NotHere("not_found")
        if not access.may_listen(device, wish.audience):
            raise NotHere("forbidden")
        try:
            picture = self._publisher.subscribe(connection, device.site_id, wish.audience)
        except SiteGone:
            raise NotHere("not_found") from None
        if picture is None:
            raise NotHere("unauthenticated")
        return picture

    def _here(self, connection: Connection, said: Any) -> dict[str, Any]:
        report = read_here(said)
        now = self._house.now()
        self._presence.note(connection.device.id, now, report)
        return {"server_now": protocol.instant(now)}
