"""Gender and age band, where a site asks: numbers of a month, of nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "month_tally",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_month_tally_site_id"),
        sa.PrimaryKeyConstraint("site_id", "month", name="pk_month_tally"),
    )
    with op.batch_alter_table("site") as site:
        site.add_column(sa.Column("asked", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("site") as site:
        site.alter_column("asked", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("site") as site:
        site.drop_column("asked")
    op.drop_table("month_tally")
