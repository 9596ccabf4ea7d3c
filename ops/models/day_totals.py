"""Days of a site in numbers that add up: what weeks, months and years are made of."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class DayTotals(Base):
    """One day of the site's clock, from ``start`` to ``until`` by the clock of ``time_zone``.

    Columns are the fields of ``ops.domain.totals.Totals``, by the same names; one that is empty was not
    counted that day. Counted at ``counted_at`` from what was on record by ``version``. ``stays_gone`` and
    the like: those rows may be deleted, and these numbers are of the figures that were kept.
    """

    __tablename__ = "day_totals"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    start: Mapped[datetime]
    until: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    counted_at: Mapped[datetime]
    version: Mapped[int]
    stays_gone: Mapped[bool]
    responses_gone: Mapped[bool]
    house_gone: Mapped[bool]

    seconds: Mapped[int | None]
    visits: Mapped[int | None]
    episodes: Mapped[int | None]
    ended: Mapped[int | None]
    without_use: Mapped[int | None]
    end_not_recorded: Mapped[int | None]
    waited: Mapped[int | None]
    left_before_using: Mapped[int | None]
    turned_away: Mapped[int | None]
    in_booth: Mapped[int | None]
    in_booth_not_recorded: Mapped[int | None]
    looks: Mapped[int | None]
    looks_on_time: Mapped[int | None]
    looks_late: Mapped[int | None]
    looks_missed: Mapped[int | None]
    looks_not_possible: Mapped[int | None]
    past_second_limit: Mapped[int | None]
    looks_late_but_ok: Mapped[int | None]
    seat_seconds: Mapped[int | None]
    seat_capacity: Mapped[int | None]
    alarms_medium: Mapped[int | None]
    alarms_high: Mapped[int | None]
    alarms_reached: Mapped[int | None]
    alarms_over: Mapped[int | None]
    walk_rounds: Mapped[int | None]
    walk_seats: Mapped[int | None]
    walk_differing: Mapped[int | None]
    board_errors: Mapped[int | None]
    late_entries: Mapped[int | None]
    late_unsigned: Mapped[int | None]
    responses: Mapped[int | None]
    responses_running: Mapped[int | None]
    responses_complete: Mapped[int | None]
    all_ok: Mapped[int | None]
    mis_tap: Mapped[int | None]
    doses: Mapped[int | None]
    doses_at_most: Mapped[int | None]
    micrograms: Mapped[int | None]
    micrograms_at_most: Mapped[int | None]
    doses_without_amount: Mapped[int | None]
    taken_by_ambulance: Mapped[int | None]
    take_home_offered: Mapped[int | None]
    reconstructed: Mapped[int | None]
    attended: Mapped[int | None]
    never_attended: Mapped[int | None]
    overdoses: Mapped[int | None]
    kind_not_recorded: Mapped[int | None]
    staff_with_naloxone: Mapped[int | None]
    staff_without_naloxone: Mapped[int | None]
    others_only: Mapped[int | None]
    doses_by_staff: Mapped[int | None]
    doses_by_staff_at_most: Mapped[int | None]
    ambulance_calls: Mapped[int | None]
    transported: Mapped[int | None]
    deaths: Mapped[int | None]
    under_minimum: Mapped[int | None]
    open: Mapped[int | None]
    closed: Mapped[int | None]
    walls_not_live: Mapped[int | None]
    walls_fell_silent: Mapped[int | None]
    staff: Mapped[int | None]
    staffed: Mapped[int | None]
    oxygen_litres: Mapped[int | None]
    by: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)
    lengths: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)
    hours: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)


class Rolled(Base):
    """Up to which day a site has its ``DayTotals``, with all that was on record by ``version``."""

    __tablename__ = "rolled"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    through: Mapped[date]
    version: Mapped[int]
