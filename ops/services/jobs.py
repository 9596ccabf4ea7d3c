"""Work that takes longer than a page may: a row, and a process that takes it up.

1. Whoever asks queues it, and may leave. ``ops.jobs`` names the kinds there are.
2. The house takes the oldest, one at a time, and has a process of its own do it (``realtime/jobs.py``).
   What it says on the way is in the row.
3. It is held by a sign of life. Without one for ``STALE`` whoever held it is gone, and it is taken up
   anew, ``TRIES`` times at most; so a restart loses nothing.
4. What it made is for whoever asked, for ``KEPT``, then row and file go. A file that was given with it goes
   when it is over, or stays as long for a second step (``go_on``).

A file lies beside the database, sealed with a key that is only in the row: a backup has the one and
never the other, and a disk alone tells nothing where the database is encrypted.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from ops.domain.errors import Code, Refused
from ops.models import Job, JobState
from ops.services import job_files
from ops.services.house import House

STALE = timedelta(seconds=30)
TRIES = 3
KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Asker:
    """Who asks, on which device."""

    device: int | None
    staff: int | None = None


@dataclass(frozen=True)
class Work:
    """As it is given to whoever does it."""

    id: UUID
    site_id: int
    kind: str
    asked: Mapping[str, Any]
    language: str
    asker: Asker


@dataclass(frozen=True)
class File:
    """What a job made to be taken away."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Shown:
    """How it stands. ``asked``: as it was queued. ``why``: it could not be done, in words, or empty where it
    broke. ``keeps_given``: what was given is there for a second step. ``until``: when it goes."""

    id: UUID
    kind: str
    asked: Mapping[str, Any]
    state: JobState
    done: int
    of: int
    why: str | None
    answer: Mapping[str, Any]
    has_file: bool
    keeps_given: bool
    until: datetime | None

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)


class Lost(Exception):
    """Somebody else has taken it up meanwhile: what was done here counts for nothing."""


def queue(
    house: House,
    site_id: int,
    kind: str,
    asked: Mapping[str, Any],
    asker: Asker,
    *,
    language: str,
    given: bytes | None = None,
) -> UUID:
    """Its id. Asked for again while the same still waits or goes on, it is that one. ``given``: a file that it
    needs."""
    whoever_gives = secrets.token_hex(16)
    with house.db.write() as session:
        open_ones = select(Job).where(
            Job.site_id == site_id,
            Job.kind == kind,
            Job.state.in_((JobState.QUEUED, JobState.RUNNING)),
            _theirs(asker),
        )
        for job in session.scalars(open_ones):
            if job.asked == dict(asked) and job.language == language:
                return job.id
        made = Job(
            id=uuid4(),
            site_id=site_id,
            kind=kind,
            asked=dict(asked),
            language=language,
            staff=asker.staff,
            device=asker.device,
            state=JobState.QUEUED,
            asked_at=house.now(),
        )
        if given is not None:
            # Held until the file is there: without its row a file would be nobody's, and go.
            made.state, made.runner, made.beat_at = JobState.RUNNING, whoever_gives, house.now()
        session.add(made)
        asked_for = made.id
    if given is not None:
        key = job_files.put(house, asked_for, given)
        with house.db.write() as session:
            row = _held(session, asked_for, whoever_gives)
            row.state, row.runner, row.file_key = JobState.QUEUED, None, key
    return asked_for


def go_on(house: House, site_id: int, job: UUID, asker: Asker, asked: Mapping[str, Any]) -> None:
    """The second step of what is done and keeps what was given, with ``asked`` beside what was asked. Who says it
    later finds it on its way. Raises ``Refused``."""
    keeps_given = Job.file_key.is_not(None) & Job.file_name.is_(None)
    with house.db.write() as session:
        row = _of(session, site_id, job, asker)
        over = update(Job).where(Job.id == job, Job.state == JobState.DONE, keeps_given)
        both = {**row.asked, **asked}
        _rows(session, over.values(state=JobState.QUEUED, asked=both, ended_at=None, tries=0, done=0, of=0))


def forget(house: House, site_id: int, job: UUID, asker: Asker) -> None:
    """What is over goes before its time. Raises ``Refused``."""
    with house.db.write() as session:
        row = _of(session, site_id, job, asker)
        if row.ended_at is None:
            return
        session.delete(row)
    job_files.wipe(house, job)


def latest(house: House, site_id: int, kind: str, asker: Asker) -> UUID | None:
    """The last that they asked for, to come back to."""
    theirs = select(Job.id).where(Job.site_id == site_id, Job.kind == kind, _theirs(asker))
    with house.db.read() as session:
        return session.scalar(theirs.order_by(Job.asked_at.desc(), Job.id).limit(1))


def look(house: House, site_id: int, job: UUID, asker: Asker) -> Shown:
    """Raises ``Refused``: somebody else's is as unknown as none."""
    with house.db.read() as session:
        row = _of(session, site_id, job, asker)
        until = None if row.ended_at is None else row.ended_at + KEPT
        return Shown(
            row.id,
            row.kind,
            row.asked,
            row.state,
            row.done,
            row.of,
            row.why,
            row.answer or {},
            row.file_key is not None and row.file_name is not None,
            row.file_key is not None and row.file_name is None and row.state is JobState.DONE,
            until,
        )


def file_of(house: House, site_id: int, job: UUID, asker: Asker) -> File:
    """What it made. Raises ``Refused``, also where that is gone."""
    with house.db.read() as session:
        row = _of(session, site_id, job, asker)
        key, name, kind = row.file_key, row.file_name, row.file_type
    if name is None or kind is None:
        raise Refused(Code.NOT_FOUND, "job")
    return File(name, kind, job_files.opened(house, job, key))


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
            _end(row, JobState.FAILED, now)
        else:
            taken = (
                update(Job)
                .where(Job.id == found, waits, ~goes_on)
                .values(state=JobState.RUNNING, runner=runner, beat_at=now, tries=Job.tries + 1, done=0, of=0)
            )
            return found if _rows(session, taken) else None
    job_files.wipe(house, found)
    return None


def work(house: House, job: UUID, runner: str) -> Work:
    """What is to be done. Raises ``Lost``."""
    with house.db.read() as session:
        row = _held(session, job, runner)
        return Work(row.id, row.site_id, row.kind, row.asked, row.language, Asker(row.device, row.staff))


def given(house: House, job: UUID, runner: str) -> bytes:
    """What was given with it. Raises ``Lost``, and ``Refused`` where it is gone."""
    with house.db.read() as session:
        key = _held(session, job, runner).file_key
    return job_files.opened(house, job, key)


def alive(house: House, job: UUID, runner: str) -> bool:
    """It goes on, in the hands of that runner; false: no longer."""
    with house.db.write() as session:
        return _rows(session, _mine(job, runner).values(beat_at=house.now())) > 0


def say(house: House, job: UUID, runner: str, done: int, of: int) -> None:
    """How far it has come. Raises ``Lost``."""
    with house.db.write() as session:
        if not _rows(session, _mine(job, runner).values(done=done, of=of, beat_at=house.now())):
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
    key = None if file is None else job_files.put(house, job, file.content)
    with house.db.write() as session:
        row = _held(session, job, runner)
        key = row.file_key if keeps_given else key
        _end(row, JobState.DONE, house.now())
        row.answer, row.file_key = dict(answer), key
        if file is not None:
            row.file_name, row.file_type = file.name, file.type
    if key is None:
        job_files.wipe(house, job)


def fail(house: House, job: UUID, runner: str, why: str | None) -> None:
    """It cannot be done. Raises ``Lost``."""
    with house.db.write() as session:
        row = _held(session, job, runner)
        _end(row, JobState.FAILED, house.now())
        row.why = why and why[:300]
    job_files.wipe(house, job)


def broke(house: House, job: UUID, runner: str) -> None:
    """Its process ended without a word: again, as long as there are tries left."""
    with house.db.write() as session:
        row = session.get(Job, job)
        if row is None or row.runner != runner or row.state is not JobState.RUNNING:
            return
        if row.tries < TRIES:
            row.state, row.runner = JobState.QUEUED, None
            return
        _end(row, JobState.FAILED, house.now())
    job_files.wipe(house, job)


def sweep(house: House) -> int:
    """What is over for long goes, file first; files of nobody too. How many rows went."""
    now = house.now()
    # Looked for first: a row is there before its file.
    found = job_files.there(house)
    with house.db.read() as session:
        over = list(session.scalars(select(Job.id).where(Job.ended_at <= now - KEPT)))
        known = {str(job) for job in session.scalars(select(Job.id))} - {str(job) for job in over}
    job_files.wipe_all_but(found, known)
    with house.db.write() as session:
        for job in over:
            row = session.get(Job, job)
            if row is not None and row.ended_at is not None:
                session.delete(row)
    return len(over)


def _theirs(asker: Asker) -> ColumnElement[bool]:
    """A person's own, on whatever device; without a person, the device's."""
    if asker.staff is not None:
        return Job.staff == asker.staff
    return Job.staff.is_(None) & (Job.device == asker.device)


def _of(session: Session, site_id: int, job: UUID, asker: Asker) -> Job:
    row = session.scalar(select(Job).where(Job.id == job, Job.site_id == site_id, _theirs(asker)))
    if row is None:
        raise Refused(Code.NOT_FOUND, "job")
    return row


def _held(session: Session, job: UUID, runner: str) -> Job:
    row = session.get(Job, job)
    if row is None or row.runner != runner or row.state is not JobState.RUNNING:
        raise Lost
    return row


def _mine(job: UUID, runner: str) -> Any:
    return update(Job).where(Job.id == job, Job.runner == runner, Job.state == JobState.RUNNING)


def _end(row: Job, state: JobState, now: datetime) -> None:
    row.state, row.ended_at, row.runner, row.file_key = state, now, None, None


def _rows(session: Session, act: Any) -> int:
    done: Any = session.execute(act, execution_options={"synchronize_session": False})
    return int(done.rowcount)
