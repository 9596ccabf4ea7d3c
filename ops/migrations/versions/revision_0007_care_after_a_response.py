"""What was offered after a response, and the team's debrief."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAMES = ("care_naloxone", "care_place", "debrief")


def upgrade() -> None:
    for name in NAMES:
        op.add_column("response", sa.Column(name, sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("response") as table:
        for name in reversed(NAMES):
            table.drop_column(name)
