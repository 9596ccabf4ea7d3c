"""Of a dose that two tablets logged: which row it is the same as."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response_action", sa.Column("same_as", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("response_action") as batch:
        batch.drop_column("same_as")
