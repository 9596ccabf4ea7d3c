"""Which of the sites that somebody may see are asked for, in an address or a form."""

from collections.abc import Collection, Sequence

from ops.access import Permission, device, may, unlocked
from ops.domain.errors import Code, Refused
from ops.routes.door import house, site
from ops.services.board import SiteRef
from ops.services.ways_in import sign_in

ALL = "all"


def where(permission: Permission) -> list[SiteRef]:
    """This site; then the others in which the person may do that, by name. Those only in a browser of
    their own in which they proved who they are: a PIN is given by somebody of one site."""
    here, me = site(), unlocked()
    if me is None or not me.proved or device().staff_id != me.staff_id:
        return [here]
    others = sign_in.other_sites(house(), me)
    return [here, *(other for other, role in others.items() if may(role, permission))]


def named(allowed: Sequence[SiteRef], wanted: Collection[str]) -> list[SiteRef]:
    """By their slugs, in the order of ``allowed``; the first where nothing is said. Raises ``Refused``: another's
    site is as unknown as none."""
    if not wanted:
        return [allowed[0]]
    if set(wanted) == {ALL}:
        return list(allowed)
    found = [one for one in allowed if one.slug in wanted]
    if len(found) != len(set(wanted)):
        raise Refused(Code.NOT_FOUND, "site")
    return found
