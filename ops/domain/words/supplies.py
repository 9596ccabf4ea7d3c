"""What the room keeps on its shelf, and what became of it."""

from enum import StrEnum


class SupplyKind(StrEnum):
    NALOXONE = "naloxone"
    OXYGEN = "oxygen"
    KIT = "kit"
    OTHER = "other"


class Moved(StrEnum):
    """What changed a count. ``counted``: somebody looked and this many there are; of a cylinder,
    the litres its gauge stood for. ``response``: an act in a response took it."""

    COUNTED = "counted"
    ADDED = "added"
    USED_ELSEWHERE = "used_elsewhere"
    GIVEN_OUT = "given_out"
    EXPIRED = "expired"
    RESPONSE = "response"


TAKEN_AWAY = (Moved.USED_ELSEWHERE, Moved.GIVEN_OUT, Moved.EXPIRED)
"""Why something went from the shelf without a response."""
