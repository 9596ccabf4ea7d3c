"""Papers that leave the screens."""

from enum import StrEnum


class PaperKind(StrEnum):
    """What is printed from a tablet and logged."""

    ROOM_SHEET = "room_sheet"
    HANDOVER_CARD = "handover_card"
