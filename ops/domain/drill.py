"""A drill: what the team sees of it afterwards, who sits in its room, when it is forgotten.

Times are by role of act, counted from when the response began; never by who did it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ops.domain.actions import ActionKind
from ops.domain.response_data import Record
from ops.domain.words import BoothKind, Route, Substance

FORGOTTEN_AFTER = timedelta(hours=2)
"""A drill in which nobody did anything for so long is over [m]."""
KEPT_FOR = timedelta(hours=24)
"""The team's times are deleted by then, if not before."""
PEOPLE = 4
"""Invented ones, as many as the room has places for; one place always stays free [m]."""


class DrillStep(StrEnum):
    """The points a team looks back at, in the order they are hoped for."""

    GOING = "going"
    THERE = "there"
    BREATHING = "breathing"
    DOSE = "dose"
    AMBULANCE = "ambulance"
    OVER = "over"


_FIRST_OF = {
    DrillStep.BREATHING: {ActionKind.OXYGEN_START, ActionKind.BREATHS_START},
    DrillStep.DOSE: {ActionKind.NALOXONE},
    DrillStep.AMBULANCE: {ActionKind.AMBULANCE_CALLED},
}


@dataclass(frozen=True)
class Invented:
    """Somebody who is not there."""

    booth: int
    seat: str
    route: Route
    substances: tuple[Substance, ...] = field(default=())


def steps(record: Record, going: datetime | None) -> dict[DrillStep, datetime]:
    """When each was reached in one response; what was not is left out. ``going``: when somebody
    first said so."""
    response = record.response
    found = {
        DrillStep.GOING: going,
        DrillStep.THERE: response.attended_at,
        DrillStep.OVER: response.over_at,
    }
    for step, kinds in _FIRST_OF.items():
        rows = [row.happened_at for row in record.standing() if row.kind in kinds]
        found[step] = rows[0] if rows else None
    return {step: at for step in DrillStep if (at := found[step]) is not None}


def seated(places: Sequence[tuple[int, BoothKind, Sequence[str]]]) -> Iterator[Invented]:
    """Who sits where, given booths in the room's order with the marks of their seats."""
    seats = [
        (booth, kind, mark)
        for booth, kind, marks in places
        if kind is not BoothKind.AFTERCARE
        for mark in marks
    ]
    for number, (booth, kind, mark) in enumerate(seats[: min(PEOPLE, len(seats) - 1)]):
        smokes = kind is BoothKind.INHALATION
        yield Invented(
            booth,
            mark,
            Route.SMOKE if smokes else Route.INJECT,
            (Substance.CRACK,) if smokes else (Substance.FENTANYL,) if number % 2 == 0 else (),
        )


def slug_of(drill: UUID) -> str:
    """What its site is called: no other drill's, and never a real one's again."""
    return f"drill-{drill.hex}"


def as_json(times: Mapping[DrillStep, datetime]) -> list[dict[str, object]]:
    """Plain, as it is kept and sent."""
    return [{"step": step.value, "at": at} for step, at in times.items()]
