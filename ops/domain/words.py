"""The vocabulary of the room. Every stored or spoken word is one of these.

The values travel on the wire and lie in the database, so they are never renamed;
what a person reads is made from them by gettext (``ops/routes/labels.py``).
"""

from enum import StrEnum


class Route(StrEnum):
    """How someone plans to use. Not said at all is ``None``, never a guess."""

    INJECT = "inject"
    SMOKE = "smoke"
    SNORT = "snort"
    SWALLOW = "swallow"
    OTHER = "other"


class Substance(StrEnum):
    """As reported by the person; several may be named."""

    COCAINE = "cocaine"
    CRACK = "crack"
    METHAMPHETAMINE = "methamphetamine"
    AMPHETAMINE = "amphetamine"
    HEROIN = "heroin"
    FENTANYL = "fentanyl"
    OXYCODONE = "oxycodone"
    MORPHINE = "morphine"
    HYDROMORPHONE = "hydromorphone"
    UNSPECIFIED_OPIOID = "unspecified_opioid"
    BENZODIAZEPINE = "benzodiazepine"
    KETAMINE = "ketamine"
    MDMA = "mdma"
    OTHER = "other"
    UNKNOWN = "unknown"


OPIOIDS = frozenset(
    {
        Substance.HEROIN,
        Substance.FENTANYL,
        Substance.OXYCODONE,
        Substance.MORPHINE,
        Substance.HYDROMORPHONE,
        Substance.UNSPECIFIED_OPIOID,
    }
)


class BoothKind(StrEnum):
    INJECTION = "injection"
    INHALATION = "inhalation"
    ANY = "any"
    AFTERCARE = "aftercare"


class BoothStatus(StrEnum):
    """What a tile says. ``occupied`` holds from the first person on, whatever else is true."""

    FREE = "free"
    OCCUPIED = "occupied"
    CLEANING = "cleaning"
    CLOSED = "closed"


class Look(StrEnum):
    """How a look is made, agreed with the person at seating."""

    EYES = "eyes"
    HELLO = "hello"
    KNOCK = "knock"


class VisitState(StrEnum):
    """Where a stay stands. ``looked_for``: not in the seat and nobody knows where."""

    WAITING = "waiting"
    CALLED = "called"
    USING = "using"
    AFTERCARE = "aftercare"
    STEPPED_OUT = "stepped_out"
    LOOKED_FOR = "looked_for"
    ENDED = "ended"


IN_PLACE = frozenset({VisitState.USING, VisitState.AFTERCARE, VisitState.STEPPED_OUT, VisitState.LOOKED_FOR})
"""States in which a visit holds a seat and a timer."""

OUT = frozenset({VisitState.STEPPED_OUT, VisitState.LOOKED_FOR})
"""States in which the seat is kept and nobody is in it."""


class Track(StrEnum):
    """Which interval runs: the route's own, or a shorter one for what was last seen."""

    REGULAR = "regular"
    KEEP_AN_EYE = "keep_an_eye"
    SEDATION = "sedation"


class Answer(StrEnum):
    """The six answers of a check-in."""

    OK = "ok"
    ASLEEP = "asleep"
    KEEP_AN_EYE = "keep_an_eye"
    HARD_TO_ROUSE = "hard_to_rouse"
    NOT_HERE = "not_here"
    RESPOND = "respond"


class Where(StrEnum):
    """What "not here" turned out to mean, and where someone stepped out to."""

    LEFT = "left"
    WASHROOM = "washroom"
    MOVED = "moved"
    UNKNOWN = "unknown"
    SMOKE = "smoke"
    PHONE = "phone"
    OTHER = "other"


NOT_HERE_WAYS = (Where.LEFT, Where.WASHROOM, Where.MOVED, Where.UNKNOWN)
STEP_OUT_PLACES = (Where.WASHROOM, Where.SMOKE, Where.PHONE, Where.OTHER)


class EndKind(StrEnum):
    """How a visit ended. Each is a tally of its own; ``undone`` is counted nowhere."""

    LEFT = "left"
    LEFT_BEFORE_USING = "left_before_using"
    TURNED_AWAY = "turned_away"
    WITH_AMBULANCE = "with_ambulance"
    OTHER_CARE = "other_care"
    NOT_RECORDED = "not_recorded"
    UNDONE = "undone"


class TurnedAwayWhy(StrEnum):
    FULL = "full"
    CLOSING = "closing"
    AGE = "age"
    PAUSE = "pause"
    ROUTE = "route"
    OTHER = "other"


class VisitAct(StrEnum):
    """What can be done to a visit. ``paused``/``resumed`` come from a response, not a tap."""

    CALL = "call"
    SEAT = "seat"
    GOING = "going"
    CHECK_IN = "check_in"
    MOVE = "move"
    SWAP = "swap"
    STEP_OUT = "step_out"
    BACK = "back"
    EXTEND = "extend"
    EPISODE = "episode"
    AFTERCARE = "aftercare"
    END = "end"
    LEAVE_WAITING = "leave_waiting"
    PAUSE = "pause"
    RESUME = "resume"


class BoothAct(StrEnum):
    CLEANED = "cleaned"
    CLOSE = "close"
    OPEN = "open"
    SEAT = "seat"
    EMPTIED = "emptied"


class RoomState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class RoomReason(StrEnum):
    """Why nobody new comes in for now."""

    STAFF = "staff"
    AFTER_EVENT = "after_event"
    CLEANING = "cleaning"
    FULL = "full"
    HOURS = "hours"


class StaffPlace(StrEnum):
    FLOOR = "floor"
    BREAK = "break"
    RESPONSE = "response"
    OUTSIDE = "outside"


class Phase(StrEnum):
    """What a timer says at one moment. Derived when looked at, never stored."""

    NONE = "none"
    OK = "ok"
    DUE_SOON = "due_soon"
    DUE = "due"
    OVERDUE = "overdue"
    URGENT = "urgent"


class LateLevel(StrEnum):
    """The two limits whose passing the sweep makes durable."""

    OVERDUE = "overdue"
    URGENT = "urgent"


class AlarmLevel(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    TECHNICAL = "technical"


class ResponsePlace(StrEnum):
    """Where a response is when it is not at a booth."""

    WASHROOM = "washroom"
    DOOR = "door"
    OUTSIDE = "outside"
    OTHER = "other"


class ResponseKind(StrEnum):
    UNKNOWN = "unknown"
    SLOW_BREATHING = "slow_breathing"
    PROLONGED_SEDATION = "prolonged_sedation"
    OVER_AMPING = "over_amping"
    MIXED = "mixed"
    SEIZURE = "seizure"
    ALLERGIC = "allergic"
    OTHER_MEDICAL = "other_medical"
    INJURY = "injury"
    DISTRESS = "distress"
    SAFETY = "safety"
    OTHER = "other"


class ResponseState(StrEnum):
    """``all_ok`` and ``mis_tap`` are counted apart; ``undone`` (a slip within 10 s) nowhere."""

    RUNNING = "running"
    OVER = "over"
    ALL_OK = "all_ok"
    MIS_TAP = "mis_tap"
    UNDONE = "undone"


class ResponseAct(StrEnum):
    START = "start"
    GOING = "going"
    HERE = "here"
    MORE_HANDS = "more_hands"
    ACTION = "action"
    MARK = "mark"
    AMEND = "amend"
    VOID = "void"
    LEAD = "lead"
    OVER = "over"
    OUTCOME = "outcome"
    ALL_OK = "all_ok"
    MIS_TAP = "mis_tap"


class GivenBy(StrEnum):
    STAFF = "staff"
    PEER = "peer"
    PARTICIPANT = "participant"
    PARAMEDIC = "paramedic"
    BEFORE_US = "before_us"


class OutcomeState(StrEnum):
    AWAKE = "awake"
    SEDATED_BREATHING = "sedated_breathing"
    WORSE = "worse"
    NOT_KNOWN = "not_known"
    DIED = "died"
    """Entered in two steps and never offered in the quick row."""


class OutcomePlace(StrEnum):
    STAYED = "stayed"
    LEFT = "left"
    WITH_AMBULANCE = "with_ambulance"
    OTHER_CARE = "other_care"


class OutcomeAmbulance(StrEnum):
    NOT_CALLED = "not_called"
    CANCELLED = "cancelled"
    CAME_NOT_NEEDED = "came_not_needed"
    CHOSE_NOT_TO_GO = "chose_not_to_go"
    TRANSPORTED = "transported"


class Role(StrEnum):
    DISPLAY = "display"
    FLOOR = "floor"
    RESPONDER = "responder"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    INTEGRATION = "integration"


class Audience(StrEnum):
    """Who a picture is shaped for."""

    WALL = "wall"
    FLOOR = "floor"
    WAITING = "waiting"
