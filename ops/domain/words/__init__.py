"""The vocabulary of the room. Every stored or spoken word is one of these.

The values travel on the wire and lie in the database, so they are never renamed;
what a person reads is made from them by gettext (``ops/routes/labels.py``).
"""

from ops.domain.words.alarms import (
    AlarmLevel,
    Basis,
    LateLevel,
    NoticeKind,
    Phase,
    Theme,
)
from ops.domain.words.audiences import (
    Audience,
    Role,
)
from ops.domain.words.help import HelpOver
from ops.domain.words.papers import PaperKind
from ops.domain.words.places import (
    BoothAct,
    BoothKind,
    BoothStatus,
    Checked,
    Found,
    HeadCount,
    OpeningPoint,
    RoomReason,
    RoomState,
    StaffPlace,
    WalkKind,
)
from ops.domain.words.responses import (
    Debrief,
    GivenBy,
    Offered,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponseKind,
    ResponsePlace,
    ResponseState,
)
from ops.domain.words.stays import (
    IN_PLACE,
    NOT_HERE_WAYS,
    OPIOIDS,
    OUT,
    STEP_OUT_PLACES,
    Answer,
    EndKind,
    Look,
    Route,
    Substance,
    Track,
    TurnedAwayWhy,
    VisitAct,
    VisitState,
    Where,
)
from ops.domain.words.supplies import (
    TAKEN_AWAY,
    Moved,
    SupplyKind,
)
from ops.domain.words.told import Became, Subject, ToldBy

__all__ = [
    "IN_PLACE",
    "NOT_HERE_WAYS",
    "OPIOIDS",
    "OUT",
    "STEP_OUT_PLACES",
    "TAKEN_AWAY",
    "AlarmLevel",
    "Answer",
    "Audience",
    "Basis",
    "Became",
    "BoothAct",
    "BoothKind",
    "BoothStatus",
    "Checked",
    "Debrief",
    "EndKind",
    "Found",
    "GivenBy",
    "HeadCount",
    "HelpOver",
    "LateLevel",
    "Look",
    "Moved",
    "NoticeKind",
    "Offered",
    "OpeningPoint",
    "OutcomeAmbulance",
    "OutcomePlace",
    "OutcomeState",
    "PaperKind",
    "Phase",
    "ResponseAct",
    "ResponseKind",
    "ResponsePlace",
    "ResponseState",
    "Role",
    "RoomReason",
    "RoomState",
    "Route",
    "StaffPlace",
    "Subject",
    "Substance",
    "SupplyKind",
    "Theme",
    "ToldBy",
    "Track",
    "TurnedAwayWhy",
    "VisitAct",
    "VisitState",
    "WalkKind",
    "Where",
]
