"""The live room of an overdose prevention site. This file is the corridor: it wires the rooms."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from ops.clock import utc_now
from ops.config import EVENTLET, Settings

if TYPE_CHECKING:
    from flask import Flask

    from ops.services.house import Aside

LONGEST_REQUEST = 256 * 1024
"""Bytes: a tablet's outbox after a long outage."""


def create_app(
    settings: Settings | None = None, *, now: Callable[[], datetime] = utc_now, key: bytes | None = None
) -> "Flask":
    """The whole house, wired and not yet at work: ``extensions["realtime"].start()`` begins that.

    ``key``: the database's, where a person gave it.
    """
    from flask import Flask

    from ops.accesslog import keep_access_log
    from ops.db import Database
    from ops.keys import database_key, ensure_secrets
    from ops.realtime import Realtime
    from ops.realtime.bells import Bells
    from ops.routes import open_doors
    from ops.services.house import House
    from ops.timelines import Timelines

    settings = settings or Settings.from_environment()
    keys = ensure_secrets(settings)
    bells = Bells(settings.redis_url)
    house = House(
        db=Database(settings.database_url, key or database_key(settings), Timelines(settings.data_dir)),
        now=now,
        ring=bells.ring,
        keys=keys,
        aside=_aside(settings),
        site_file=settings.site_file,
    )
    app = Flask("ops")
    app.config.update(SECRET_KEY=keys.secret_key, MAX_CONTENT_LENGTH=LONGEST_REQUEST)
    app.extensions.update(settings=settings, house=house)
    for register in (keep_access_log, open_doors):
        register(app)
    Realtime(app, settings, house, bells)
    return app


def _aside(settings: Settings) -> "Aside":
    """On eventlet's one thread a PIN that is hashed would hold all screens; a real thread does not."""
    from ops.services.house import in_this_thread

    if settings.async_mode != EVENTLET:
        return in_this_thread
    from eventlet import tpool

    aside: Aside = tpool.execute
    return aside
