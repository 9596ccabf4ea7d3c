"""Acts on stays: someone comes, is looked at, moves, leaves."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ops.domain.words import (
    NOT_HERE_WAYS,
    STEP_OUT_PLACES,
    Answer,
    EndKind,
    Gender,
    Look,
    Route,
    Substance,
    TurnedAwayWhy,
)
from ops.routes.api.kinds import AgeBand, Flag, Id, Number, Text, Whole, Word, Words
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import checkins, responses, visits
from ops.services.house import House
from ops.services.transaction import Command, Reply

LONGEST_HANDLE = 24

SEAT = Field("seat", Text(4))
BOOTH = Field("booth", Whole())
THE_BOOTH = Field("booth", Whole(), required=True)
ROUTE = Field("route", Word.of(Route))
SUBSTANCES = Field("substances", Words(Word.of(Substance)))
ENDS = (EndKind.LEFT, EndKind.WITH_AMBULANCE, EndKind.OTHER_CARE, EndKind.NOT_RECORDED)
LEAVES = Word({"left": EndKind.LEFT_BEFORE_USING, "turned_away": EndKind.TURNED_AWAY})


def check_in(house: House, command: Command, visit: UUID, *, marks: Sequence[str] = (), **said: Any) -> Reply:
    """The answer "respond" starts a response, which is never refused."""
    if said.get("answer") is Answer.RESPOND:
        return responses.start(house, command, visit=visit, marks=marks)
    return checkins.check_in(house, command, visit, **said)


def responds(said: Mapping[str, Any]) -> bool:
    return said.get("answer") == Answer.RESPOND


ON_VISITS = (
    Write(
        "arrive",
        "/sites/<slug>/visits",
        "Someone came: seated with a booth, waiting without",
        visits.arrive,
        (
            BOOTH,
            SEAT,
            ROUTE,
            SUBSTANCES,
            Field("handle", Text(LONGEST_HANDLE)),
            Field("look", Word.of(Look)),
            Field("card", Text(200), kept=False),
            Field("gender", Word.of(Gender), kept=False),
            Field("age", AgeBand(), kept=False),
        ),
        makes=True,
    ),
    Write(
        "check_in",
        "/visits/<uuid:visit>/check-ins",
        "A look at someone, in one of six answers",
        check_in,
        (
            Field("answer", Word.of(Answer), required=True),
            Field("where", Word.of(NOT_HERE_WAYS)),
            Field("breaths_per_minute", Number(0, 100)),
        ),
        makes=True,
        urgent=responds,
    ),
    Write("call", "/visits/<uuid:visit>/call", "Call someone in from the waiting list", visits.call),
    Write(
        "seat",
        "/visits/<uuid:visit>/seat",
        "Give someone who waited a seat",
        visits.seat,
        (THE_BOOTH, SEAT),
    ),
    Write(
        "move",
        "/visits/<uuid:visit>/move",
        "To another seat; the clock goes along",
        visits.move,
        (THE_BOOTH, SEAT),
    ),
    Write(
        "swap",
        "/visits/<uuid:visit>/swap",
        "Two people change seats",
        visits.swap,
        (Field("with", Id(), required=True, into="other"),),
    ),
    Write(
        "step_out",
        "/visits/<uuid:visit>/step-out",
        "Out for a while; the seat is kept",
        visits.step_out,
        (Field("to", Word.of(STEP_OUT_PLACES)),),
    ),
    Write(
        "back",
        "/visits/<uuid:visit>/back",
        "Back in the seat, or back after having left",
        visits.back,
        (BOOTH, SEAT),
    ),
    Write("going", "/visits/<uuid:visit>/going", "I am going to look: quiet for a while", visits.going),
    Write(
        "extend",
        "/visits/<uuid:visit>/extend",
        "More time",
        visits.extend,
        (Field("minutes", Whole(1, 240)),),
    ),
    Write(
        "episode",
        "/visits/<uuid:visit>/episodes",
        "One more use in the same stay",
        visits.episode,
        (ROUTE, SUBSTANCES),
    ),
    Write(
        "aftercare",
        "/visits/<uuid:visit>/aftercare",
        "To aftercare, in another seat or the same",
        visits.aftercare,
        (BOOTH, SEAT),
    ),
    Write(
        "end",
        "/visits/<uuid:visit>/end",
        "Someone left",
        visits.end,
        (Field("how", Word.of(ENDS)), Field("without_use", Flag())),
    ),
    Write(
        "leave_waiting",
        "/visits/<uuid:visit>/leave-waiting",
        "Off the waiting list: their choice, or turned away by us",
        visits.leave_waiting,
        (Field("reason", LEAVES, required=True), Field("why", Word.of(TurnedAwayWhy))),
    ),
)
