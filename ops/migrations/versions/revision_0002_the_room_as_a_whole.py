"""The room as a whole: its states, pauses of sound, notices, walks, opening checks, screens."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _added() -> dict[str, list[sa.Column[object]]]:
    """What each table gains; columns are made anew at each call, for one table each."""
    return {
        "site": [
            sa.Column("room_before", sa.String(32), nullable=True),
            sa.Column("reason_before", sa.String(32), nullable=True),
            sa.Column("eyes_since", INSTANT, nullable=True),
            sa.Column("gap_from", INSTANT, nullable=True),
            sa.Column("gap_until", INSTANT, nullable=True),
        ],
        "visit": [
            sa.Column("confirm_since", INSTANT, nullable=True),
            sa.Column("head_count", sa.String(32), nullable=True),
        ],
        "late_check": [
            sa.Column("not_possible", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        ],
        "device": [
            sa.Column("said_at", INSTANT, nullable=True),
            sa.Column("volume", sa.Integer(), server_default=sa.text("80"), nullable=False),
            sa.Column("night_volume", sa.Integer(), server_default=sa.text("40"), nullable=False),
            sa.Column("theme", sa.String(32), server_default=sa.text("'standard'"), nullable=False),
            sa.Column("shows", sa.JSON(none_as_null=True), nullable=True),
            sa.Column("sound_heard_at", INSTANT, nullable=True),
        ],
    }


TABLES = ("walk_found", "walk", "pause", "opening_check", "notice")
"""What refers to others comes first."""


def upgrade() -> None:
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("text", sa.String(length=120), nullable=True),
        sa.Column("basis", sa.String(32), nullable=True),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_notice_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_site_id_until", "notice", ["site_id", "until"])
    op.create_table(
        "opening_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("point", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("happened_at", INSTANT, nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_opening_check_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_opening_check"),
    )
    op.create_index("ix_opening_check_site_id_happened_at", "opening_check", ["site_id", "happened_at"])
    op.create_table(
        "pause",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=60), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_pause_site_id"),
        sa.PrimaryKeyConstraint("site_id", "cause", name="pk_pause"),
    )
    op.create_table(
        "walk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_walk_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_walk"),
    )
    op.create_index("ix_walk_site_id_began_at", "walk", ["site_id", "began_at"])
    op.create_table(
        "walk_found",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=4), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("shown", sa.String(length=20), nullable=False),
        sa.Column("found", sa.String(32), nullable=False),
        sa.Column("differs", sa.Boolean(), nullable=False),
        sa.Column("happened_at", INSTANT, nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_walk_found_site_id"),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name="fk_walk_found_walk_id"),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name="fk_walk_found_booth_id"),
        sa.PrimaryKeyConstraint("id", name="pk_walk_found"),
    )
    op.create_index("ix_walk_found_walk_id", "walk_found", ["walk_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for table, columns in _added().items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column.name)
