"""Proofs are a person's, who may be in the teams of several sites; a role is of each."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

PROOFS = ("passkey", "passphrase", "recovery_code")
INDEXED = ("passkey", "recovery_code")


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    # By the same number: a passkey knows its owner by it, and an app's secret is sealed with it.
    op.execute("INSERT INTO person (id) SELECT id FROM staff")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval('person_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM person), false)")
    with op.batch_alter_table("staff") as batch:
        batch.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
    op.execute("UPDATE staff SET person_id = id")
    with op.batch_alter_table("staff") as batch:
        batch.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key("fk_staff_person_id", "person", ["person_id"], ["id"])
        batch.create_unique_constraint("uq_staff_site_id_person_id", ["site_id", "person_id"])
    op.create_index("ix_staff_person_id", "staff", ["person_id"])
    for table in PROOFS:
        _renamed(table, "staff_id", "person_id", "staff", "person")


def downgrade() -> None:
    """Proofs stay with the first team of each person."""
    for table in PROOFS:
        op.execute(
            f"UPDATE {table} SET person_id ="
            f" (SELECT min(id) FROM staff WHERE staff.person_id = {table}.person_id)"
        )
        _renamed(table, "person_id", "staff_id", "person", "staff")
    op.drop_index("ix_staff_person_id", "staff")
    with op.batch_alter_table("staff") as batch:
        batch.drop_constraint("uq_staff_site_id_person_id", type_="unique")
        batch.drop_constraint("fk_staff_person_id", type_="foreignkey")
        batch.drop_column("person_id")
    op.drop_table("person")


def _renamed(table: str, old: str, new: str, of: str, to: str) -> None:
    if table in INDEXED:
        op.drop_index(f"ix_{table}_{old}", table)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(f"fk_{table}_{old}", type_="foreignkey")
        batch.alter_column(old, existing_type=sa.Integer(), existing_nullable=False, new_column_name=new)
    with op.batch_alter_table(table) as batch:
        batch.create_foreign_key(f"fk_{table}_{new}", to, [new], ["id"])
    if table in INDEXED:
        op.create_index(f"ix_{table}_{new}", table, [new])
