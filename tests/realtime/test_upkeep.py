"""What a serving process sees of the machine under it, look by look."""

from datetime import UTC, datetime, timedelta

import pytest

from ops.realtime.upkeep import ClockRound
from ops.services import clock_trust
from ops.services.house import House

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Machine:
    """Both clocks of a machine, and what was said of them."""

    def __init__(self) -> None:
        self.wall = NOON
        self.steady = 100.0
        self.said: list[str | float] = []
        self.away = False

    def passes(self, seconds: float, *, moved: float = 0.0) -> None:
        self.steady += seconds
        self.wall += timedelta(seconds=seconds + moved)

    def says(self, what: str | float) -> None:
        if self.away:
            raise OSError("the database is away")
        self.said.append(what)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(clock_trust, "compare_with_records", lambda house: machine.says("compared"))
    monkeypatch.setattr(clock_trust, "was_moved", lambda house, seconds: machine.says(seconds))
    monkeypatch.setattr(clock_trust, "goes_evenly", lambda house: machine.says("evenly"))
    return machine


@pytest.fixture
def clock(machine: Machine) -> ClockRound:
    house = House(None, lambda: machine.wall, lambda site: None, b"", b"")  # type: ignore[arg-type]
    return ClockRound(house, lambda: machine.steady)


def test_the_first_look_compares_with_what_is_on_record(machine: Machine, clock: ClockRound) -> None:
    clock.look_at_clock()
    machine.passes(1)
    clock.look_at_clock()
    assert machine.said == ["compared"]


@pytest.mark.parametrize("moved", [3600.0, -3.0])
def test_a_clock_that_is_moved_is_said_once(machine: Machine, clock: ClockRound, moved: float) -> None:
    clock.look_at_clock()
    machine.passes(1, moved=moved)
    clock.look_at_clock()
    machine.passes(1)
    clock.look_at_clock()
    assert machine.said == ["compared", pytest.approx(moved)]


def test_a_night_of_sleep_is_no_step(machine: Machine, clock: ClockRound) -> None:
    clock.look_at_clock()
    machine.passes(8 * 3600)
    clock.look_at_clock()
    assert machine.said == ["compared"]


def test_what_could_not_be_said_is_said_later(machine: Machine, clock: ClockRound) -> None:
    """The database, or its disk, was away as the clock was moved."""
    clock.look_at_clock()
    machine.away = True
    machine.passes(1, moved=-60)
    for _ in range(3):
        with pytest.raises(OSError, match="away"):
            clock.look_at_clock()
        machine.passes(1)
    machine.away = False
    clock.look_at_clock()
    clock.look_at_clock()
    assert machine.said == ["compared", pytest.approx(-60)]


def test_it_is_believed_again_after_five_minutes_without_a_step(machine: Machine, clock: ClockRound) -> None:
    clock.look_at_clock()
    machine.passes(290, moved=10)
    clock.look_at_clock()
    machine.passes(290)
    clock.trust_clock()
    assert "evenly" not in machine.said
    machine.passes(10)
    clock.trust_clock()
    assert machine.said[-1] == "evenly"
