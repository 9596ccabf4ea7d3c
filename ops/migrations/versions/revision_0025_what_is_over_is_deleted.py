"""How far the deletion of what is over has come; what flowed from a cylinder outlives the response."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purge_run",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stays_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("responses_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("else_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_fact", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(40), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("rows_untold", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wiped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_purge_run_site_id"),
        sa.PrimaryKeyConstraint("site_id", name="pk_purge_run"),
    )
    with op.batch_alter_table("oxygen_draw") as draw:
        draw.alter_column("response_id", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM oxygen_draw WHERE response_id IS NULL")
    with op.batch_alter_table("oxygen_draw") as draw:
        draw.alter_column("response_id", existing_type=sa.Uuid(), nullable=False)
    op.drop_table("purge_run")
