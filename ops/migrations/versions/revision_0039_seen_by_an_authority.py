"""What a site lets an authority see, until when somebody looks on, and which version each process is of."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None
additive = True


def upgrade() -> None:
    op.add_column("site", sa.Column("region", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("device_session", sa.Column("looks_on_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("heartbeat", sa.Column("version", sa.String(40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("heartbeat") as heartbeat:
        heartbeat.drop_column("version")
    with op.batch_alter_table("device_session") as session:
        session.drop_column("looks_on_until")
    with op.batch_alter_table("site") as site:
        site.drop_column("region")
