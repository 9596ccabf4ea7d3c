"""A receipt may outlive its answer."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("receipt") as receipt:
        receipt.alter_column("answer", existing_type=sa.LargeBinary(), nullable=True)
    op.create_index(
        "ix_receipt_answered",
        "receipt",
        ["recorded_at"],
        sqlite_where=sa.text("answer IS NOT NULL"),
        postgresql_where=sa.text("answer IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_receipt_answered", "receipt")
    op.execute("DELETE FROM receipt WHERE answer IS NULL")
    with op.batch_alter_table("receipt") as receipt:
        receipt.alter_column("answer", existing_type=sa.LargeBinary(), nullable=False)
