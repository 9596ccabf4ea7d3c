"""A chain under the journal, one per site, with the facts there are as its first links.

It is made by the very rule that follows it: a link that was made otherwise would count as forged.
"""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Row

from ops.db import UtcDateTime
from ops.domain import chain

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BATCH = 1000
SITE = sa.table("site", sa.column("id"), sa.column("slug"), sa.column("chain_seq"), sa.column("chain_hash"))
CHAIN = sa.table("chain", *map(sa.column, ("site_id", "seq", "commitment", "prev", "hash")))
JOURNAL = sa.table(
    "journal",
    sa.column("id", sa.Integer()),
    sa.column("site_id", sa.Integer()),
    sa.column("seq", sa.Integer()),
    sa.column("salt", sa.LargeBinary()),
    sa.column("version", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("command_id", sa.Uuid()),
    sa.column("happened_at", UtcDateTime()),
    sa.column("recorded_at", UtcDateTime()),
    sa.column("device_id", sa.Integer()),
    sa.column("by", sa.String()),
    sa.column("from_paper", sa.Boolean()),
    sa.column("data", sa.JSON()),
)
SAID = [column for column in JOURNAL.c if column.name not in ("id", "site_id", "seq", "salt")]


def upgrade() -> None:
    op.create_table(
        "chain",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_chain_site_id"),
        sa.PrimaryKeyConstraint("site_id", "seq", name="pk_chain"),
    )
    op.add_column("site", sa.Column("chain_seq", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("site", sa.Column("chain_hash", sa.LargeBinary(), nullable=True))
    op.add_column("journal", sa.Column("seq", sa.Integer(), nullable=True))
    op.add_column("journal", sa.Column("salt", sa.LargeBinary(), nullable=True))
    for site_id, slug in op.get_bind().execute(sa.select(SITE.c.id, SITE.c.slug)).all():
        _tie(site_id, chain.start(slug))
    with op.batch_alter_table("journal") as journal:
        journal.alter_column("seq", existing_type=sa.Integer(), nullable=False)
        journal.alter_column("salt", existing_type=sa.LargeBinary(), nullable=False)
    op.create_index("ix_journal_site_id_seq", "journal", ["site_id", "seq"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_journal_site_id_seq", "journal")
    with op.batch_alter_table("journal") as journal:
        journal.drop_column("salt")
        journal.drop_column("seq")
    with op.batch_alter_table("site") as site:
        site.drop_column("chain_hash")
        site.drop_column("chain_seq")
    op.drop_table("chain")


def _tie(site_id: int, head: chain.Head) -> None:
    connection = op.get_bind()
    tied = JOURNAL.update().where(JOURNAL.c.id == sa.bindparam("row"))
    tied = tied.values(seq=sa.bindparam("link"), salt=sa.bindparam("grain"))
    for rows in _batches(site_id):
        links, entries = [], []
        for row_id, *said in rows:
            body = chain.Body(**dict(zip([column.name for column in SAID], said, strict=True)))
            kept = chain.Kept(secrets.token_bytes(chain.SALT_BYTES), body)
            link = chain.after(head, chain.commitment(kept))
            head = chain.Head(link.seq, link.hash)
            links.append({"site_id": site_id, **vars(link)})
            entries.append({"row": row_id, "link": link.seq, "grain": kept.salt})
        connection.execute(CHAIN.insert(), links)
        connection.execute(tied, entries)
    if head.seq:
        ends = SITE.update().where(SITE.c.id == site_id)
        connection.execute(ends.values(chain_seq=head.seq, chain_hash=head.hash))


def _batches(site_id: int) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    last = 0
    while (
        rows := op.get_bind()
        .execute(
            sa.select(JOURNAL.c.id, *SAID)
            .where(JOURNAL.c.site_id == site_id, JOURNAL.c.id > last)
            .order_by(JOURNAL.c.id)
            .limit(BATCH)
        )
        .all()
    ):
        yield rows
        last = rows[-1].id
