"""How a stay ends."""

from dataclasses import replace
from datetime import datetime

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.visit_clock import without_timer
from ops.domain.visit_data import Ask, Step, Visit
from ops.domain.words import EndKind, TurnedAwayWhy, VisitState


def end(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Someone left. ``without_use`` takes back the episode that seating began."""
    unused = ask.without_use or ask.end_kind in (EndKind.LEFT_BEFORE_USING, EndKind.TURNED_AWAY)
    episodes = 0 if unused and visit.episodes <= 1 else visit.episodes
    return ended(replace(visit, episodes=episodes), ask.at, ask.end_kind, ask.why, ask.at, [])


def ended(
    visit: Visit,
    ended_at: datetime,
    kind: EndKind,
    why: TurnedAwayWhy | None,
    at: datetime,
    before: list[Fact],
) -> Step:
    after = replace(
        without_timer(visit),
        state=VisitState.ENDED,
        ended_at=ended_at,
        end_kind=kind,
        turned_away_why=why,
        hold_until=None,
        response_id=None,
        changed_at=max(visit.changed_at, at),
    )
    left = facts.VisitEnded(ended_at, visit.id, kind.value, why.value if why else None)
    return after, [*before, left]
