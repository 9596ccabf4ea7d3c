"""The rows of jobs, as whoever asked and whoever does one find and change them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from ops.models import Job, JobState
from ops.services.jobs import Lost


def held(session: Session, job: UUID, runner: str) -> Job:
    row = session.get(Job, job)
    if row is None or row.runner != runner or row.state is not JobState.RUNNING:
        raise Lost
    return row


def mine(job: UUID, runner: str) -> Any:
    return update(Job).where(Job.id == job, Job.runner == runner, Job.state == JobState.RUNNING)


def end(row: Job, state: JobState, now: datetime) -> None:
    row.state, row.ended_at, row.runner, row.file_key = state, now, None, None


def changed(session: Session, act: Any) -> int:
    done: Any = session.execute(act, execution_options={"synchronize_session": False})
    return int(done.rowcount)
