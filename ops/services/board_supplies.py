"""The board's part about the shelf: batches and cylinders, for tablets."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from ops.domain.words import Audience
from ops.models import OxygenDraw, Site, SupplyItem
from ops.services import supply_rows
from ops.services.board_moment import Moment


def supplies(now: Moment, audience: Audience) -> dict[str, Any]:
    """What is on the list, by form and expiry. How much is in a cylinder now, a tablet counts.
    ``since``: when the first thing ever was put on it; a site that keeps no list lacks nothing."""
    return now.once(_supplies)


def _supplies(session: Session, site: Site) -> dict[str, Any]:
    rows = supply_rows.on_the_list(session, site.id)
    draws = supply_rows.draws(session, [row for row in rows if row.full_litres is not None])
    items = [_item(row, draws.get(row.id, ())) for row in rows]
    return {"since": supply_rows.kept_since(session, site.id), "items": items}


def _item(row: SupplyItem, draws: Sequence[OxygenDraw]) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "id": row.id,
        "kind": row.kind,
        "form": row.form,
        "label": row.label,
        "expires_on": row.expires_on,
        "count": row.count,
        "counted_at": row.counted_at,
    }
    if row.full_litres is not None:
        shape |= {
            "full_litres": row.full_litres,
            "gauge_full": row.gauge_full,
            "in_use_since": row.in_use_since,
            "draws": [
                {
                    "response": draw.response_id,
                    "since": draw.since,
                    "until": draw.until,
                    "litres_per_minute": draw.litres_per_minute,
                }
                for draw in draws
            ],
        }
    return shape
