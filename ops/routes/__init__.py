"""The doors people and programs use. ``open_doors`` hangs them all into an app."""

from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect

from ops import access
from ops.routes import (
    api,
    auth,
    floor,
    headers,
    health,
    home,
    problems,
    response,
    set_up,
    set_up_screen,
    shifts,
    wall,
)
from ops.routes.cookies import keep_sessions
from ops.routes.labels import word

FORM_COOKIE = "ops_form"


def open_doors(app: Flask) -> None:
    """Hook first, then the rooms behind it. Needs ``house`` and ``settings`` in extensions."""
    settings = app.extensions["settings"]
    app.config.update(
        SESSION_COOKIE_NAME=f"__Host-{FORM_COOKIE}" if settings.is_https else FORM_COOKIE,
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        # Pages send no referrer; the token, SameSite and Sec-Fetch-Site do that work.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    Babel(app)
    access.guard(app)
    problems.register(app)
    headers.keep_headers(app)
    keep_sessions(app)
    csrf = CSRFProtect(app)
    wire = api.blueprint()
    csrf.exempt(wire)
    app.register_blueprint(wire)
    for door in (
        health.bp,
        auth.bp,
        home.bp,
        wall.bp,
        floor.bp,
        response.bp,
        shifts.bp,
        set_up.bp,
        set_up_screen.bp,
    ):
        app.register_blueprint(door)
    app.jinja_env.globals["word"] = word
