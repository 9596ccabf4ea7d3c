"""People counted once a month by a random card, where a site wants it."""

import sqlalchemy as sa
from alembic import op

from ops.db import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "month_card",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("seen", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_month_card_site_id"),
        sa.PrimaryKeyConstraint("site_id", "month", "seen", name="pk_month_card"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "month_count",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("visits_with_card", sa.Integer(), nullable=False),
        sa.Column("not_known", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.Column("destroyed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_month_count_site_id"),
        sa.PrimaryKeyConstraint("site_id", "month", name="pk_month_count"),
    )
    with op.batch_alter_table("site") as batch:
        batch.add_column(sa.Column("cards", sa.Boolean(), nullable=False, server_default=sa.text("false")))


def downgrade() -> None:
    with op.batch_alter_table("site") as batch:
        batch.drop_column("cards")
    op.drop_table("month_count")
    op.drop_table("month_card")
