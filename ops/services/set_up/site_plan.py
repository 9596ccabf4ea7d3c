"""A site as its plan: what its file would say, from its rows."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain.asked import Asked
from ops.domain.disclosure import Expected
from ops.domain.escalation import Step
from ops.domain.protocol import SiteProtocol
from ops.domain.region import Shown
from ops.domain.retention import Kept
from ops.domain.site_words import SiteWords
from ops.models import Booth, Site
from ops.services.set_up.site_file import BoothPlan, SitePlan


def plan_of(session: Session, site: Site) -> SitePlan:
    """The site as it is in this session, its places in reading order."""
    rows = session.scalars(select(Booth).where(Booth.site_id == site.id, Booth.retired.is_(False)))
    return SitePlan(
        slug=site.slug,
        name=site.name,
        time_zone=site.time_zone,
        protocol=SiteProtocol.from_json(site.protocol),
        booths=in_reading_order([_booth(row) for row in rows]),
        told_next=tuple(Step.from_json(step) for step in site.told_next),
        help_phrase=site.help_phrase,
        kept=Kept.from_json(site.kept),
        expected=Expected.from_json(site.expected),
        words=SiteWords.from_json(site.words),
        cards=site.cards,
        asked=Asked.from_json(site.asked),
        region=Shown.from_json(site.region),
    )


def alike(one: SitePlan, other: SitePlan) -> bool:
    """Whether they say the same, in whichever order their places are written."""
    first, second = (replace(plan, booths=in_reading_order(plan.booths)) for plan in (one, other))
    return first == second


def in_reading_order(booths: Sequence[BoothPlan]) -> tuple[BoothPlan, ...]:
    """Row by row, as they stand."""
    return tuple(sorted(booths, key=lambda booth: (booth.row, booth.column)))


def _booth(row: Booth) -> BoothPlan:
    seats = sorted((seat for seat in row.seats if not seat.extra), key=lambda seat: seat.position)
    return BoothPlan(
        name=row.name,
        kind=row.kind,
        row=row.row,
        column=row.column,
        width=row.width,
        height=row.height,
        seats=tuple(seat.mark for seat in seats),
        wiped=row.wiped,
        place=row.id,
    )
