"""What became of a chain, for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString, format_decimal, lazy_gettext, ngettext
from flask_babel import gettext as _

from ops.domain.chain import Fault, State, Verdict

FAULTS: Mapping[Fault, LazyString] = {
    Fault.CONTENTS: lazy_gettext("What is kept of it is not what was recorded."),
    Fault.LINK: lazy_gettext("It does not follow from the one before."),
    Fault.MISSING: lazy_gettext("It is not there, and later ones are."),
    Fault.NO_LINK: lazy_gettext("It stands in the journal, and the chain does not know it."),
    Fault.END: lazy_gettext("The chain does not end as the room says it does."),
    Fault.GONE: lazy_gettext("What it said was taken out, and no purge says so."),
}


@dataclass(frozen=True)
class Found:
    """``good`` false: somebody has to look into it."""

    good: bool
    title: str
    lines: tuple[str, ...]


def found(verdict: Verdict, papers: int) -> Found:
    """The verdict in words, with how many papers it was held against."""
    at = format_decimal(verdict.at or 0)
    match verdict.state:
        case State.OK:
            number = format_decimal(verdict.facts)
            held = ngettext(
                "It is the history of the paper.", "It is the history of all %(num)s papers.", papers
            )
            whole = _(
                "Nothing was changed, taken out or put in, from the first fact to number %(n)s.", n=number
            )
            return Found(True, _("The chain is whole"), (whole, held) if papers else (whole,))
        case State.BROKEN:
            fault = str(FAULTS[verdict.fault]) if verdict.fault is not None else ""
            before = format_decimal(verdict.facts)
            lines = (fault, _("Up to number %(n)s everything is as it was recorded.", n=before))
            return Found(False, _("Broken at number %(n)s", n=at), lines)
        case State.TRUNCATED:
            why = _("Later facts were taken away, or an older copy of the database was brought back.")
            return Found(False, _("Cut off after number %(n)s", n=at), (why,))
        case State.BAD_CHECKPOINT:
            why = _(
                "The journal was written anew, or the paper is not from here, or a character was misread."
            )
            return Found(False, _("Number %(n)s is not what was signed", n=at), (why,))
