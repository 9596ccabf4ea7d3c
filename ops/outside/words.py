"""What is said outside: which room, where in it, and to look at the board. Nothing more.

Whoever reads it over a shoulder, or years later on somebody's telephone, learns that a room
wanted somebody to look. Not what for, not about whom.
"""

from flask_babel import gettext as _

from ops.domain.words import ResponsePlace
from ops.services.messages import Letter


def where(letter: Letter) -> str | None:
    """The place, as the room calls it; nothing where there is none."""
    if letter.booth is not None:
        numbered = letter.booth[:1].isdigit()
        return str(_("Booth %(name)s", name=letter.booth)) if numbered else letter.booth
    names = {
        ResponsePlace.WASHROOM: _("washroom"),
        ResponsePlace.DOOR: _("door"),
        ResponsePlace.OUTSIDE: _("outside"),
    }
    return str(names[letter.place]) if letter.place in names else None


def sentence(letter: Letter) -> str:
    """All of it, in one line."""
    if letter.test:
        return str(_("%(site)s: a test. Nothing to do.", site=letter.site))
    place = where(letter)
    if place is None:
        return str(_("%(site)s: please look at the board.", site=letter.site))
    return str(_("%(site)s, %(where)s: please look at the board.", site=letter.site, where=place))
