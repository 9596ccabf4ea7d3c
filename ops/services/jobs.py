"""Work that takes longer than a page may: a row, and a process that takes it up.

1. Whoever asks queues it, and may leave. ``ops.jobs`` names the kinds there are.
2. The house takes the oldest, one at a time, and has a process of its own do it (``realtime/jobs.py``).
   What it says on the way is in the row.
3. It is held by a sign of life. Without one for ``STALE`` whoever held it is gone, and it is taken up
   anew, ``TRIES`` times at most; so a restart loses nothing.
4. What it made is for whoever asked, for ``KEPT``, then row and file go.

A file lies beside the database, sealed with a key that is only in the row: a backup has the one and
never the other, and a disk alone tells nothing where the database is encrypted.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from ops import files
from ops.domain.errors import Code, Refused
from ops.models import Job, JobState
from ops.services.house import House

STALE = timedelta(seconds=30)
TRIES = 3
KEPT = timedelta(hours=1)
NONCE = 12


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
    """How it stands. ``why``: it could not be done, in words, or empty where it broke. ``until``: when it
    goes."""

    id: UUID
    kind: str
    state: JobState
    done: int
    of: int
    why: str | None
    answer: Mapping[str, Any]
    has_file: bool
    until: datetime | None

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)


class Lost(Exception):
    """Somebody else has taken it up meanwhile: what was done here counts for nothing."""


def queue(
    house: House, site_id: int, kind: str, asked: Mapping[str, Any], asker: Asker, *, language: str
) -> UUID:
    """Its id. Asked for again while the same still waits or goes on, it is that one."""
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
        session.add(made)
        return made.id


def look(house: House, site_id: int, job: UUID, asker: Asker) -> Shown:
    """Raises ``Refused``: somebody else's is as unknown as none."""
    with house.db.read() as session:
        row = _of(session, site_id, job, asker)
        until = None if row.ended_at is None else row.ended_at + KEPT
        return Shown(
            row.id,
            row.kind,
            row.state,
            row.done,
            row.of,
            row.why,
            row.answer or {},
            row.file_key is not None,
            until,
        )


def file_of(house: House, site_id: int, job: UUID, asker: Asker) -> File:
    """What it made. Raises ``Refused``, also where that is gone."""
    with house.db.read() as session:
        row = _of(session, site_id, job, asker)
        key, name, kind = row.file_key, row.file_name, row.file_type
    path = _path(house, job)
    if key is None or name is None or kind is None or not path.exists():
        raise Refused(Code.NOT_FOUND, "job")
    return File(name, kind, _opened(key, path.read_bytes(), job))


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
        if row is not None and row.tries >= TRIES:
            _end(row, JobState.FAILED, now)
            return None
        taken = (
            update(Job)
            .where(Job.id == found, waits, ~goes_on)
            .values(state=JobState.RUNNING, runner=runner, beat_at=now, tries=Job.tries + 1, done=0, of=0)
        )
        return found if _rows(session, taken) else None


def work(house: House, job: UUID, runner: str) -> Work:
    """What is to be done. Raises ``Lost``."""
    with house.db.read() as session:
        row = _held(session, job, runner)
        return Work(row.id, row.site_id, row.kind, row.asked, row.language, Asker(row.device, row.staff))


def alive(house: House, job: UUID, runner: str) -> bool:
    """It goes on, in the hands of that runner; false: no longer."""
    with house.db.write() as session:
        return _rows(session, _mine(job, runner).values(beat_at=house.now())) > 0


def say(house: House, job: UUID, runner: str, done: int, of: int) -> None:
    """How far it has come. Raises ``Lost``."""
    with house.db.write() as session:
        if not _rows(session, _mine(job, runner).values(done=done, of=of, beat_at=house.now())):
            raise Lost


def finish(house: House, job: UUID, runner: str, answer: Mapping[str, Any], file: File | None = None) -> None:
    """It is done. Raises ``Lost``; its file is there before the row says so."""
    key = None if file is None else _put(house, job, file.content)
    with house.db.write() as session:
        row = _held(session, job, runner)
        _end(row, JobState.DONE, house.now())
        row.answer, row.file_key = dict(answer), key
        if file is not None:
            row.file_name, row.file_type = file.name, file.type


def fail(house: House, job: UUID, runner: str, why: str | None) -> None:
    """It cannot be done. Raises ``Lost``."""
    with house.db.write() as session:
        row = _held(session, job, runner)
        _end(row, JobState.FAILED, house.now())
        row.why = why and why[:300]


def broke(house: House, job: UUID, runner: str) -> None:
    """Its process ended without a word: again, as long as there are tries left."""
    with house.db.write() as session:
        row = session.get(Job, job)
        if row is None or row.runner != runner or row.state is not JobState.RUNNING:
            return
        if row.tries >= TRIES:
            _end(row, JobState.FAILED, house.now())
        else:
            row.state, row.runner = JobState.QUEUED, None


def sweep(house: House) -> int:
    """What is over for long goes, file first; files of nobody too. How many rows went."""
    now = house.now()
    with house.db.read() as session:
        over = list(session.scalars(select(Job.id).where(Job.ended_at <= now - KEPT)))
        known = {str(job) for job in session.scalars(select(Job.id))} - {str(job) for job in over}
    if _folder(house).exists():
        for path in _folder(house).iterdir():
            if path.name.removesuffix(DRAFT) not in known:
                files.wipe(path)
    with house.db.write() as session:
        for job in over:
            row = session.get(Job, job)
            if row is not None:
                session.delete(row)
    return len(over)


DRAFT = ".new"


def _folder(house: House) -> Path:
    return house.keys.months.with_name("jobs")


def _path(house: House, job: UUID) -> Path:
    return _folder(house) / str(job)


def _put(house: House, job: UUID, content: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, nonce = AESGCM.generate_key(256), os.urandom(NONCE)
    _folder(house).mkdir(mode=0o700, exist_ok=True)
    path = _path(house, job)
    draft = path.with_name(path.name + DRAFT)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(nonce + AESGCM(key).encrypt(nonce, content, job.bytes))
    draft.replace(path)
    return key


def _opened(key: bytes, sealed: bytes, job: UUID) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], job.bytes)


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
    row.state, row.ended_at, row.runner = state, now, None


def _rows(session: Session, act: Any) -> int:
    done: Any = session.execute(act, execution_options={"synchronize_session": False})
    return int(done.rowcount)
