"""Where the chain was when a shift ended, signed by this installation: what goes on paper.

Whoever writes a history anew cannot write the papers in a drawer anew. The signature says that the
paper is of this room; the hash on it says which history.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from ops.domain.chain import Head
from ops.domain.checkpoint import Checkpoint
from ops.keys import Secrets
from ops.models import Checkpoint as Row
from ops.models import Site
from ops.services import recording
from ops.services.house import House
from ops.services.transaction import Transaction

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_BYTES = 32


@dataclass(frozen=True)
class OfShift:
    """One that was made as a shift ended."""

    shift: UUID
    checkpoint: Checkpoint


def at_the_end(transaction: Transaction, keys: Secrets, shift: UUID) -> None:
    """Sign the chain as it is with this commit's last fact."""
    site, now = transaction.site, transaction.now
    made = _signed(keys, Checkpoint(site.slug, recording.head(site), now))
    transaction.session.add(
        Row(
            site_id=site.id,
            seq=made.head.seq,
            hash=made.head.hash,
            made_at=now,
            signature=made.signature,
            shift_id=shift,
        )
    )


def of_now(house: House, site_id: int) -> Checkpoint:
    """The chain as it is, signed, and kept nowhere: for a paper that is printed now."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        return _signed(house.keys, Checkpoint(site.slug, recording.head(site), house.now()))


def of_shift(house: House, site_id: int, shift: UUID) -> Checkpoint | None:
    """As that shift ended; of one that ended before there was a chain there is none."""
    return next((one.checkpoint for one in made(house, site_id, shift=shift)), None)


def made(house: House, site_id: int, *, shift: UUID | None = None, limit: int | None = None) -> list[OfShift]:
    """Those that were made as shifts ended, the newest first."""
    wanted = select(Row, Site.slug).join(Site, Site.id == Row.site_id).where(Row.site_id == site_id)
    if shift is not None:
        wanted = wanted.where(Row.shift_id == shift)
    with house.db.read() as session:
        rows = session.execute(wanted.order_by(Row.id.desc()).limit(limit)).all()
        return [
            OfShift(row.shift_id, Checkpoint(slug, Head(row.seq, row.hash), row.made_at, row.signature))
            for row, slug in rows
        ]


def is_ours(keys: Secrets, checkpoint: Checkpoint) -> bool:
    """Whether this installation's key signed exactly that. One without a signature is nobody's."""
    from cryptography.exceptions import InvalidSignature

    if checkpoint.signature is None:
        return False
    try:
        _key(keys).public_key().verify(checkpoint.signature, checkpoint.statement())
    except InvalidSignature:
        return False
    return True


def public_key(keys: Secrets) -> str:
    """64 hex digits, for whoever checks a signature elsewhere."""
    return _key(keys).public_key().public_bytes_raw().hex()


def _signed(keys: Secrets, checkpoint: Checkpoint) -> Checkpoint:
    signature = _key(keys).sign(checkpoint.statement())
    return Checkpoint(checkpoint.slug, checkpoint.head, checkpoint.made_at, signature)


def _key(keys: Secrets) -> "Ed25519PrivateKey":
    # Imported when it is first wanted: a start is under three seconds.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(keys.signing_key[:KEY_BYTES])
