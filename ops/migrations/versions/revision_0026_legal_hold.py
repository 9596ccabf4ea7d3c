"""Legal holds: nothing is deleted while one stands."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def _said(what: str, *, nullable: bool = True) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column(f"{what}_at", sa.DateTime(timezone=True), nullable=nullable),
        sa.Column(f"{what}_by", sa.Integer(), nullable=nullable),
        sa.Column(f"{what}_name", sa.String(40), nullable=nullable),
    )


def upgrade() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        *_said("asked", nullable=False),
        *_said("agreed"),
        *_said("ending"),
        *_said("lifted"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_legal_hold_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_legal_hold"),
    )
    op.create_index("ix_legal_hold_site_id", "legal_hold", ["site_id"])


def downgrade() -> None:
    op.drop_table("legal_hold")
