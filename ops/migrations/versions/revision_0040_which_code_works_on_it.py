"""The database says which code may still work on it: an older one beside a newer, while both are served."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None
additive = True


def upgrade() -> None:
    op.create_table(
        "works_from",
        sa.Column("revision", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("revision", name="pk_works_from"),
    )


def downgrade() -> None:
    op.drop_table("works_from")
