"""What whoever asked for a job does with it: queue it, look, take what it made."""

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from ops.domain.errors import Code, Refused
from ops.models import Job, JobState
from ops.services.house import House
from ops.services.jobs import KEPT, Asker, File, Shown, files, rows


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
        key = files.put(house, asked_for, given)
        with house.db.write() as session:
            row = rows.held(session, asked_for, whoever_gives)
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
        session.execute(over.values(state=JobState.QUEUED, asked=both, ended_at=None, tries=0, done=0, of=0))


def forget(house: House, site_id: int, job: UUID, asker: Asker) -> None:
    """What is over goes before its time. Raises ``Refused``."""
    with house.db.write() as session:
        row = _of(session, site_id, job, asker)
        if row.ended_at is None:
            return
        session.delete(row)
    files.wipe(house, job)


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
    return File(name, kind, files.opened(house, job, key))


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
