"""Who comes to the model room. What somebody is like follows from the seed and their number,
whatever the staff do."""

from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from ops.alarm_load import figures
from ops.alarm_load.jobs import Job
from ops.alarm_load.places import Seat
from ops.alarm_load.timeline import Plan, at
from ops.domain.visit import Visit
from ops.domain.words import Look, Route, Substance, Track, VisitState

STIMULANTS = frozenset({Substance.METHAMPHETAMINE, Substance.COCAINE, Substance.CRACK})


@dataclass(eq=False)
class Person:
    """``gone``: has left, whatever the board says. ``stay_over``: would leave if let go.
    ``stays_until``: when that is asked. ``look``: the one that is due next, and ``plans``:
    who notices it when."""

    visit: Visit
    random: Random
    stays: float
    goes_to_aftercare: bool
    uses_again: bool
    steps_out: bool
    asks: bool
    patience: float
    seat: Seat | None = None
    gone: bool = False
    stay_over: bool = False
    stays_until: Plan | None = None
    look: Job | None = None
    plans: list[Plan] = field(default_factory=list)

    @property
    def in_seat(self) -> bool:
        """In a seat, really, and nobody helps them yet."""
        seated = self.visit.state in (VisitState.USING, VisitState.AFTERCARE)
        return seated and not self.gone and self.visit.response_id is None

    @property
    def on_stimulants(self) -> bool:
        return not STIMULANTS.isdisjoint(self.visit.substances)

    def found(self) -> str:
        """What a look finds."""
        if self.gone:
            return "not_here"
        return figures.chosen(self.random, _weights(self.visit))


def somebody(number: int, seed: str, now: float) -> Person:
    """Whoever comes next."""
    random = Random(f"{seed}/person/{number}")  # noqa: S311 a model, no secret
    route = figures.chosen(random, figures.ROUTES)
    substances = figures.chosen(random, figures.SUBSTANCES).split()
    least, most = figures.STAY_BOUNDS
    visit = Visit(
        id=UUID(int=number),
        arrived_at=at(now),
        changed_at=at(now),
        route=Route(route) if route else None,
        substances=tuple(Substance(name) for name in substances),
        look=Look(figures.chosen(random, figures.LOOK_AGREED)),
    )
    return Person(
        visit=visit,
        random=random,
        stays=min(most, max(least, random.gammavariate(4, figures.STAY[route] / 4))),
        goes_to_aftercare=random.random() < figures.AFTERCARE_SHARE,
        uses_again=random.random() < figures.SECOND_USE_SHARE,
        steps_out=random.random() < figures.STEPS_OUT_SHARE,
        asks=random.random() < figures.ASKS_SHARE,
        patience=figures.within(random, figures.PATIENCE),
    )


def _weights(visit: Visit) -> figures.Weights:
    if visit.track is Track.SEDATION:
        return figures.FOUND_SEDATED
    if visit.track is Track.KEEP_AN_EYE:
        return figures.FOUND_WORRYING
    return figures.FOUND_AFTERCARE if visit.state is VisitState.AFTERCARE else figures.FOUND_USING
