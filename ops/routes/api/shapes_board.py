"""The shapes of the board and of its parts, as JSON Schema. Held to real answers by a test."""

from ops.domain import words
from ops.domain.actions import ActionKind
from ops.domain.drill import DrillStep
from ops.routes.api.schemas import (
    BOOL,
    DAY,
    ID,
    INSTANT,
    INT,
    NUMBER,
    OPEN,
    TEXT,
    a_list,
    maybe,
    one_of,
    ref,
    shape,
)

DEADLINES = dict.fromkeys(("due_soon_at", "due_at", "overdue_at", "urgent_at"), maybe(INSTANT))
CHOSEN = {
    "handle": maybe(TEXT),
    "route": maybe(one_of(words.Route)),
    "substances": a_list(one_of(words.Substance)),
    "look": maybe(one_of(words.Look)),
}
"""What a person chose: tablets only."""

IN_SEAT = shape(
    {
        "id": ID,
        "state": one_of(words.IN_PLACE),
        "seated_at": maybe(INSTANT),
        "last_look_at": maybe(INSTANT),
        "answer": maybe(one_of(words.Answer)),
        "track": one_of(words.Track),
        "track_since": maybe(INSTANT),
        **DEADLINES,
        "check_number": INT,
        "going_until": maybe(INSTANT),
        "stepped_out_until": maybe(INSTANT),
        "stepped_out_to": maybe(one_of(words.Where)),
        "look_outside": BOOL,
        "confirm_since": maybe(INSTANT),
        "response": maybe(ID),
    },
    CHOSEN
    | {
        "usual_until": maybe(INSTANT),
        "arrived_at": INSTANT,
        "episodes": INT,
        "asleep_in_a_row": INT,
        "ask_rouse": BOOL,
        "head_count": maybe(one_of(words.HeadCount)),
    },
)

WAITING = shape(
    {
        "id": ID,
        "state": {"enum": ["waiting", "called"]},
        "arrived_at": INSTANT,
        "called_at": maybe(INSTANT),
        "hold_until": maybe(INSTANT),
    },
    CHOSEN | {"position": INT, "head_count": maybe(one_of(words.HeadCount))},
)

GONE = shape(
    {
        "id": ID,
        "state": {"const": "ended"},
        "ended_at": maybe(INSTANT),
        "end_kind": maybe(one_of(words.EndKind)),
        "turned_away_why": maybe(one_of(words.TurnedAwayWhy)),
    }
)

TILE = shape(
    {
        "id": INT,
        "name": TEXT,
        "kind": one_of(words.BoothKind),
        "status": one_of(words.BoothStatus),
        "row": INT,
        "column": INT,
        "width": INT,
        "height": INT,
        "cleaning_since": maybe(INSTANT),
        "seats": a_list(shape({"mark": TEXT, "extra": BOOL}, {"visit": ref("VisitInSeat")})),
    },
    {"closed_reason": maybe(TEXT), "wiped": BOOL},
)

DRILL = shape(
    {
        "id": ID,
        "site": maybe(TEXT),
        "on": maybe(TEXT),
        "began_at": INSTANT,
        "ended_at": maybe(INSTANT),
        "times": a_list(
            shape(
                {
                    "booth": maybe(TEXT),
                    "seat": maybe(TEXT),
                    "place": maybe(one_of(words.ResponsePlace)),
                    "began_at": INSTANT,
                    "steps": a_list(shape({"step": one_of(DrillStep), "at": INSTANT})),
                }
            )
        ),
    }
)

ACTION = shape(
    {
        "id": ID,
        "kind": one_of(ActionKind),
        "values": OPEN,
        "given_by": maybe(one_of(words.GivenBy)),
        "happened_at": INSTANT,
        "recorded_at": INSTANT,
        "by": TEXT,
        "corrected_by": maybe(TEXT),
        "marks": a_list(TEXT),
        "amends": maybe(ID),
        "amend_reason": maybe(TEXT),
        "voided_at": maybe(INSTANT),
        "void_reason": maybe(TEXT),
        "same_as": maybe(ID),
        "superseded_by": maybe(ID),
    }
)

RESPONSE = shape(
    {
        "id": ID,
        "booth": maybe(INT),
        "seat": maybe(TEXT),
        "place": maybe(one_of(words.ResponsePlace)),
        "visit": maybe(ID),
        "state": one_of(words.ResponseState),
        "began_at": INSTANT,
        "going_until": maybe(INSTANT),
        "attended_until": maybe(INSTANT),
        "there": INT,
        "going": INT,
        "more_hands_at": maybe(INSTANT),
        "over_at": maybe(INSTANT),
        "complete": BOOL,
        "insists_at": maybe(INSTANT),
    },
    {
        "kind": one_of(words.ResponseKind),
        "aliases": a_list(ID),
        "lead": maybe(TEXT),
        "people": a_list(shape({"who": TEXT, "state": {"enum": ["going", "here"]}, "since": INSTANT})),
        "left": a_list(shape({"who": TEXT, "since": INSTANT, "until": INSTANT})),
        "told": a_list(
            shape(
                {
                    "by": one_of(words.ToldBy),
                    "who": maybe(TEXT),
                    "at": INSTANT,
                    "became": one_of(words.Became),
                    "since": maybe(INSTANT),
                }
            )
        ),
        "missing": a_list(TEXT),
        "marks": a_list(TEXT),
        "outcome": shape(
            {
                "state": maybe(one_of(words.OutcomeState)),
                "place": maybe(one_of(words.OutcomePlace)),
                "ambulance": maybe(one_of(words.OutcomeAmbulance)),
                "by": maybe(TEXT),
            }
        ),
        "care": shape(
            {
                "naloxone": maybe(one_of(words.Offered)),
                "somewhere": maybe(one_of(words.Offered)),
                "debrief": maybe(one_of(words.Debrief)),
            }
        ),
        "actions": a_list(ref("Action")),
    },
)

NOTICE = shape(
    {
        "id": ID,
        "kind": one_of(words.NoticeKind),
        "since": INSTANT,
        "until": maybe(INSTANT),
        "text": maybe(TEXT),
        "basis": maybe(one_of(words.Basis)),
        "about": maybe(INT),
    }
)

SUPPLY = shape(
    {
        "id": ID,
        "kind": one_of(words.SupplyKind),
        "form": TEXT,
        "label": maybe(TEXT),
        "expires_on": maybe(DAY),
        "count": INT,
        "counted_at": INSTANT,
    },
    {
        "full_litres": INT,
        "gauge_full": maybe(INT),
        "in_use_since": maybe(INSTANT),
        "draws": a_list(
            shape({"response": ID, "since": INSTANT, "until": maybe(INSTANT), "litres_per_minute": NUMBER})
        ),
    },
)

BOARD = shape(
    {
        "protocol": INT,
        "epoch": TEXT,
        "version": INT,
        "server_now": INSTANT,
        "room": ref("Room"),
        "booths": a_list(ref("Tile")),
        "waiting": a_list(ref("VisitWaiting")),
        "responses": a_list(ref("Response")),
        "staff": a_list(
            shape({"place": one_of(words.StaffPlace)}, {"id": INT, "name": TEXT, "since": INSTANT})
        ),
        "devices": a_list(
            shape(
                {
                    "id": INT,
                    "name": TEXT,
                    "role": one_of(words.Role),
                    "silent_since": maybe(INSTANT),
                    "sound": maybe({"enum": ["on", "off"]}),
                    "unsent": INT,
                    "sleeping": BOOL,
                    "said_at": maybe(INSTANT),
                    "volume": INT,
                    "night_volume": INT,
                    "theme": one_of(words.Theme),
                    "shows": maybe(a_list(INT)),
                    "sound_heard_at": maybe(INSTANT),
                }
            )
        ),
        "notices": a_list(NOTICE),
    },
    {"supplies": shape({"since": maybe(INSTANT), "items": a_list(SUPPLY)})},
)
