"""What a timer says, which limits are kept, how loud something is."""

from enum import StrEnum


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


class NoticeKind(StrEnum):
    """What the house, or the site, has to tell everyone."""

    CLOCK_SUSPECT = "clock_suspect"
    DISK_NEARLY_FULL = "disk_nearly_full"
    DISK_FULL = "disk_full"
    SOUND_TEST = "sound_test"
    DRUG_ALERT = "drug_alert"
    SERVICE = "service"
    YOU_SAID = "you_said"


class Basis(StrEnum):
    """How a drug alert is known."""

    TESTED = "tested"
    HEARD = "heard"


class Theme(StrEnum):
    """How a wall alarms to the eye. ``quiet``: a thick inverse border instead of flashing."""

    STANDARD = "standard"
    QUIET = "quiet"
