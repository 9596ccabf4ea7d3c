"""Who is told next: the site's ladder, the steps of running ones, the outbox of messages."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("site") as batch:
        batch.add_column(sa.Column("told_next", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("site") as batch:
        batch.alter_column("told_next", server_default=None)
    op.create_table(
        "told_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("to", sa.String(length=500), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_told_step_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_told_step"),
        sa.UniqueConstraint("about", "number", name="uq_told_step_about_number"),
    )
    op.create_index("ix_told_step_due_at", "told_step", ["due_at"])
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("to", sa.String(length=500), nullable=False),
        sa.Column("booth", sa.String(length=20), nullable=True),
        sa.Column("place", sa.String(32), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", INSTANT, nullable=True),
        sa.Column("failing_since", INSTANT, nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("given_up_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_message_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
    )
    for column in ("about", "made_at", "next_try_at"):
        op.create_index(f"ix_message_{column}", "message", [column])


def downgrade() -> None:
    op.drop_table("message")
    op.drop_table("told_step")
    with op.batch_alter_table("site") as batch:
        batch.drop_column("told_next")
