"""What comes first, what is put down, who goes on a break: the rules of docs/alarm-load.md."""

from collections.abc import Callable
from random import Random

from ops.alarm_load import figures
from ops.alarm_load.jobs import Job, Kind
from ops.alarm_load.team import Team, Worker
from ops.alarm_load.timeline import Timeline

SQUARE = (2.0, 2.0)


class Floor:
    """A team with nothing to do yet, and what was done when."""

    def __init__(self, staff: int) -> None:
        self.timeline = Timeline()
        self.response_runs = False
        self.team = Team(self.timeline, Random(1), staff, lambda: self.response_runs)
        self.done: list[str] = []
        self.done_at: dict[str, float] = {}

    def has(self, name: str, kind: Kind, takes: float = 60.0, **more: object) -> Job:
        job = Job(kind, SQUARE, lambda: takes, self._does(name), lambda: name not in self.done, **more)  # type: ignore[arg-type]
        self.team.add(job)
        self.team.settle()
        return job

    def until(self, time: float) -> None:
        while (then := self.timeline.next_time()) is not None and then <= time:
            self.timeline.step()
            self.team.settle()
        self.timeline.now = max(self.timeline.now, time)

    def _does(self, name: str) -> Callable[[], None]:
        def done() -> None:
            self.done.append(name)
            self.done_at[name] = self.timeline.now

        return done


def doing(worker: Worker) -> Kind | None:
    return worker.job.kind if worker.job is not None else None


def chips(floor: Floor) -> list[str]:
    return [worker.chip.value for worker in floor.team.workers]


def test_late_looks_before_due_ones_before_everything_else() -> None:
    floor = Floor(1)
    floor.has("what is being done", Kind.LOOK)
    floor.has("seating", Kind.OTHER)
    floor.has("due", Kind.LOOK, due=5.0)
    floor.has("late, due later", Kind.LOOK, due=9.0, late=True)
    floor.has("late, longest", Kind.LOOK, due=7.0, late=True)
    floor.until(900)
    assert floor.done == ["what is being done", "late, longest", "late, due later", "due", "seating"]


def test_the_nearest_who_is_free_goes() -> None:
    floor = Floor(2)
    floor.team.workers[1].square = SQUARE
    floor.has("a look", Kind.LOOK)
    assert [doing(worker) for worker in floor.team.workers] == [None, Kind.LOOK]


def test_wiping_is_put_down_for_a_late_look_and_taken_up_where_it_was_left() -> None:
    floor = Floor(1)
    floor.has("wiping", Kind.WIPING, takes=100.0)
    floor.until(80)
    floor.has("late", Kind.LOOK, takes=10.0, late=True)
    assert doing(floor.team.workers[0]) is Kind.LOOK
    floor.until(900)
    assert floor.done == ["late", "wiping"]
    rest = floor.done_at["wiping"] - floor.done_at["late"]
    assert 20 < rest < 60


def test_wiping_goes_on_while_a_look_is_only_due() -> None:
    floor = Floor(1)
    floor.has("wiping", Kind.WIPING)
    floor.has("due", Kind.LOOK)
    floor.until(900)
    assert floor.done == ["wiping", "due"]


def test_seating_is_put_down_for_look_now_only() -> None:
    floor = Floor(1)
    floor.has("seating", Kind.OTHER)
    floor.has("late", Kind.LOOK, late=True)
    assert doing(floor.team.workers[0]) is Kind.OTHER
    floor.has("look now", Kind.LOOK, due=-1.0, late=True, look_now=True)
    assert doing(floor.team.workers[0]) is Kind.LOOK
    floor.until(900)
    assert floor.done == ["look now", "late", "seating"]


def test_a_look_is_never_put_down_for_another_look() -> None:
    floor = Floor(1)
    floor.has("a look", Kind.LOOK)
    floor.has("look now", Kind.LOOK, late=True, look_now=True)
    floor.until(900)
    assert floor.done == ["a look", "look now"]


def test_who_is_free_is_called_to_a_response_before_who_is_busy() -> None:
    floor = Floor(2)
    floor.has("a look", Kind.LOOK)
    busy = next(worker for worker in floor.team.workers if worker.job is not None)
    first, second = floor.team.called(SQUARE), floor.team.called(SQUARE)
    assert first is not busy
    assert second is busy
    assert busy.job is None
    assert floor.team.called(SQUARE) is None


def test_breaks_one_after_the_other_and_none_while_a_response_runs() -> None:
    floor = Floor(2)
    second = floor.team.workers[1]
    begin, end = figures.BREAKS_WITHIN
    floor.response_runs = True
    floor.until(begin + 60)
    assert chips(floor)[0] == "floor"
    floor.response_runs = False
    floor.team.settle()
    second.break_is_due = True
    floor.team.settle()
    assert chips(floor) == ["break", "floor"]
    floor.until(floor.timeline.now + figures.BREAK)
    assert chips(floor) == ["floor", "break"]
    floor.until(end + figures.BREAK)
    assert chips(floor) == ["floor", "floor"]


def test_a_response_calls_back_from_a_break_and_the_rest_of_it_comes_later() -> None:
    floor = Floor(2)
    begin, _ = figures.BREAKS_WITHIN
    floor.until(begin + 600)
    assert chips(floor)[0] == "break"
    floor.response_runs = True
    floor.team.come_back_from_breaks()
    least, most = figures.BACK_FROM_BREAK
    floor.until(begin + 600 + least - 1)
    assert chips(floor)[0] == "break"
    floor.until(begin + 600 + most)
    assert chips(floor)[0] == "floor"
    floor.response_runs = False
    floor.team.settle()
    assert chips(floor)[0] == "break"
    floor.until(floor.timeline.now + figures.BREAK - 600)
    assert chips(floor)[0] == "floor"
