"""The browser session's cookie. It stays until it is revoked: a wall runs for months."""

from flask import Flask, current_app, g, request
from flask import Response as PageResponse
from werkzeug.wrappers import Response

from ops.services.ways_in import sessions

KEPT_FOR = 400 * 24 * 3600
"""Seconds; browsers keep none longer. Each page that is opened begins it anew."""


def session_cookie() -> str | None:
    """What this browser holds."""
    return request.cookies.get(current_app.extensions["settings"].cookie_name)


def set_session(response: Response, cookie: str) -> None:
    """This browser is a device from now on."""
    settings = current_app.extensions["settings"]
    response.set_cookie(
        settings.cookie_name,
        cookie,
        max_age=KEPT_FOR,
        secure=settings.is_https,
        httponly=True,
        samesite="Strict",
    )


def drop_session(response: Response) -> None:
    """This browser is nobody's."""
    settings = current_app.extensions["settings"]
    response.delete_cookie(settings.cookie_name, secure=settings.is_https, httponly=True, samesite="Strict")


def keep_sessions(app: Flask) -> None:
    """Begin the cookie's time anew whenever a page is opened with it; the tablet's page, which it
    does not need, asks who it is."""

    @app.after_request
    def renew(response: PageResponse) -> PageResponse:
        known = g.get("device")
        opened = request.endpoint == "api.read_tablet" or response.mimetype == "text/html"
        page = request.method == "GET" and response.status_code == 200 and opened
        if known is not None and known.session_id is not None and page:
            set_session(response, session_cookie() or "")
            sessions.used(current_app.extensions["house"], known)
        return response
