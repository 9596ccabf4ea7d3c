"""Days of a site in numbers that add up, for weeks, months and years. They are made by themselves, of days
whose rows are gone from the figures that were kept."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NUMBERS = (
    "seconds",
    "visits",
    "episodes",
    "ended",
    "without_use",
    "end_not_recorded",
    "waited",
    "left_before_using",
    "turned_away",
    "in_booth",
    "in_booth_not_recorded",
    "looks",
    "looks_on_time",
    "looks_late",
    "looks_missed",
    "looks_not_possible",
    "past_second_limit",
    "looks_late_but_ok",
    "seat_seconds",
    "seat_capacity",
    "alarms_medium",
    "alarms_high",
    "alarms_reached",
    "alarms_over",
    "walk_rounds",
    "walk_seats",
    "walk_differing",
    "board_errors",
    "late_entries",
    "late_unsigned",
    "responses",
    "responses_running",
    "responses_complete",
    "all_ok",
    "mis_tap",
    "doses",
    "doses_at_most",
    "micrograms",
    "micrograms_at_most",
    "doses_without_amount",
    "taken_by_ambulance",
    "take_home_offered",
    "reconstructed",
    "attended",
    "never_attended",
    "overdoses",
    "kind_not_recorded",
    "staff_with_naloxone",
    "staff_without_naloxone",
    "others_only",
    "doses_by_staff",
    "doses_by_staff_at_most",
    "ambulance_calls",
    "transported",
    "deaths",
    "under_minimum",
    "open",
    "closed",
    "walls_not_live",
    "walls_fell_silent",
    "staff",
    "staffed",
    "oxygen_litres",
)


def upgrade() -> None:
    op.create_table(
        "day_totals",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stays_gone", sa.Boolean(), nullable=False),
        sa.Column("responses_gone", sa.Boolean(), nullable=False),
        sa.Column("house_gone", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in NUMBERS),
        sa.Column("by", sa.JSON(), nullable=False),
        sa.Column("lengths", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_day_totals_site_id"),
        sa.PrimaryKeyConstraint("site_id", "day", name="pk_day_totals"),
    )
    op.create_table(
        "rolled",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("through", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_rolled_site_id"),
        sa.PrimaryKeyConstraint("site_id", name="pk_rolled"),
    )


def downgrade() -> None:
    op.drop_table("rolled")
    op.drop_table("day_totals")
