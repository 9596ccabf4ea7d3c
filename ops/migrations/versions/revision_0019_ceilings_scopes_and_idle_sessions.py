"""What a PIN may open on a device at most, what a program's token is for, when an idle browser ends."""

import sqlalchemy as sa
from alembic import op

from ops.db import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "device", sa.Column("ceiling", sa.String(32), nullable=False, server_default="administrator")
    )
    op.add_column("device", sa.Column("scopes", sa.JSON(), nullable=True))
    with op.batch_alter_table("device") as batch:
        batch.alter_column("ceiling", server_default=None)
    op.add_column("device_session", sa.Column("idle_until", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("device_session") as batch:
        batch.drop_column("idle_until")
    with op.batch_alter_table("device") as batch:
        batch.drop_column("scopes")
        batch.drop_column("ceiling")
