"""One piece of long work from beginning to end, in whatever process."""

from functools import partial
from uuid import UUID

from flask import Flask
from flask_babel import force_locale

from ops.jobs import KINDS, CannotBeDone, Doing
from ops.services.jobs import running


def do(app: Flask, job: UUID, runner: str) -> None:
    """In a request's context, so that pages can be made. Raises ``Lost`` where somebody else has it."""
    house = app.extensions["house"]
    work = running.work(house, job, runner)
    try:
        with force_locale(work.language):
            given = partial(running.given, house, job, runner)
            doing = Doing(app, house, work, partial(running.say, house, job, runner), given)
            made = KINDS[work.kind].load()(doing)
    except CannotBeDone as why:
        running.fail(house, job, runner, str(why))
    else:
        running.finish(house, job, runner, made.answer, made.file, keeps_given=made.keeps_given)
