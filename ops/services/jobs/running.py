"""What the house does with jobs: take one up, hold it by a sign of life, end it, sweep what is over."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import aliased

from ops.models import Job, JobState
from ops.services.house import House
from ops.services.jobs import KEPT, STALE, TRIES, Asker, File, Lost, Work, files, rows


def take_up(house: House, runner: str) -> UUID | None:
    """The oldest that waits, or whose holder is gone, unless another goes on: one at a time."""
    now = house.now()
    other = aliased(Job)
    # A sign of life from a time to come is of a clock that was set back since.
    goes_on = exists().where(
        other.state == JobState.RUNNING, other.beat_at > now - STALE, other.beat_at <= now + STALE
    )
    waits = Job.state.in_((JobState.QUEUED, JobState.RUNNING)) & ~goes_on
    with house.db.ask() as session:
        found = session.scalar(select(Job.id).where(waits).order_by(Job.asked_at, Job.id).limit(1))
    if found is None:
        return None
    with house.db.write() as session:
        # Whoever else found it comes before or after: one of the two has it.
        row = session.scalar(select(Job).where(Job.id == found, waits).with_for_update())
        if row is None:
            return None
        if row.tries < TRIES:
            row.state, row.runner, row.beat_at = JobState.RUNNING, runner, now
            row.tries, row.done, row.of = row.tries + 1, 0, 0
            return found
        rows.end(row, JobState.FAILED, now)
    files.wipe(house, found)
    return None


def work(house: House, job: UUID, runner: str) -> Work:
    """What is to be done. Raises ``Lost``."""
    with house.db.read() as session:
        row = rows.held(session, job, runner)
        return Work(row.id, row.site_id, row.kind, row.asked, row.language, Asker(row.device, row.staff))


def given(house: House, job: UUID, runner: str) -> bytes:
    """What was given with it. Raises ``Lost``, and ``Refused`` where it is gone."""
    with house.db.read() as session:
        key = rows.held(session, job, runner).file_key
    return files.opened(house, job, key)


def alive(house: House, job: UUID, runner: str) -> bool:
    """It goes on, in the hands of that runner; false: no longer."""
    with house.db.write() as session:
        return session.scalar(rows.mine(job, runner, beat_at=house.now())) is not None


def say(house: House, job: UUID, runner: str, done: int, of: int) -> None:
    """How far it has come. Raises ``Lost``."""
    with house.db.write() as session:
        if session.scalar(rows.mine(job, runner, done=done, of=of, beat_at=house.now())) is None:
            raise Lost


def finish(
    house: House,
    job: UUID,
    runner: str,
    answer: Mapping[str, Any],
    file: File | None = None,
    *,
    keeps_given: bool = False,
) -> None:
    """It is done. Raises ``Lost``; its file is there before the row says so."""
    key = None if file is None else files.put(house, job, file.content)
    with house.db.write() as session:
        row = rows.held(session, job, runner)
        key = row.file_key if keeps_given else key
        rows.end(row, JobState.DONE, house.now())
        row.answer, row.file_key = dict(answer), key
        if file is not None:
            row.file_name, row.file_type = file.name, file.type
    if key is None:
        files.wipe(house, job)


def fail(house: House, job: UUID, runner: str, why: str | None) -> None:
    """It cannot be done. Raises ``Lost``."""
    with house.db.write() as session:
        row = rows.held(session, job, runner)
        rows.end(row, JobState.FAILED, house.now())
        row.why = why and why[:300]
    files.wipe(house, job)


def broke(house: House, job: UUID, runner: str) -> None:
    """Its process ended without a word: again, as long as there are tries left."""
    try:
        with house.db.write() as session:
            row = rows.held(session, job, runner)
            if row.tries < TRIES:
                row.state, row.runner = JobState.QUEUED, None
                return
            rows.end(row, JobState.FAILED, house.now())
    except Lost:
        return
    files.wipe(house, job)


def sweep(house: House) -> int:
    """What is over for long goes, file first; files of nobody too. How many rows went."""
    # Looked for first: a row is there before its file.
    found = files.there(house)
    with house.db.read() as session:
        known = session.execute(select(Job.id, Job.ended_at)).all()
    edge = house.now() - KEPT
    over = {job for job, ended_at in known if ended_at is not None and ended_at <= edge}
    files.wipe_all_but(found, {str(job) for job, _ in known if job not in over})
    if over:
        with house.db.write() as session:
            session.execute(delete(Job).where(Job.id.in_(over), Job.ended_at.is_not(None)))
    return len(over)
