"""The three parts of a summary: each counted from its window's rows, or told from figures once they are kept."""

from functools import cached_property

from sqlalchemy.orm import Session

from ops.domain.counting import Span, total_within
from ops.domain.figures import HourOfStays, OfHouse, OfResponses, OfStays
from ops.domain.measures import Seats
from ops.domain.window import Window
from ops.models import Site
from ops.services import late_unsigned
from ops.services.retention import kept_figures
from ops.services.retention.kept_figures import KeptParts
from ops.services.summaries import alarms, late, looks, paper, responses, room, stays
from ops.services.summaries.reading import Reading, reading
from ops.services.team import Team, team_of


class Counting:
    """Of one read. What several parts need is read once, and only when one does.
    ``kept``: what is told from figures."""

    def __init__(self, part: Reading, kept: KeptParts) -> None:
        self.part, self.kept = part, kept

    @cached_property
    def been(self) -> stays.Stays:
        """Who was where."""
        return stays.read(self.part)

    @cached_property
    def places(self) -> int:
        """Seats of all booths as they are set up now."""
        return stays.places(self.part)

    @cached_property
    def lateness(self) -> looks.Lateness:
        """Looks and the limits that passed."""
        return looks.read(self.part)

    @cached_property
    def _team(self) -> Team:
        part = self.part
        return team_of(part.session, part.site.id, part.start, part.until)

    @cached_property
    def stays(self) -> OfStays:
        """Visits, waits, looks, and what was typed in."""
        return self.kept.stays or self._stays()

    @cached_property
    def responses(self) -> OfResponses:
        """Responses, and how often they left too few of the team free."""
        return self.kept.responses or self._responses()

    @cached_property
    def house(self) -> OfHouse:
        """The room around it."""
        return self.kept.house or self._house

    def _on_shift(self) -> int:
        """Seconds in which someone was, or all of them when nobody's presence was recorded."""
        start, until = self.part.start, self.part.until
        known = room.staffed(self._team, start, until)
        return known or round((until - start).total_seconds())

    def _stays(self) -> OfStays:
        part, lateness = self.part, self.lateness
        typed = paper.late_entries(part)
        unsigned = late_unsigned.unsigned_acts(part.session, part.site, part.site.version)
        in_booths: list[Span] = [(run.start, run.end) for run in self.been.in_booth]
        begun, most_in_use = stays.by_period(part, self.been)
        return OfStays(
            visits=stays.visits(part),
            waits=stays.waits(part),
            in_booth=stays.in_booth(part, self.been),
            looks=lateness.looks(late.at_the_end(part)),
            board_errors=room.board_errors(part),
            late_entries=len(typed),
            late_unsigned=len(typed & unsigned),
            hours=tuple(
                HourOfStays(visits, most, *looked)
                for visits, most, looked in zip(begun, most_in_use, lateness.in_each(part), strict=True)
            ),
            seats=Seats(
                used=total_within(in_booths, part.start, part.until),
                capacity=self.places * (self._house.open or 0),
            ),
            alarms=alarms.read(part, in_booths, self._on_shift()),
            walks=room.walks(part),
        )

    def _responses(self) -> OfResponses:
        part = self.part
        return OfResponses(
            responses=responses.read(part),
            under_minimum=room.under_minimum(part, self._team),
            minimum_free_staff=part.protocol.minimum_free_staff,
            hours=tuple(responses.running_in_each(part)),
        )

    @cached_property
    def _house(self) -> OfHouse:
        return room.read(self.part, self._team)


def counting(session: Session, site: Site, window: Window) -> Counting:
    """That window; from when to when it was counted before, as far as it was."""
    row = kept_figures.row_of(session, site.id, window)
    return Counting(reading(session, site, kept_figures.as_kept(row, window)), kept_figures.parts(row))
