"""How long what is kept, and the figures that stay when rows go."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("site") as site:
        site.add_column(sa.Column("kept", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("site") as site:
        site.alter_column("kept", server_default=None)
    op.create_table(
        "figures",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stays", sa.JSON(), nullable=True),
        sa.Column("responses", sa.JSON(), nullable=True),
        sa.Column("house", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_figures_site_id"),
        sa.PrimaryKeyConstraint("site_id", "kind", "key", name="pk_figures"),
    )
    op.create_index("ix_figures_site_id_start", "figures", ["site_id", "start"])


def downgrade() -> None:
    op.drop_table("figures")
    with op.batch_alter_table("site") as site:
        site.drop_column("kept")
