"""Who was here at a moment is told from the index alone: a shift costs the same, however many stays are kept."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BEFORE = "ix_visit_site_id_seated_at"
AFTER = "ix_visit_site_id_seated_at_ended_at_end_kind_episodes"


def upgrade() -> None:
    op.create_index(AFTER, "visit", ["site_id", "seated_at", "ended_at", "end_kind", "episodes"])
    op.drop_index(BEFORE, table_name="visit")


def downgrade() -> None:
    op.create_index(BEFORE, "visit", ["site_id", "seated_at"])
    op.drop_index(AFTER, table_name="visit")
