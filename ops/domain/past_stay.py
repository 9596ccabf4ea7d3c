"""A stay that was over before anybody typed it in: seated and left, by the rules of any stay."""

from dataclasses import replace

from ops.domain.errors import Code, Refused
from ops.domain.facts import Fact, PersonArrived
from ops.domain.protocol import SiteProtocol
from ops.domain.visit import Ask, Visit, advance
from ops.domain.words import VisitAct


def past_stay(seated: Ask, left: Ask, visit: Visit, protocol: SiteProtocol) -> tuple[Visit, list[Fact]]:
    """``visit`` as it ended, and what happened. Raises ``Refused`` when they left before they sat."""
    if left.at < seated.at:
        raise Refused(Code.BAD_VALUE, "left_at")
    here = advance(visit, replace(seated, act=VisitAct.SEAT), protocol)
    gone = advance(here.visit, replace(left, act=VisitAct.END), protocol)
    arrived = PersonArrived(seated.at, visit.id, None)
    return gone.visit, [arrived, *here.facts, *gone.facts]
