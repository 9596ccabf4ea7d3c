"""PINs are slowed over a whole device and over a whole person; whose own browser a device is."""

import sqlalchemy as sa
from alembic import op

from ops.db import UtcDateTime

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("device", "staff"):
        op.add_column(table, sa.Column("wrong", sa.Integer(), nullable=False, server_default="0"))
        op.add_column(table, sa.Column("wait_until", UtcDateTime(), nullable=True))
        op.add_column(table, sa.Column("wrong_since", UtcDateTime(), nullable=True))
    op.add_column("pin_try", sa.Column("wrong_since", UtcDateTime(), nullable=True))
    with op.batch_alter_table("staff") as batch:
        batch.alter_column("wrong", server_default=None)
    with op.batch_alter_table("device") as batch:
        batch.alter_column("wrong", server_default=None)
        batch.add_column(sa.Column("staff_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_device_staff_id", "staff", ["staff_id"], ["id"])
    op.execute(
        """
        UPDATE device SET staff_id = (
            SELECT staff_id FROM device_session
            WHERE device_session.device_id = device.id AND staff_id IS NOT NULL
            ORDER BY began_at LIMIT 1
        ) WHERE role IN ('coordinator', 'administrator', 'auditor')
        """
    )


def downgrade() -> None:
    with op.batch_alter_table("device") as batch:
        batch.drop_constraint("fk_device_staff_id", type_="foreignkey")
        batch.drop_column("staff_id")
    for table in ("device", "staff"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("wrong_since")
            batch.drop_column("wait_until")
            batch.drop_column("wrong")
    with op.batch_alter_table("pin_try") as batch:
        batch.drop_column("wrong_since")
