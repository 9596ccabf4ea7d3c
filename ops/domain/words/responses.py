"""An overdose response: where, what kind, what is done in it, how it went."""

from enum import StrEnum


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
    LEAVE = "leave"
    MORE_HANDS = "more_hands"
    ACTION = "action"
    MARK = "mark"
    AMEND = "amend"
    VOID = "void"
    LEAD = "lead"
    OVER = "over"
    OUTCOME = "outcome"
    CARE = "care"
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


class Offered(StrEnum):
    """What came of a prompt to offer something. Not asked is as good an answer as any."""

    TAKEN = "taken"
    OFFERED = "offered"
    NOT_ASKED = "not_asked"


class Debrief(StrEnum):
    """Of the team, after a response. Care, never a task that is late."""

    OFFERED = "offered"
    HELD = "held"
    LATER = "later"
    NOT_NEEDED = "not_needed"
