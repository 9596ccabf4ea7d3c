"""What can be done in a response, and the values each act may carry."""

from dataclasses import dataclass
from enum import StrEnum


class ActionKind(StrEnum):
    """What a row of a response's log says was done."""

    STIMULATION = "stimulation"
    AIRWAY = "airway"
    OXYGEN_START = "oxygen_start"
    OXYGEN_STOP = "oxygen_stop"
    BREATHS_START = "breaths_start"
    BREATHS_STOP = "breaths_stop"
    NALOXONE = "naloxone"
    ASSESSMENT = "assessment"
    SUCTION = "suction"
    CPR_START = "cpr_start"
    CPR_STOP = "cpr_stop"
    AED = "aed"
    GLUCOSE = "glucose"
    EPINEPHRINE = "epinephrine"
    COOLING = "cooling"
    FLUIDS = "fluids"
    CALM_SPACE = "calm_space"
    RECOVERY_POSITION = "recovery_position"
    AMBULANCE_CALLED = "ambulance_called"
    AMBULANCE_CANCELLED = "ambulance_cancelled"
    AMBULANCE_ARRIVED = "ambulance_arrived"
    AMBULANCE_LEFT_WITH_PERSON = "ambulance_left_with_person"
    AMBULANCE_CHOSE_NOT_TO_GO = "ambulance_chose_not_to_go"
    MARK = "mark"
    NOTE = "note"


RUNNING_PAIRS = {
    ActionKind.OXYGEN_START: ActionKind.OXYGEN_STOP,
    ActionKind.BREATHS_START: ActionKind.BREATHS_STOP,
    ActionKind.CPR_START: ActionKind.CPR_STOP,
}
"""Actions that go on until stopped. A start while one goes on is a repeat, never a stop."""


@dataclass(frozen=True)
class Measure:
    """A number an action may carry. ``low``..``high`` are what a sound instrument can show;
    a value outside is kept and marked, never refused."""

    unit: str
    low: float
    high: float


@dataclass(frozen=True)
class Choice:
    """One word out of a few."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A short line. Longer is cut and marked."""

    longest: int


Value = Measure | Choice | Text

SEDATION_SCALE = (
    "awake",
    "drowsy",
    "responds_to_voice",
    "responds_to_pressure",
    "unresponsive",
)
"""Written out on every screen; never a bare number."""

NOT_KNOWN = Choice(("not_known",))
"""An answer in the place of a number: nobody saw how much."""

ACTION_VALUES: dict[ActionKind, dict[str, Value]] = {
    ActionKind.OXYGEN_START: {
        "litres_per_minute": Measure("L/min", 0.5, 25),
        "flow": NOT_KNOWN,
        "device": Choice(("nasal", "mask", "non_rebreather", "bag_valve")),
    },
    ActionKind.BREATHS_START: {"every_seconds": Measure("s", 2, 10)},
    ActionKind.NALOXONE: {
        "dose_mg": Measure("mg", 0.04, 10),
        "amount": NOT_KNOWN,
        "by_route": Choice(("im", "in", "iv", "sc")),
    },
    ActionKind.ASSESSMENT: {
        "sedation": Choice(SEDATION_SCALE),
        "breaths_per_minute": Measure("/min", 0, 60),
        "spo2_percent": Measure("%", 0, 100),
        "pulse_per_minute": Measure("/min", 0, 250),
        "skin": Choice(("usual", "pale", "grey_blue", "flushed", "clammy")),
        "pupils": Choice(("pinpoint", "usual", "wide", "uneven")),
        "temperature_celsius": Measure("°C", 25, 45),
        "glucose_mmol_per_litre": Measure("mmol/L", 0.5, 40),
    },
    ActionKind.AED: {"shocks": Measure("", 0, 30)},
    ActionKind.GLUCOSE: {"dose_grams": Measure("g", 1, 100), "amount": NOT_KNOWN},
    ActionKind.EPINEPHRINE: {"dose_mg": Measure("mg", 0.05, 2), "amount": NOT_KNOWN},
    ActionKind.FLUIDS: {"millilitres": Measure("mL", 10, 2000)},
    ActionKind.NOTE: {"text": Text(200)},
}
"""Each kind's values by name. Bounds [m]: the range of the usual instruments and vials."""
