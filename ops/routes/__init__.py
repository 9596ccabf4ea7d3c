"""The doors people and programs use. ``open_doors`` hangs them all into an app."""

from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect

from ops import access
from ops.routes import (
    api,
    auth,
    bundles,
    first_steps,
    headers,
    health,
    home,
    it_is_me,
    jobs,
    metrics,
    other_sites,
    papers,
    problems,
    proof,
    region,
    releases,
    reports,
    set_up,
    set_up_cards,
    set_up_devices,
    set_up_file,
    set_up_first,
    set_up_history,
    set_up_kept,
    set_up_people,
    set_up_plan,
    set_up_screen,
    set_up_settings,
    shifts,
    sign_in,
    statutory,
    tablet,
    timelines,
    wall,
)
from ops.routes.cookies import keep_sessions
from ops.routes.labels import job, word
from ops.routes.late_rule import LateRule
from ops.routes.qr import qr

FORM_COOKIE = "ops_form"


def open_doors(app: Flask) -> None:
    """Hook first, then the rooms behind it. Needs ``house`` and ``settings`` in extensions."""
    settings = app.extensions["settings"]
    app.url_rule_class = LateRule
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
    # A tablet that is locked says so from a page that carries no token; it opens nothing.
    csrf.exempt(auth.lock)
    app.register_blueprint(wire)
    for door in (
        bundles.bp,
        health.bp,
        metrics.bp,
        auth.bp,
        sign_in.bp,
        it_is_me.bp,
        other_sites.bp,
        home.bp,
        wall.bp,
        tablet.bp,
        reports.bp,
        shifts.bp,
        releases.bp,
        jobs.bp,
        papers.bp,
        statutory.bp,
        timelines.bp,
        proof.bp,
        region.bp,
        set_up.bp,
        set_up_plan.bp,
        set_up_cards.bp,
        set_up_kept.bp,
        set_up_screen.bp,
        set_up_devices.bp,
        set_up_people.bp,
        set_up_file.bp,
        set_up_history.bp,
        set_up_settings.bp,
        set_up_first.bp,
    ):
        app.register_blueprint(door)
    app.jinja_env.globals.update(
        word=word, job=job, qr=qr, bundle_url=bundles.bundle_url, first_step=first_steps.here
    )
