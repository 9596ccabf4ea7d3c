"""Who has a device, and who a picture is shaped for."""

from enum import StrEnum


class Role(StrEnum):
    DISPLAY = "display"
    FLOOR = "floor"
    RESPONDER = "responder"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    REGION = "region"
    INTEGRATION = "integration"


class Scope(StrEnum):
    """What a program's token reads."""

    BOARD = "board"
    JOURNAL = "journal"
    METRICS = "metrics"
    REPORTS = "reports"
    """Those that somebody issued for others."""


class Audience(StrEnum):
    """Who a picture is shaped for."""

    WALL = "wall"
    FLOOR = "floor"
    WAITING = "waiting"
