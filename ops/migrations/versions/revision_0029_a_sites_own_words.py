"""A site's own words: for the people who come, for substances; which of them and which acts are offered."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("site") as batch:
        batch.add_column(sa.Column("words", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("site") as batch:
        batch.alter_column("words", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("site") as batch:
        batch.drop_column("words")
