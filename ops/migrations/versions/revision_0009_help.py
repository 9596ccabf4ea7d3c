"""A worker's call for their own safety, and what walls say meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("site") as batch:
        batch.add_column(sa.Column("help_phrase", sa.String(length=40), nullable=True))
    op.create_table(
        "help_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("where", sa.String(length=60), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=True),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("loud_at", INSTANT, nullable=False),
        sa.Column("going_until", INSTANT, nullable=True),
        sa.Column("going", sa.String(length=60), nullable=True),
        sa.Column("over_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_help_call_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_help_call"),
    )
    op.create_index("ix_help_call_site_id_over_at", "help_call", ["site_id", "over_at"])


def downgrade() -> None:
    op.drop_table("help_call")
    with op.batch_alter_table("site") as batch:
        batch.drop_column("help_phrase")
