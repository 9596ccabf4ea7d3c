"""The house before the key of its encrypted database is there: SEALED, and nobody is admitted.

Nothing is looked up, because nothing can be. Screens and tablets say so and go on by themselves
with what they were told; tablets keep their acts. A person who has the key gives it at
``/unseal``; it is kept in memory only. Guessing 256 bits is hopeless, so it is not slowed, which
would only keep out who has the key.
"""

import base64
import hashlib
import html
import json
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ops import logs
from ops.config import Settings
from ops.embedded import DatabaseRefused
from ops.keys import KeyWrong, read_database_key

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logs.get(__name__)

UNSEAL = "/unseal"
LONGEST_FORM = 1024
LOOK_AGAIN = 5
"""Seconds after which a page that shows this is loaded anew."""
STYLE = """
body { margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center;
  background: #fff; color: #000; font-family: system-ui, sans-serif; }
h1 { margin: 0; font-size: 9vw; line-height: 1.1; } p { font-size: 2.4vw; }
input, button { font: inherit; padding: .5em; } @media (max-width: 700px) { p { font-size: 1.2rem; } }
"""
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>SEALED</title><style>{style}</style></head>
<body><main><h1>SEALED<br>LOOK AT THE ROOM</h1>{body}</main></body></html>
"""
WAITS = f'<p>The server waits for its key. <a href="{UNSEAL}">I have it</a></p>'
FORM = f"""<form method="post" action="{UNSEAL}"><p role="alert">{{trouble}}</p>
<p><label>Key of the database, 64 digits from 0 to f<br>
<input name="key" type="password" size="40" autocomplete="off" required></label> <button>Open</button></p></form>
"""
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)
JSON, HTML = "application/json", "text/html; charset=utf-8"
OK, SEALED = "200 OK", "503 Service Unavailable"


class SealedHouse:
    """WSGI. ``open_house`` makes the room with a key, or raises ``DatabaseRefused``."""

    def __init__(self, settings: Settings, open_house: Callable[[bytes], "WSGIApplication"]) -> None:
        self._origins = settings.origins
        self._open_house = open_house
        self._house: WSGIApplication | None = None
        self._one_at_a_time = threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self._house is not None:
            return self._house(environ, start_response)
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if path == "/healthz":
            return _answer(start_response, OK, JSON, json.dumps({"status": "ok"}))
        if path == "/readyz":
            return _answer(start_response, SEALED, JSON, json.dumps({"status": "sealed"}))
        if path == UNSEAL:
            return self._asked(environ, start_response) if method == "POST" else _form(start_response)
        if path.startswith(("/api/", "/socket.io")):
            problem = {"type": "about:blank", "title": "Sealed", "status": 503, "code": "sealed"}
            return _answer(start_response, SEALED, "application/problem+json", json.dumps(problem))
        again = ("Refresh", str(LOOK_AGAIN))
        return _answer(start_response, SEALED, HTML, _page(WAITS), again)

    def _asked(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ.get("HTTP_ORIGIN") not in self._origins:
            return _form(start_response, "This page does not belong to the house.", "403 Forbidden")
        try:
            key = read_database_key(_key_in(environ))
            with self._one_at_a_time:
                if self._house is None:
                    self._house = self._open_house(key)
        except KeyWrong:
            return _form(start_response, "That is no key: 64 digits from 0 to f.", "400 Bad Request")
        except DatabaseRefused as refused:
            log.warning("a key did not open the database")
            return _form(start_response, str(refused), "403 Forbidden")
        log.info("the database was opened at the page")
        start_response("303 See Other", [("Location", "/"), ("Content-Length", "0"), *HEADERS])
        return [b""]


def _key_in(environ: "WSGIEnvironment") -> str:
    size = environ.get("CONTENT_LENGTH") or "0"
    if not size.isdigit() or int(size) > LONGEST_FORM:
        return ""
    form = environ["wsgi.input"].read(int(size)).decode("ascii", "replace")
    return "".join(parse_qs(form, max_num_fields=4).get("key", [""])[0].split())


def _form(start_response: "StartResponse", trouble: str = "", status: str = OK) -> Iterable[bytes]:
    return _answer(start_response, status, HTML, _page(FORM.format(trouble=html.escape(trouble))))


def _page(body: str) -> str:
    return PAGE.format(style=STYLE, body=body)


def _answer(
    start_response: "StartResponse", status: str, kind: str, body: str, *more: tuple[str, str]
) -> Iterable[bytes]:
    content = body.encode()
    length = ("Content-Length", str(len(content)))
    start_response(status, [("Content-Type", kind), length, *HEADERS, *more])
    return [content]
