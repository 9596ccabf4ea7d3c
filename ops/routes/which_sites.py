"""Which of the sites that somebody may see are asked for, in an address or a form."""

from collections.abc import Collection, Sequence

from ops.domain.errors import Code, Refused
from ops.services.board import SiteRef

ALL = "all"


def named(may: Sequence[SiteRef], wanted: Collection[str]) -> list[SiteRef]:
    """By their slugs, in the order of ``may``; the first where nothing is said. Raises ``Refused``: another's site is
    as unknown as none."""
    if not wanted:
        return [may[0]]
    if set(wanted) == {ALL}:
        return list(may)
    found = [site for site in may if site.slug in wanted]
    if len(found) != len(set(wanted)):
        raise Refused(Code.NOT_FOUND, "site")
    return found
