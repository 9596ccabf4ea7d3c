"""What the house does with jobs: take one up, hold it by a sign of life, end it, sweep what is over."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import aliased

from ops.models import Job, JobState
from ops.services.house import House
from ops.services.jobs import KEPT, STALE, TRIES, Asker, File, Lost, Work, files, rows


def take_up(house: House, runner: str) -> UUID | None:
    """The oldest that waits, or whose holder is gone, unless another goes on: one at a time."""
    now = house.now()
    fresh = Job.beat_at > now - STALE
    # A sign of life from a time to come is of a clock that was set back since.
    held = (Job.state == JobState.RUNNING) & fresh & (Job.beat_at <= now + STALE)
    other = aliased(Job)
    goes_on = exists().where(
        other.state == JobState.RUNNING, other.beat_at > now - STALE, other.beat_at <= now + STALE
    )
    waits = or_(Job.state == JobState.QUEUED, (Job.state == JobState.RUNNING) & ~held)
    with house.db.read() as session:
        oldest = select(Job.id).where(waits, ~goes_on).order_by(Job.asked_at, Job.id).limit(1)
        found = session.scalar(oldest)
    if found is None:
        return None
    with house.db.write() as session:
        row = session.get(Job, found)
        is_over = row is not None and row.tries >= TRIES
        if row is not None and is_over:
            rows.end(row, JobState.FAILED, now)
        else:
            taken = (
                update(Job)
                .where(Job.id == found, waits, ~goes_on)
                .values(state=JobState.RUNNING, runner=runner, beat_at=now, tries=Job.tries + 1, done=0, of=0)
            )
            return found if rows.changed(session, taken) else None
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
        return rows.changed(session, rows.mine(job, runner).values(beat_at=house.now())) > 0


def say(house: House, job: UUID, runner: str, done: int, of: int) -> None:
    """How far it has come. Raises ``Lost``."""
    with house.db.write() as session:
        if not rows.changed(session, rows.mine(job, runner).values(done=done, of=of, beat_at=house.now())):
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
    with house.db.write() as session:
        row = session.get(Job, job)
        if row is None or row.runner != runner or row.state is not JobState.RUNNING:
            return
        if row.tries < TRIES:
            row.state, row.runner = JobState.QUEUED, None
            return
        rows.end(row, JobState.FAILED, house.now())
    files.wipe(house, job)


def sweep(house: House) -> int:
    """What is over for long goes, file first; files of nobody too. How many rows went."""
    now = house.now()
    # Looked for first: a row is there before its file.
    found = files.there(house)
    with house.db.read() as session:
        over = list(session.scalars(select(Job.id).where(Job.ended_at <= now - KEPT)))
        known = {str(job) for job in session.scalars(select(Job.id))} - {str(job) for job in over}
    files.wipe_all_but(found, known)
    with house.db.write() as session:
        for job in over:
            row = session.get(Job, job)
            if row is not None and row.ended_at is not None:
                session.delete(row)
    return len(over)
