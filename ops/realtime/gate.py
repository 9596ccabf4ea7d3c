"""The door of the live line, in front of everything the socket library does.

A handshake must be a WebSocket, carry a credential, and come from one of our own pages.
Until that is settled there is no thread, no socket state and no session for it.

1. Only a WebSocket handshake on the one path; no polling, no session to be taken up again.
2. Room for one more, else 503.
3. ``Authorization: Bearer``: a program. An Origin, if it sends one, must be ours.
4. Else the session cookie: a browser. Its Origin must be there and be ours, exactly.
5. The device goes along with the socket; the namespace checks it again.
"""

import json
from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ops import logs
from ops.config import Settings
from ops.domain.facts import plain
from ops.realtime.complaints import Complaints
from ops.realtime.connections import Connections
from ops.realtime.protocol import PATH
from ops.realtime.together import Together
from ops.services.house import House
from ops.services.ways_in import devices
from ops.services.ways_in.devices import DeviceRef

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logs.get(__name__)

CONNECTION = "ops.connection"
LONGEST_CREDENTIAL = 512


class TurnedAway(Exception):
    """This handshake is refused."""

    def __init__(self, status: HTTPStatus, code: str, title: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.title = title


class Gate:
    """WSGI middleware. ``inner`` holds the socket library and the pages."""

    def __init__(
        self, inner: "WSGIApplication", settings: Settings, house: House, connections: Connections
    ) -> None:
        self._inner = inner
        self._settings = settings
        self._house = house
        self._connections = connections
        self._tokens = Together(partial(devices.identify_all, house))
        self._cookies = Together(partial(devices.identify_sessions, house))
        self._not_checked = Complaints(log)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path != PATH and not path.startswith(f"{PATH}/"):
            return self._inner(environ, start_response)
        try:
            _check_handshake(environ)
            if self._connections.full():
                raise _no_room()
            device = self._device(environ)
        except TurnedAway as refusal:
            return self._refuse(refusal, start_response)
        except Exception as error:
            self._not_checked.say(error, "the gate could not check a handshake")
            unsure = TurnedAway(HTTPStatus.SERVICE_UNAVAILABLE, "server_error", "Try again in a moment.")
            return self._refuse(unsure, start_response)
        return self._let_in(device, environ, start_response)

    def _let_in(
        self, device: DeviceRef, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        connection = self._connections.enter(device, environ["gunicorn.socket"])
        if connection is None:
            return self._refuse(_no_room(), start_response)
        # No compression: a few packed bytes must not become megabytes before their size is seen.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        environ[CONNECTION] = connection
        try:
            return list(self._inner(environ, start_response))
        finally:
            # Both server modes stay in the call above for as long as the socket lives.
            self._connections.leave(connection)
            connection.hang_up()

    def _device(self, environ: "WSGIEnvironment") -> DeviceRef:
        origin = environ.get("HTTP_ORIGIN")
        authorization = environ.get("HTTP_AUTHORIZATION")
        known_origin = origin in self._settings.origins
        if authorization is not None:
            if origin is not None and not known_origin:
                raise _foreign()
            return _known(self._tokens.ask(_bearer(authorization)))
        cookie = _cookie(environ.get("HTTP_COOKIE", ""), self._settings.cookie_name)
        if cookie is None:
            raise _nobody()
        if not known_origin:
            raise _foreign()
        return _known(self._cookies.ask(cookie))

    def _refuse(self, refusal: TurnedAway, start_response: "StartResponse") -> Iterable[bytes]:
        self._connections.turn_away(refusal.code)
        body = json.dumps(
            {
                "type": "about:blank",
                "title": refusal.title,
                "status": refusal.status.value,
                "code": refusal.code,
                "server_now": plain(self._house.now()),
            }
        ).encode()
        headers = [
            ("Content-Type", "application/problem+json"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ]
        if refusal.status is HTTPStatus.UNAUTHORIZED:
            headers.append(("WWW-Authenticate", "Bearer"))
        start_response(f"{refusal.status.value} {refusal.status.phrase}", headers)
        return [body]


def _check_handshake(environ: "WSGIEnvironment") -> None:
    query = parse_qs(environ.get("QUERY_STRING", "")[:1024], max_num_fields=8)
    upgrading = {part.strip() for part in environ.get("HTTP_CONNECTION", "").lower().split(",")}
    if environ["PATH_INFO"].rstrip("/") != PATH or environ["REQUEST_METHOD"] != "GET":
        raise TurnedAway(HTTPStatus.NOT_FOUND, "not_found", "There is nothing here.")
    if (
        query.get("transport") != ["websocket"]
        or query.get("EIO") != ["4"]
        or "sid" in query
        or "upgrade" not in upgrading
        or environ.get("HTTP_UPGRADE", "").lower() != "websocket"
        or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13"
        or not environ.get("HTTP_SEC_WEBSOCKET_KEY")
    ):
        raise TurnedAway(
            HTTPStatus.BAD_REQUEST, "bad_value", "Only a WebSocket of Engine.IO 4 comes in here."
        )


def _bearer(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not 0 < len(token) <= LONGEST_CREDENTIAL:
        raise _nobody()
    return token


def _cookie(header: str, name: str) -> str | None:
    try:
        cookies: SimpleCookie = SimpleCookie(header[:4096])
    except CookieError:
        return None
    found = cookies.get(name)
    return found.value if found and 0 < len(found.value) <= LONGEST_CREDENTIAL else None


def _known(device: DeviceRef | None) -> DeviceRef:
    if device is None:
        raise _nobody()
    return device


def _nobody() -> TurnedAway:
    return TurnedAway(HTTPStatus.UNAUTHORIZED, "unauthenticated", "This device is not known here.")


def _foreign() -> TurnedAway:
    return TurnedAway(HTTPStatus.FORBIDDEN, "bad_origin", "This page does not belong to the house.")


def _no_room() -> TurnedAway:
    return TurnedAway(HTTPStatus.SERVICE_UNAVAILABLE, "full", "No room for another screen now.")
