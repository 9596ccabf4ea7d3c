"""Who was there in a response and left it, from when to when."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "response_left",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_response_left_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_response_left"),
    )
    op.create_index("ix_response_left_response_id", "response_left", ["response_id"])


def downgrade() -> None:
    op.drop_table("response_left")
