"""The part of a summary about what left the shelf."""

from collections import defaultdict

from sqlalchemy import func, or_, select

from ops.domain.counting import within
from ops.domain.measures import Supplies, Went
from ops.domain.words import Moved
from ops.models import OxygenDraw, SupplyItem, SupplyMove
from ops.services.summaries.reading import Reading

WENT = {
    Moved.RESPONSE: Went.RESPONSE,
    Moved.GIVEN_OUT: Went.GIVEN_OUT,
    Moved.USED_ELSEWHERE: Went.USED_ELSEWHERE,
    Moved.EXPIRED: Went.EXPIRED,
}


def read(part: Reading) -> Supplies:
    """See ``Supplies``."""
    rows = part.session.execute(
        select(SupplyMove.what, SupplyItem.form, func.sum(-SupplyMove.amount))
        .join(SupplyItem, SupplyItem.id == SupplyMove.item_id)
        .where(
            SupplyMove.site_id == part.site.id,
            SupplyMove.counts.is_(True),
            SupplyMove.what.in_(WENT),
            part.inside(SupplyMove.happened_at),
        )
        .group_by(SupplyMove.what, SupplyItem.form)
        .order_by(SupplyItem.form)
    )
    pieces: dict[str, dict[str, int]] = defaultdict(dict)
    for what, form, amount in rows:
        pieces[WENT[what].value][form] = int(amount)
    return Supplies(dict(pieces), _oxygen(part))


def _oxygen(part: Reading) -> int:
    flows = part.session.execute(
        select(OxygenDraw.since, OxygenDraw.until, OxygenDraw.litres_per_minute).where(
            OxygenDraw.site_id == part.site.id,
            OxygenDraw.since < part.until,
            or_(OxygenDraw.until.is_(None), OxygenDraw.until > part.start),
        )
    )
    return round(
        sum(within((since, until), part.start, part.until) / 60 * litres for since, until, litres in flows)
    )
