"""``ops job``: long work, as the server has it done."""

import argparse
import os
from dataclasses import replace
from uuid import UUID

from ops import create_app, processes
from ops.config import THREADING, Settings
from ops.jobs.doing import do
from ops.services.jobs import Lost

BEHIND_THE_ROOM = 10
"""How much is left to everybody else."""


def run(settings: Settings, said: argparse.Namespace) -> int:
    """Do what that runner holds. It ends with whoever began it; then it is taken up anew."""
    processes.end_with_parent()
    os.nice(BEHIND_THE_ROOM)
    app = create_app(replace(settings, async_mode=THREADING))
    try:
        with app.test_request_context():
            do(app, UUID(said.id), said.runner)
    except Lost:
        return 1
    finally:
        app.extensions["house"].db.close()
    return 0
