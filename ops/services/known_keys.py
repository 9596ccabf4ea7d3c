"""All processes of a house on PostgreSQL have the same keys: with others a tablet's act that is sent again would be
taken twice, a card counted twice, and nobody's PIN would be right."""

import hashlib
import hmac

from sqlalchemy import delete, select, text

from ops.models import KnownKeys
from ops.services.house import House

_ALONE = text("LOCK TABLE known_keys IN SHARE ROW EXCLUSIVE MODE")


class OtherKeys(Exception):
    """The database is served with keys from another data directory."""


def refuse_others(house: House) -> None:
    """The first that comes is known from then on. The embedded database has its keys beside it. Raises
    ``OtherKeys``."""
    if house.db.is_sqlite:
        return
    with house.db.write() as session:
        # Two with other keys may begin at the same moment: the second looks when the first is known.
        session.execute(_ALONE)
        if session.scalar(select(KnownKeys.digest)) is None:
            session.add(KnownKeys(digest=_digest(house)))
        elif session.get(KnownKeys, _digest(house)) is None:
            raise OtherKeys


def take(house: House) -> None:
    """From now on ours: a person says that the others are gone."""
    if house.db.is_sqlite:
        return
    with house.db.write() as session:
        session.execute(_ALONE)
        session.execute(delete(KnownKeys))
        session.add(KnownKeys(digest=_digest(house)))


def _digest(house: House) -> str:
    # Of what is signed, sealed and counted; under a key of its own, so that it says nothing of any of them.
    keys = house.keys
    return hmac.new(keys.pepper, keys.receipt_key + keys.secret_key, hashlib.sha256).hexdigest()
