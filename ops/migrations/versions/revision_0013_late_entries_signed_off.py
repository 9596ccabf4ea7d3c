"""Who signed off what was typed in from paper."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "late_signing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_late_signing_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_late_signing"),
    )
    op.create_index("ix_late_signing_site_id_until", "late_signing", ["site_id", "until"])


def downgrade() -> None:
    op.drop_table("late_signing")
