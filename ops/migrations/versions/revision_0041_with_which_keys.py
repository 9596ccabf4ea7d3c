"""The database knows with which keys it is served, so that a machine with others does not serve it beside."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None
additive = True


def upgrade() -> None:
    op.create_table(
        "known_keys",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_known_keys"),
    )


def downgrade() -> None:
    op.drop_table("known_keys")
