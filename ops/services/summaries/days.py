"""A day of a site in numbers that add up: each part from its rows, or from figures once it was kept."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from ops.domain import totals as adding
from ops.domain import window as windows
from ops.domain.totals import Totals
from ops.models import Site
from ops.services.retention import kept_figures
from ops.services.summaries import parts
from ops.services.summaries.reading import reading


def totals(session: Session, site: Site, day: date, now: datetime) -> Totals:
    """Of that day of the site's clock, up to now."""
    window = kept_figures.as_kept(session, site.id, windows.day(day, site.time_zone, now))
    kept = kept_figures.of(session, site.id, window)
    counting = parts.Counting(reading(session, site, window))
    return adding.totals_of(
        window,
        kept.stays or counting.stays(),
        kept.responses or counting.responses(),
        kept.house or counting.house(),
    )
