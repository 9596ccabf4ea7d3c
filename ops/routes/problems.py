"""A no on its way out: under ``/api`` as ``application/problem+json``, elsewhere as a page.

Neither ever repeats what was sent.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Flask, Response, current_app, json, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from ops import logs
from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.errors import BY_ERROR, BY_STATUS, TABLE, AnyCode, DoorCode, FieldError, Stopped
from ops.routes.door import house

log = logs.get(__name__)

NOT_LET_IN = (DoorCode.UNAUTHENTICATED, DoorCode.BAD_ORIGIN)
"""Refusals that say nothing of what was asked, only of who did."""


def problem(
    code: AnyCode, now: datetime, errors: Sequence[FieldError] = (), offers: Sequence[str] = ()
) -> dict[str, Any]:
    """The body of a problem (RFC 9457)."""
    words = TABLE[code]
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": str(words.title),
        "status": words.status,
        "detail": str(words.detail),
        "code": code.value,
        "server_now": plain(now),
    }
    if errors:
        body["errors"] = [error.as_json() for error in errors]
    if offers:
        body["offers"] = list(offers)
    return body


def problem_of(error: Exception, now: datetime) -> dict[str, Any]:
    """The problem that an exception is; anything unforeseen is a server error and is logged."""
    if isinstance(error, Refused):
        fields = [FieldError(error.field, error.code)] if error.field else []
        offers = ["room_says_otherwise"] if error.room_may_differ else []
        return problem(error.code, now, fields, offers) | error.beside
    if isinstance(error, Stopped):
        return problem(error.code, now, error.errors)
    for kind, code in BY_ERROR.items():
        if isinstance(error, kind):
            return problem(code, now)
    if isinstance(error, CSRFError):
        return problem(DoorCode.FORM_TOO_OLD, now)
    if isinstance(error, HTTPException) and error.code is not None and error.code < 500:
        return problem(BY_STATUS.get(error.code, Code.BAD_VALUE), now) | {"status": error.code}
    log.error("a request failed", method=request.method, route=str(request.url_rule), exc_info=error)
    return problem(DoorCode.SERVER_ERROR, now)


def register(app: Flask) -> None:
    """Every error of this app goes through the table."""

    @app.errorhandler(Exception)
    def refuse(error: Exception) -> ResponseReturnValue:
        if isinstance(error, HTTPException) and (error.code is None or error.code < 400):
            return error
        body = problem_of(error, house().now())
        if body["code"] in NOT_LET_IN:
            current_app.extensions["realtime"].connections.turn_away(body["code"])
        answer = respond(body)
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            answer.headers["Allow"] = ", ".join(sorted(allowed))
        return answer


def respond(body: dict[str, Any]) -> Response:
    """A problem as JSON under ``/api``, as a page elsewhere."""
    if request.path == "/api" or request.path.startswith("/api/"):
        answer = Response(json.dumps(body), body["status"], mimetype="application/problem+json")
    else:
        answer = make_response(render_template("errors/problem.html", problem=body), body["status"])
    if body["status"] == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
