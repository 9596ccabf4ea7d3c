"""The rows of jobs, as whoever asked and whoever does one find and change them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from ops.models import Job, JobState
from ops.services.jobs import Lost


def held(session: Session, job: UUID, runner: str) -> Job:
    row = session.get(Job, job)
    if row is None or row.runner != runner or row.state is not JobState.RUNNING:
        raise Lost
    return row


def mine(job: UUID, runner: str, **values: Any) -> ReturningUpdate[tuple[UUID]]:
    """Sets them; answers the job's id, or nothing: it is no longer in those hands."""
    held = Job.id == job, Job.runner == runner, Job.state == JobState.RUNNING
    return update(Job).where(*held).values(**values).returning(Job.id)


def end(row: Job, state: JobState, now: datetime) -> None:
    row.state, row.ended_at, row.runner, row.file_key = state, now, None, None
