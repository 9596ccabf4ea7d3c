"""Acts of whoever looks over the room: sound off for a while, a walk from seat to seat."""

from ops.domain.words import Found, WalkKind
from ops.routes.api.kinds import Id, Text, Whole, Word
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import pauses, walks

WALK = "/walk-rounds/<uuid:walk>"

FOR_THE_EYES = (
    Write(
        "pause",
        "/sites/<slug>/pauses",
        "The sound of one alarm off for a while, on every screen",
        pauses.pause,
        (Field("cause", Text(60), required=True),),
    ),
    Write(
        "walk_round",
        "/sites/<slug>/walk-rounds",
        "Begin a walk from seat to seat, or join the one that is under way",
        walks.begin,
        (Field("kind", Word.of(WalkKind)),),
        makes=True,
    ),
    Write(
        "walk_found",
        f"{WALK}/found",
        "What was found in a seat",
        walks.found,
        (
            Field("booth", Whole(), required=True),
            Field("seat", Text(4), required=True),
            Field("found", Word.of(Found), required=True),
            Field("visit", Id()),
        ),
    ),
    Write("walk_end", f"{WALK}/end", "The walk is done", walks.end),
)
