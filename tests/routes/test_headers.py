"""What every answer carries, and how the house says it is well."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from ops import create_app
from ops.clock import monotonic
from ops.config import Settings
from ops.models import Heartbeat
from ops.routes.headers import allow_charts
from tests.routes.door import Door
from tests.services.room import Clock

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; media-src 'self'; img-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    "path", ["/", "/enrol", "/healthz", "/static/css/core.css", "/api/v1/nothing", "/nothing"]
)
def test_every_answer_is_fenced_in(door: Door, path: str) -> None:
    headers = door.stranger().get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "screen-wake-lock=(self)" in headers["Permissions-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]


def test_nobody_keeps_an_answer(door: Door) -> None:
    for path in ("/", "/enrol", "/healthz", "/api/v1/sites/here/board"):
        assert door.stranger().get(path).headers["Cache-Control"] == "no-store"


def test_files_are_asked_for_again(door: Door) -> None:
    ours = door.stranger().get("/static/css/core.css")
    assert ours.headers["Cache-Control"] == "no-cache"
    assert ours.headers["ETag"]
    theirs = door.stranger().get("/static/vendor/socket.io.esm.min.js")
    assert "immutable" in theirs.headers["Cache-Control"]


def test_charts_may_bring_one_empty_style(door: Door) -> None:
    with door.app.test_request_context("/"):
        allow_charts()
        headers = door.app.process_response(door.app.make_response("")).headers
    assert (
        "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        in (headers["Content-Security-Policy"])
    )


@pytest.fixture
def behind_tls(tmp_path: Path) -> Flask:
    """The same house where browsers come by https."""
    settings = {"OPS_DATA_DIR": str(tmp_path), "OPS_ORIGINS": "https://room.example.org"}
    return create_app(Settings.from_environment(settings), now=Clock())


def test_behind_tls_cookies_are_secure(behind_tls: Flask) -> None:
    answer = behind_tls.test_client().get("/enrol", base_url="https://room.example.org")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-ops_form=")
    assert "Secure" in cookie
    assert answer.headers["Strict-Transport-Security"]
    assert behind_tls.extensions["settings"].cookie_name == "__Host-ops_session"


def test_the_process_says_that_it_lives(door: Door) -> None:
    program = door.program
    assert program.get("/healthz").json == {"status": "ok", "sites": ["here"]}
    for headers in ({"X-Forwarded-For": "203.0.113.7"}, {"Forwarded": "for=203.0.113.7"}):
        assert program.get("/healthz", headers=headers).json == {"status": "ok"}
    far = program.get("/healthz", environ_overrides={"REMOTE_ADDR": "203.0.113.7"})
    assert far.json == {"status": "ok"}


def test_ready_means_that_somebody_sweeps(door: Door) -> None:
    assert door.program.get("/readyz").status_code == 503
    beat = Heartbeat(process="p", started_at=door.clock(), at=door.clock() - timedelta(seconds=4))
    with door.house.db.write() as session:
        session.add(beat)
    answer = door.program.get("/readyz")
    assert answer.json == {"status": "ok", "database": "ok", "sweep_age": 4.0}
    door.clock.pass_(seconds=12)
    assert door.program.get("/readyz").status_code == 503


def test_a_full_disk_is_said_and_the_room_is_still_ready(own_door: Door) -> None:
    """No sign of life is on record for long, as nothing is; this process knows that it sweeps."""
    freshness = own_door.app.extensions["realtime"].freshness
    freshness.full_since = own_door.clock()
    assert own_door.program.get("/readyz").status_code == 503
    freshness.round_ended(monotonic(), good=True)
    answer = own_door.program.get("/readyz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["status"], answer.json["code"]) == ("degraded", "disk_full")
    assert answer.json["since"] == "2026-11-22T14:00:00.000Z"
    assert "Make room" in answer.json["detail"]
