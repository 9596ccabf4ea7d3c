"""Counters that may be shown, what is counted of their open steps, and how many a site expects."""

import sqlalchemy as sa
from alembic import op

from ops.db import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("site") as site:
        site.add_column(sa.Column("expected", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("site") as site:
        site.alter_column("expected", server_default=None)
    op.create_table(
        "counter",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(32), nullable=False),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_counter_site_id"),
        sa.PrimaryKeyConstraint("site_id", "series", "category", name="pk_counter"),
    )
    op.create_table(
        "counter_step",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(32), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("shown", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_counter_step_site_id"),
        sa.PrimaryKeyConstraint("site_id", "series", "line", "until", name="pk_counter_step"),
    )
    op.create_table(
        "counter_open",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(32), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("net", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_counter_open_site_id"),
        sa.PrimaryKeyConstraint("site_id", "series", "until", "category", name="pk_counter_open"),
    )


def downgrade() -> None:
    op.drop_table("counter_open")
    op.drop_table("counter_step")
    op.drop_table("counter")
    with op.batch_alter_table("site") as site:
        site.drop_column("expected")
