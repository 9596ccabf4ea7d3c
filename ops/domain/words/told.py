"""Who is told next: about what, and by which way."""

from enum import StrEnum


class Subject(StrEnum):
    """What nobody comes to: an overdose response, or a worker's own call for help."""

    RESPONSE = "response"
    HELP = "help"


class ToldBy(StrEnum):
    """``screens``: those of the room, by themselves. The others go outside, through the outbox."""

    SCREENS = "screens"
    WEBHOOK = "webhook"
    EMAIL = "email"
    SMS = "sms"


class Became(StrEnum):
    """What became of a step. ``insist``: it was for the room's own screens; ``failing``: it is tried
    again; ``withdrawn``: not sent, as somebody came.
    """

    INSIST = "insist"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILING = "failing"
    GIVEN_UP = "given_up"
    WITHDRAWN = "withdrawn"
