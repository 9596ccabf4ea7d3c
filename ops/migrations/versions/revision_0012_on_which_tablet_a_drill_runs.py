"""On which tablet the running drill was begun."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drill", sa.Column("begun_on", sa.String(40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("drill") as batch:
        batch.drop_column("begun_on")
