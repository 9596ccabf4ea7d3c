"""How to look in on someone is stored only where it was agreed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LOOK = sa.String(32)


def upgrade() -> None:
    with op.batch_alter_table("visit") as batch:
        batch.alter_column("look", existing_type=LOOK, nullable=True)


def downgrade() -> None:
    op.execute("UPDATE visit SET look = 'eyes' WHERE look IS NULL")
    with op.batch_alter_table("visit") as batch:
        batch.alter_column("look", existing_type=LOOK, nullable=False)
