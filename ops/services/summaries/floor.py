"""The floor of a window, place by place, read for a coordinator's screen while its rows are held."""

from sqlalchemy import select

from ops.domain.floor_chart import FloorChart, Happened, MarkKind, Place, drawn
from ops.models import Booth, CheckIn, Response
from ops.services.summaries.parts import Counting
from ops.services.summaries.reading import Reading
from ops.services.summaries.responses import REAL


def read(counting: Counting) -> FloorChart:
    """The same stays, looks and responses that the summary counts."""
    part, been = counting.part, counting.been.everywhere
    used = {stretch.booth for stretch in been}
    places = part.session.execute(
        select(Booth.id, Booth.name, Booth.retired)
        .where(Booth.site_id == part.site.id)
        .order_by(Booth.row, Booth.column, Booth.id)
    )
    return drawn(
        [Place(row.id, row.name) for row in places if not row.retired or row.id in used],
        been,
        [*_looks(counting), *_responses(part)],
        part.start,
        [Happened(MarkKind.MISSED, one.at, one.visit) for one in counting.lateness.past_second_limit],
    )


def _looks(counting: Counting) -> list[Happened]:
    part = counting.part
    late = {(one.visit, one.at): round(one.seconds) for one in counting.lateness.late}
    rows = part.session.execute(
        select(CheckIn.visit_id, CheckIn.happened_at).where(
            CheckIn.site_id == part.site.id, CheckIn.counts.is_(True), part.inside(CheckIn.happened_at)
        )
    )
    made = [
        Happened(
            MarkKind.LATE if (visit, at) in late else MarkKind.LOOK, at, visit, late_by=late.get((visit, at))
        )
        for visit, at in rows
    ]
    missed = [Happened(MarkKind.MISSED, limit.at, limit.visit) for limit in counting.lateness.missed]
    return made + missed


def _responses(part: Reading) -> list[Happened]:
    rows = part.session.scalars(
        select(Response).where(
            Response.site_id == part.site.id, Response.state.in_(REAL), part.inside(Response.began_at)
        )
    )
    return [
        Happened(
            MarkKind.RESPONSE,
            row.began_at,
            row.visit_id if row.booth_id is not None else None,
            row.booth_id,
            elsewhere=row.place.value if row.place else None,
        )
        for row in rows
    ]
