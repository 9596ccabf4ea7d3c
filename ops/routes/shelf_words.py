"""What is said of the shelf on the handover sheet, in the reader's language."""

from calendar import monthrange
from datetime import date

from ops.domain.handover import CylinderLeft
from ops.domain.supplies import Expires, Lacks
from ops.gettext import gettext as _


def lacks(one: Lacks) -> str:
    """3 of 6"""
    return _("%(have)s, should be %(par)s", have=one.have, par=one.par)


def expires(one: Expires) -> str:
    """2 expire 2026-12, or 2 expired 2026-10."""
    day = expiry(one.expires_on)
    if one.expired:
        return _("%(count)s expired %(day)s", count=one.count, day=day)
    return _("%(count)s to expire %(day)s", count=one.count, day=day)


def expiry(day: date) -> str:
    """As it is printed on a box: 2027-03, or 2027-03-15 where it is not the month's last day."""
    last = day.day == monthrange(day.year, day.month)[1]
    return f"{day:%Y-%m}" if last else day.isoformat()


def cylinder(one: CylinderLeft) -> str:
    """cylinder A: about 310 of 425 L, in use"""
    name = " ".join(part for part in (one.form, one.label) if part)
    left = _("%(name)s: about %(litres)s of %(full)s L", name=name, litres=one.litres, full=one.full)
    return f"{left}, {_('in use')}" if one.in_use else left
