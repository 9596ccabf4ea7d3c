"""A stay: how someone uses, where they are, what was seen, how it ended."""

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


class Gender(StrEnum):
    """As told by the person, if they like to. ``NOT_SAID``: asked, and rather not said."""

    FEMALE = "female"
    MALE = "male"
    TRANS = "trans"
    NON_BINARY = "non_binary"
    TWO_SPIRIT = "two_spirit"
    OTHER = "other"


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


class Look(StrEnum):
    """How a look is made, agreed with the person at seating. Nothing agreed is ``None``."""

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
