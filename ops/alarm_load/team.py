"""The model team: who does what, what is put down for something worse, and breaks.

1. Who is called to a response leaves everything.
2. A break that is due begins once that person is free, nobody else has one and no response
   runs.
3. The first job in rank goes to the nearest who is free; if nobody is, to the nearest who
   may put down what they do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from random import Random

from ops.alarm_load import figures
from ops.alarm_load.jobs import Job, Kind
from ops.alarm_load.places import Square, way
from ops.alarm_load.timeline import Plan, Timeline
from ops.domain.words import StaffPlace


@dataclass(eq=False)
class Worker:
    """``plan``: what ends what they do now. ``arrived``: when they came to the job's place.
    ``in_response``: called to one, on the way or there. ``break_left``: seconds."""

    name: str
    square: Square = figures.DOOR
    chip: StaffPlace = StaffPlace.FLOOR
    job: Job | None = None
    plan: Plan | None = None
    arrived: float | None = None
    job_takes: float = 0.0
    in_response: bool = False
    break_is_due: bool = False
    break_left: float = figures.BREAK
    break_began: float = 0.0

    @property
    def idle(self) -> bool:
        return self.chip is StaffPlace.FLOOR and self.job is None and not self.in_response


class Team:
    def __init__(
        self, timeline: Timeline, random: Random, staff: int, response_runs: Callable[[], bool]
    ) -> None:
        self.workers = [Worker(f"staff {number}") for number in range(1, staff + 1)]
        self._timeline = timeline
        self._random = random
        self._response_runs = response_runs
        self._jobs: list[Job] = []
        begin, end = figures.BREAKS_WITHIN
        for number, worker in enumerate(self.workers):
            timeline.plan(begin + (end - begin) * number / staff, partial(_break_is_due, worker))

    def add(self, job: Job) -> None:
        """Something came up, or is as it was when somebody put it down."""
        if job not in self._jobs and not job.taken:
            self._jobs.append(job)

    def settle(self) -> None:
        """Give out what there is to do, after anything happened."""
        for worker in self.workers:
            if worker.idle and worker.break_is_due and self._may_have_a_break():
                self._begins_break(worker)
        self._jobs = [job for job in self._jobs if job.wanted()]
        while self._jobs:
            job = min(self._jobs, key=Job.rank)
            taker = self._who_takes(job)
            if taker is None:
                return
            self._sets_off(taker, job)

    def called(self, square: Square) -> Worker | None:
        """Somebody for a response: the nearest who is free, else the nearest who is not at one."""
        free = nearest([worker for worker in self.workers if worker.idle], square)
        busy = nearest([worker for worker in self.workers if worker.job is not None], square)
        worker = free or busy
        if worker is not None:
            self._puts_down(worker)
            worker.in_response = True
        return worker

    def come_back_from_breaks(self) -> None:
        """A response has begun; whoever is on a break has what is left of it later."""
        for worker in self.workers:
            if worker.chip is StaffPlace.BREAK and worker.break_is_due:
                assert worker.plan is not None
                worker.plan.call_off()
                worker.break_left -= self._timeline.now - worker.break_began
                # Not due again before they are back.
                worker.break_is_due = False
                worker.plan = self._timeline.after(
                    figures.within(self._random, figures.BACK_FROM_BREAK),
                    partial(self._is_back, worker),
                )

    def _who_takes(self, job: Job) -> Worker | None:
        free = nearest([worker for worker in self.workers if worker.idle], job.square)
        if free is not None:
            return free
        for kind in job.puts_down:
            busy = [worker for worker in self.workers if worker.job is not None and worker.job.kind is kind]
            if busy:
                return nearest(busy, job.square)
        return None

    def _sets_off(self, worker: Worker, job: Job) -> None:
        self._puts_down(worker)
        self._jobs.remove(job)
        worker.job = job
        job.taken = True
        if job.sets_off is not None:
            job.sets_off()
        wait = figures.within(self._random, figures.SETS_OFF) + way(worker.square, job.square)
        worker.plan = self._timeline.after(wait, partial(self._arrives, worker, job))

    def _arrives(self, worker: Worker, job: Job) -> None:
        worker.square = job.square
        if not job.wanted():
            self._finished(worker, job)
            return
        worker.arrived = self._timeline.now
        worker.job_takes = job.takes() if job.left is None else job.left
        worker.plan = self._timeline.after(worker.job_takes, partial(self._does, worker, job))

    def _does(self, worker: Worker, job: Job) -> None:
        self._finished(worker, job)
        if job.wanted():
            job.done()

    def _finished(self, worker: Worker, job: Job) -> None:
        worker.job, worker.plan, worker.arrived = None, None, None
        job.taken = False

    def _puts_down(self, worker: Worker) -> None:
        job = worker.job
        if job is None:
            return
        assert worker.plan is not None
        worker.plan.call_off()
        if worker.arrived is not None and job.kind is not Kind.LOOK:
            job.left = worker.job_takes - (self._timeline.now - worker.arrived)
        self._finished(worker, job)
        self.add(job)

    def _may_have_a_break(self) -> bool:
        others = any(worker.chip is StaffPlace.BREAK for worker in self.workers)
        return not others and not self._response_runs()

    def _begins_break(self, worker: Worker) -> None:
        worker.chip = StaffPlace.BREAK
        worker.break_began = self._timeline.now
        worker.plan = self._timeline.after(worker.break_left, partial(self._had_break, worker))

    def _had_break(self, worker: Worker) -> None:
        worker.break_is_due, worker.break_left = False, 0.0
        worker.chip, worker.plan, worker.square = StaffPlace.FLOOR, None, figures.DOOR

    def _is_back(self, worker: Worker) -> None:
        worker.break_is_due = worker.break_left > 0
        worker.chip, worker.plan, worker.square = StaffPlace.FLOOR, None, figures.DOOR


def _break_is_due(worker: Worker) -> None:
    worker.break_is_due = True


def nearest(workers: Iterable[Worker], square: Square) -> Worker | None:
    """Whoever has the shortest way."""
    return min(workers, key=lambda worker: way(worker.square, square), default=None)
