"""All processes of a house on PostgreSQL have the same keys: with others a tablet's act that is sent again would be
taken twice, a card counted twice, and nobody's PIN would be right."""

import hashlib
import hmac

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import Insert, insert

from ops.models import KnownKeys
from ops.services.house import House


class OtherKeys(Exception):
    """The database is served with keys from another data directory."""


def refuse_others(house: House) -> None:
    """The first that comes is known from then on. The embedded database has its keys beside it. Raises
    ``OtherKeys``."""
    if house.db.is_sqlite:
        return
    with house.db.write() as session:
        if session.scalar(select(KnownKeys.digest)) is None:
            session.execute(_told(house))
        elif session.get(KnownKeys, _digest(house)) is None:
            raise OtherKeys


def take(house: House) -> None:
    """From now on ours: a person says that the others are gone."""
    if house.db.is_sqlite:
        return
    with house.db.write() as session:
        session.execute(delete(KnownKeys))
        session.execute(_told(house))


def _told(house: House) -> Insert:
    # Another process may begin at the same moment, with the same keys.
    return insert(KnownKeys).values(digest=_digest(house)).on_conflict_do_nothing()


def _digest(house: House) -> str:
    # Of what is signed, sealed and counted; under a key of its own, so that it says nothing of any of them.
    keys = house.keys
    return hmac.new(keys.pepper, keys.receipt_key + keys.secret_key, hashlib.sha256).hexdigest()
