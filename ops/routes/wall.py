"""The displays nobody touches: the wall, and the one of the waiting room."""

from flask import Blueprint

from ops.access import Permission, needs
from ops.domain.words import Audience
from ops.routes.pages import board_page

bp = Blueprint("wall", __name__)


@bp.get("/wall")
@needs(Permission.SEE_WALL)
def wall() -> str:
    """Every place at a glance."""
    return board_page("wall/wall.html", Audience.WALL)


@bp.get("/waiting-room")
@needs(Permission.SEE_WALL)
def waiting_room() -> str:
    """Places free and people ahead; no tiles, no alarms."""
    return board_page("wall/waiting.html", Audience.WAITING)
