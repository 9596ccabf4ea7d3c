"""What the counters hold of a visit and of a response, and exact totals beside what is shown."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

CHANGED = sa.text("posted_version IS NULL OR posted_version != version")


def upgrade() -> None:
    op.add_column("counter_step", sa.Column("total", sa.Integer(), nullable=True))
    for table in ("visit", "response"):
        op.add_column(table, sa.Column("posted", sa.JSON(), nullable=True))
        op.add_column(table, sa.Column("posted_version", sa.Integer(), nullable=True))
        op.create_index(
            f"ix_{table}_to_post", table, ["site_id"], sqlite_where=CHANGED, postgresql_where=CHANGED
        )
    op.add_column(
        "response", sa.Column("log_gone", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )


def downgrade() -> None:
    op.drop_column("response", "log_gone")
    for table in ("response", "visit"):
        op.drop_index(f"ix_{table}_to_post", table)
        op.drop_column(table, "posted_version")
        op.drop_column(table, "posted")
    op.drop_column("counter_step", "total")
