"""What is on the shelf: batches, cylinders, what changed their counts, what flows from where."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "supply_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("form", sa.String(length=24), nullable=False),
        sa.Column("label", sa.String(length=16), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("counted_at", INSTANT, nullable=False),
        sa.Column("full_litres", sa.Integer(), nullable=True),
        sa.Column("gauge_full", sa.Integer(), nullable=True),
        sa.Column("in_use_since", INSTANT, nullable=True),
        sa.Column("gone_at", INSTANT, nullable=True),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_supply_item_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_supply_item"),
    )
    op.create_index("ix_supply_item_site_id_gone_at", "supply_item", ["site_id", "gone_at"])
    op.create_table(
        "supply_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("happened_at", INSTANT, nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=True),
        sa.Column("root", sa.Uuid(), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_supply_move_site_id"),
        sa.ForeignKeyConstraint(["item_id"], ["supply_item.id"], name="fk_supply_move_item_id"),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_supply_move_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_supply_move"),
    )
    op.create_index("ix_supply_move_item_id_happened_at", "supply_move", ["item_id", "happened_at"])
    op.create_index("ix_supply_move_command_id", "supply_move", ["command_id"])
    op.create_index("ix_supply_move_response_id", "supply_move", ["response_id"])
    op.create_table(
        "oxygen_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("cylinder_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("root", sa.Uuid(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("litres_per_minute", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_oxygen_draw_site_id"),
        sa.ForeignKeyConstraint(["cylinder_id"], ["supply_item.id"], name="fk_oxygen_draw_cylinder_id"),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_oxygen_draw_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_oxygen_draw"),
    )
    op.create_index("ix_oxygen_draw_cylinder_id_until", "oxygen_draw", ["cylinder_id", "until"])
    op.create_index("ix_oxygen_draw_response_id", "oxygen_draw", ["response_id"])
    op.add_column(
        "site", sa.Column("supplies_version", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )


def downgrade() -> None:
    with op.batch_alter_table("site") as batch:
        batch.drop_column("supplies_version")
    for table in ("oxygen_draw", "supply_move", "supply_item"):
        op.drop_table(table)
