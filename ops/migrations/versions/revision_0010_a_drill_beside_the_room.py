"""A drill: a site of its own beside the real one, and what is kept of it afterwards."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("site", sa.Column("drill_of", sa.Integer(), nullable=True))
    op.create_index("ix_site_drill_of", "site", ["drill_of"], unique=True)
    op.create_table(
        "drill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("times", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_drill_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_drill"),
    )
    op.create_index("ix_drill_site_id", "drill", ["site_id"])


def downgrade() -> None:
    op.drop_table("drill")
    op.drop_index("ix_site_drill_of", table_name="site")
    op.drop_column("site", "drill_of")
