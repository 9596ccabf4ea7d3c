"""Who put a row of a response's log right, beside who logged it; and who says how it went."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NEW = (("response_action", "corrected_by"), ("response", "outcome_by"))


def upgrade() -> None:
    for table, column in NEW:
        op.add_column(table, sa.Column(column, sa.String(60), nullable=True))


def downgrade() -> None:
    for table, column in NEW:
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
