"""The reports that were issued, by what they are of."""

from datetime import date

from sqlalchemy import select

from ops.domain.errors import Code, Refused
from ops.domain.sheet import SheetKind
from ops.models import Release
from ops.services import releases
from ops.services.house import House


def newest(house: House, site_id: int, name: str, first: date, last: date) -> str:
    """The number of the last one that this site issued for just these days, of itself alone. Raises ``Refused``:
    there is none."""
    wanted = (
        select(Release.number)
        .where(
            Release.site_id == site_id,
            Release.kind == SheetKind.STATUTORY.value,
            Release.key == name,
            Release.first == first,
            Release.last == last,
            releases.only_of([site_id]),
        )
        .order_by(Release.id.desc())
    )
    with house.db.read() as session:
        number = session.scalar(wanted.limit(1))
    if number is None:
        raise Refused(Code.NOT_FOUND, "report")
    return number
