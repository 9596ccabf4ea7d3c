"""The shapes of what the wire answers, as JSON Schema. Held to real answers by a test."""

from ops.domain import words
from ops.domain.sheet import Sheet
from ops.domain.summary import Summary
from ops.errors import TABLE
from ops.routes.api.kinds import Schema
from ops.routes.api.schemas import (
    BOOL,
    ID,
    INSTANT,
    INT,
    OPEN,
    TEXT,
    a_list,
    maybe,
    of_class,
    one_of,
    ref,
    shape,
)
from ops.routes.api.shapes_board import ACTION, BOARD, DRILL, GONE, IN_SEAT, RESPONSE, TILE, WAITING
from ops.routes.api.shapes_room import ROOM
from ops.services.shift_list import ShiftList

SHEET = shape({**of_class(Sheet)["properties"], "version": INT})
CLOSED_SHIFT = shape(
    {"id": ID, "opened_at": INSTANT, "opened_by": TEXT},
    {"closed_at": INSTANT, "next": maybe(ID)},
)

ANSWER = shape(
    {"id": ID, "version": INT},
    {
        "visit": {
            "anyOf": [ref("VisitInSeat"), ref("VisitWaiting"), ref("VisitGone")],
        },
        "tile": ref("Tile"),
        "tiles": a_list(ref("Tile")),
        "response": ref("Response"),
        "repeat": BOOL,
        "answer_gone": BOOL,
        "late": BOOL,
        "already_running": BOOL,
        "marks": a_list(TEXT),
        "undone": ID,
        "walk": ID,
        "drill": ref("Drill"),
        "shift": maybe(CLOSED_SHIFT),
        "closed": CLOSED_SHIFT,
        "staying": a_list(ID),
        "not_recorded": a_list(ID),
    },
)

PROBLEM = shape(
    {
        "type": TEXT,
        "title": TEXT,
        "status": INT,
        "detail": TEXT,
        "code": {"type": "string", "enum": sorted(code.value for code in TABLE)},
        "server_now": INSTANT,
    },
    {
        "errors": a_list(shape({"field": TEXT, "code": TEXT, "detail": TEXT})),
        "offers": a_list({"const": "room_says_otherwise"}),
        "still_here": a_list(OPEN),
        "meanwhile": shape({"happened_at": INSTANT, "by": maybe(TEXT)}),
    },
)

RESULTS = shape(
    {
        "results": a_list(
            shape(
                {
                    "id": maybe(ID),
                    "status": INT,
                    "body": {"anyOf": [ref("Answer"), ref("Problem")]},
                },
                {"replayed": BOOL},
            )
        ),
        "server_now": INSTANT,
    }
)

FACTS = shape(
    {
        "facts": a_list(
            shape(
                {
                    "version": INT,
                    "kind": TEXT,
                    "command": maybe(ID),
                    "happened_at": INSTANT,
                    "recorded_at": INSTANT,
                    "from_paper": BOOL,
                    "data": OPEN,
                },
                {"by": maybe(TEXT)},
            )
        ),
        "next": INT,
    }
)

CHECKPOINT: dict[str, Schema] = {
    "seq": INT,
    "hash": TEXT,
    "made_at": INSTANT,
    "signature": TEXT,
    "line": TEXT,
}

PROOF = shape(
    {
        "facts": INT,
        "kept": INT,
        "public_key": TEXT,
        "newest": shape(CHECKPOINT),
        "checkpoints": a_list(shape(CHECKPOINT | {"shift": ID})),
    }
)

TABLET = shape(
    {
        "site": TEXT,
        "audience": one_of(words.Audience),
        "device": shape({"id": INT, "name": TEXT, "role": one_of(words.Role)}),
        "language": TEXT,
        "words": maybe(shape({"language": TEXT, "messages": OPEN})),
        "asks_pin": BOOL,
        "unlocked": BOOL,
        "team": a_list(shape({"id": INT, "name": TEXT})),
    }
)

SCHEMAS: dict[str, Schema] = {
    "Action": ACTION,
    "Answer": ANSWER,
    "Board": BOARD,
    "Drill": DRILL,
    "Facts": FACTS,
    "Problem": PROBLEM,
    "Proof": PROOF,
    "Response": RESPONSE,
    "Results": RESULTS,
    "Room": ROOM,
    "Sheet": SHEET,
    "Shifts": of_class(ShiftList),
    "Summary": of_class(Summary),
    "Tablet": TABLET,
    "Tile": TILE,
    "VisitGone": GONE,
    "VisitInSeat": IN_SEAT,
    "VisitWaiting": WAITING,
}
