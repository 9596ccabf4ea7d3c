"""The release log: what was given a number, with its figures, and who took it away."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("period", sa.String(80), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("device", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sheet", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("shred_by", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_release_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.UniqueConstraint("site_id", "kind", "year", "serial", name="uq_release_site_id_kind_year_serial"),
        sa.UniqueConstraint("number", name="uq_release_number"),
    )
    op.create_index("ix_release_site_id", "release", ["site_id"])
    op.create_table(
        "release_site",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name="fk_release_site_release_id"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_release_site_site_id"),
        sa.PrimaryKeyConstraint("release_id", "site_id", name="pk_release_site"),
    )
    op.create_index("ix_release_site_site_id", "release_site", ["site_id"])
    op.create_table(
        "release_taken",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("device", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name="fk_release_taken_release_id"),
        sa.PrimaryKeyConstraint("id", name="pk_release_taken"),
    )
    op.create_index("ix_release_taken_release_id", "release_taken", ["release_id"])


def downgrade() -> None:
    op.drop_table("release_taken")
    op.drop_table("release_site")
    op.drop_table("release")
