"""A walk from seat to seat: what was found in each, held against what the board has there.

``TABLE[shown, found]`` says what follows and whether the board had it otherwise.
"""

from collections.abc import Iterable
from enum import StrEnum

from ops.domain.words import OUT, Answer, Found, Track, VisitState


class Shown(StrEnum):
    """What the board has in a seat. ``helped``: a response runs for the person; where they are
    is its matter."""

    NOBODY = "nobody"
    SOMEBODY = "somebody"
    OUT = "out"
    HELPED = "helped"


class Follows(StrEnum):
    """What a finding makes of the board."""

    NOTHING = "nothing"
    LOOK = "look"
    """The person was looked at; ``answer_of`` says what was seen."""
    NOT_HERE = "not_here"
    """The person is looked for."""
    SOMEONE_CAME = "someone_came"
    """A stay begins that nobody had told."""
    ANOTHER = "another"
    """The person is looked for beside, and a stay begins in the seat."""


_CAME = (Follows.SOMEONE_CAME, True)
_SEEN = (Follows.LOOK, False)
_BACK = (Follows.LOOK, True)
_AGREED = (Follows.NOTHING, False)
_ANOTHER = (Follows.ANOTHER, True)

TABLE: dict[tuple[Shown, Found], tuple[Follows, bool]] = {
    (Shown.NOBODY, Found.HERE): _CAME,
    (Shown.NOBODY, Found.ASLEEP): _CAME,
    (Shown.NOBODY, Found.EMPTY): _AGREED,
    (Shown.NOBODY, Found.SOMEONE_ELSE): _CAME,
    (Shown.SOMEBODY, Found.HERE): _SEEN,
    (Shown.SOMEBODY, Found.ASLEEP): _SEEN,
    (Shown.SOMEBODY, Found.EMPTY): (Follows.NOT_HERE, True),
    (Shown.SOMEBODY, Found.SOMEONE_ELSE): _ANOTHER,
    (Shown.OUT, Found.HERE): _BACK,
    (Shown.OUT, Found.ASLEEP): _BACK,
    (Shown.OUT, Found.EMPTY): _AGREED,
    (Shown.OUT, Found.SOMEONE_ELSE): _ANOTHER,
    **{(Shown.HELPED, found): _AGREED for found in Found},
}


def shown(state: VisitState | None, *, helped: bool) -> Shown:
    """What the board has in a seat with somebody in that state, or with nobody."""
    if state is None:
        return Shown.NOBODY
    if helped:
        return Shown.HELPED
    return Shown.OUT if state in OUT else Shown.SOMEBODY


def follows(has: Shown, found: Found, *, to_confirm: bool) -> tuple[Follows, bool]:
    """What follows, and whether it differs. Somebody who was out before an outage and is not
    in the seat after it is looked for: nobody knows where they are."""
    what, differs = TABLE[has, found]
    if has is Shown.OUT and found is Found.EMPTY and to_confirm:
        return Follows.NOT_HERE, differs
    return what, differs


def answer_of(found: Found, track: Track) -> Answer:
    """What was seen of somebody on ``track`` who was found. "Here" says that they are in place and
    no more, so a worry stands: only "OK, awake" itself ends one."""
    if found is Found.ASLEEP:
        return Answer.ASLEEP
    return _WORRIES.get(track, Answer.OK)


_WORRIES = {Track.KEEP_AN_EYE: Answer.KEEP_AN_EYE, Track.SEDATION: Answer.HARD_TO_ROUSE}

Seat = tuple[int, str]
"""A booth and the mark of a seat in it."""


def tally(seats: Iterable[Seat], found: Iterable[tuple[Seat, bool]]) -> tuple[int, int, int]:
    """Seats seen, those in which the board had it otherwise, and those of the room nobody saw.

    A seat counts once however often somebody looked into it.
    """
    seen: dict[Seat, bool] = {}
    for seat, differs in found:
        seen[seat] = seen.get(seat, False) or differs
    return len(seen), sum(seen.values()), len(set(seats) - seen.keys())
