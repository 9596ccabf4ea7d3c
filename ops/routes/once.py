"""What a form asks for is done once, however often it is sent; and a report gets its number so."""

from collections.abc import Sequence
from uuid import UUID

from flask import request

from ops.access import device, person_id
from ops.domain.errors import Code, Refused
from ops.domain.sheet import Sheet
from ops.routes.door import house
from ops.services import releases
from ops.services.releases import By


def act() -> UUID:
    """The act's id, from the form."""
    try:
        return UUID(request.form.get("act", ""))
    except ValueError:
        raise Refused(Code.BAD_VALUE, "act") from None


def issued(sheet: Sheet, site_ids: Sequence[int]) -> Sheet:
    """With its number, in this site's log."""
    return releases.issue(house(), device().site_id, site_ids, sheet, whoever_asks(), command=act())


def whoever_asks() -> By:
    """As a log of what left names them."""
    return By(device().actor, person_id())
