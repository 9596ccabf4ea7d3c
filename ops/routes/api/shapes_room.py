"""The shape of the board's part about the room as a whole, as JSON Schema."""

from ops.domain import words
from ops.domain.protocol import SiteProtocol
from ops.routes.api.schemas import (
    BOOL,
    ID,
    INSTANT,
    INT,
    TEXT,
    a_list,
    maybe,
    one_of,
    ref,
    shape,
)

OWN_WORDS = shape(
    {"person": TEXT, "people": TEXT},
    {
        "substances": a_list(one_of(words.Substance)),
        "names": shape({}, {name.value: TEXT for name in words.Substance}),
        "acts": a_list(TEXT),
    },
)
SHIFT = shape({"id": ID, "opened_at": INSTANT}, {"opened_by": TEXT})

ROOM = shape(
    {
        "id": INT,
        "slug": TEXT,
        "name": TEXT,
        "time_zone": TEXT,
        "state": one_of(words.RoomState),
        "reason": maybe(one_of(words.RoomReason)),
        "since": maybe(INSTANT),
        "curtain": BOOL,
        "places": INT,
        "minimum_free_staff": INT,
        "shift": maybe(SHIFT),
        "words": OWN_WORDS,
    },
    {
        "free": INT,
        "usual_stay": INT,
        "before": maybe(one_of(words.RoomState)),
        "cards": BOOL,
        "asked": maybe(
            shape(
                {
                    "why": TEXT,
                    "genders": a_list(one_of(words.Gender)),
                    "names": shape({}, {name.value: TEXT for name in words.Gender}),
                    "ages": a_list(TEXT),
                }
            )
        ),
        "soft_before_loud": INT,
        "night": shape({"from": INT, "until": INT}),
        "eyes_since": maybe(INSTANT),
        "gap": maybe(shape({"from": maybe(INSTANT), "until": INSTANT})),
        "pauses": a_list(shape({"cause": TEXT, "at": INSTANT, "until": INSTANT})),
        "walk": maybe(
            shape(
                {
                    "id": ID,
                    "kind": one_of(words.WalkKind),
                    "began_at": INSTANT,
                    "found": a_list(
                        shape({"booth": INT, "seat": TEXT, "found": one_of(words.Found), "differs": BOOL})
                    ),
                }
            )
        ),
        "opening": a_list(shape({"point": TEXT, "state": one_of(words.Checked), "at": INSTANT, "by": TEXT})),
        "unsigned": INT,
        "drills": a_list(ref("Drill")),
        "not_told": a_list(shape({"id": ID, "who": TEXT, "since": INSTANT})),
        "says": maybe(TEXT),
        "help": a_list(
            shape(
                {
                    "id": ID,
                    "device": maybe(INT),
                    "where": TEXT,
                    "who": maybe(TEXT),
                    "began_at": INSTANT,
                    "loud_at": INSTANT,
                    "going_until": maybe(INSTANT),
                    "going": maybe(TEXT),
                }
            )
        ),
        "protocol": shape({name: {} for name in SiteProtocol().as_json()}),
        "records": a_list(
            shape(
                {
                    "id": ID,
                    "booth": maybe(INT),
                    "seat": maybe(TEXT),
                    "place": maybe(one_of(words.ResponsePlace)),
                    "began_at": INSTANT,
                    "state": one_of(words.ResponseState),
                }
            )
        ),
        "began_lately": a_list(INSTANT),
        "hint_put_away_at": maybe(INSTANT),
        "recently_left": a_list(
            shape(
                {
                    "id": ID,
                    "booth": INT,
                    "booth_name": TEXT,
                    "seat": TEXT,
                    "ended_at": maybe(INSTANT),
                    "naloxone": BOOL,
                },
                {"handle": TEXT},
            )
        ),
    },
)
