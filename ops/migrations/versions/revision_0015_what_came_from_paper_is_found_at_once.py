"""The index of what came from paper is one that SQLite uses, too, and in the order of versions."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NAME = "ix_journal_from_paper"


def upgrade() -> None:
    _instead(["site_id", "from_paper", "version"], "from_paper = 1")


def downgrade() -> None:
    _instead(["site_id", "happened_at"], "from_paper")


def _instead(columns: list[str], on_sqlite: str) -> None:
    op.drop_index(NAME, "journal")
    op.create_index(
        NAME,
        "journal",
        columns,
        sqlite_where=sa.text(on_sqlite),
        postgresql_where=sa.text("from_paper"),
    )
