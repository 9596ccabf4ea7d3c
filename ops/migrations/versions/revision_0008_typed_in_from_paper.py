"""Which facts are of acts that were typed in from paper."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column: sa.Column[bool] = sa.Column(
        "from_paper", sa.Boolean(), server_default=sa.text("false"), nullable=False
    )
    op.add_column("journal", column)
    op.create_index(
        "ix_journal_from_paper",
        "journal",
        ["site_id", "happened_at"],
        sqlite_where=sa.text("from_paper"),
        postgresql_where=sa.text("from_paper"),
    )


def downgrade() -> None:
    op.drop_index("ix_journal_from_paper", "journal")
    with op.batch_alter_table("journal") as journal:
        journal.drop_column("from_paper")
