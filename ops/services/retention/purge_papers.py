"""Working papers are to be shredded, and the log then forgets what was on them, too. That there was one stays."""

from ops.domain.retention import Speaks
from ops.models import Release
from ops.services.retention.purge_rows import Rows

OF_PAPERS = (
    Rows(
        "papers to be shredded",
        Speaks.STAYS,
        Release.id,
        lambda site, before: (
            Release.site_id == site,
            Release.shred_by < before.date(),
            Release.sheet.is_not(None),
        ),
        {"sheet": None},
    ),
)
