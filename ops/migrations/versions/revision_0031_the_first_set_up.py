"""The first set-up of a site, step by step. Sites that are here already have theirs behind them."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("site") as site:
        site.add_column(sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=True))
        site.add_column(sa.Column("steps_right", sa.JSON(), nullable=False, server_default="[]"))
        site.add_column(sa.Column("agreed_on", sa.Date(), nullable=True))
    with op.batch_alter_table("site") as site:
        site.alter_column("steps_right", server_default=None)
    op.execute("UPDATE site SET set_up_at = COALESCE(room_since, '2026-11-22 00:00:00')")


def downgrade() -> None:
    with op.batch_alter_table("site") as site:
        site.drop_column("agreed_on")
        site.drop_column("steps_right")
        site.drop_column("set_up_at")
