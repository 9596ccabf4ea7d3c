"""What a receipt keeps of a request: enough to know it again, and nothing that can be read; and for how long."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, null, select, update
from sqlalchemy.orm import Session

from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.models import Receipt
from ops.services import clock_records

HALF = 32

ANSWERS_FOR = timedelta(days=7)
"""An answer tells of a stay or of a response, and so it goes when a stay goes."""

KNOWN_FOR = timedelta(days=35)
"""So long the same act again is known to be the same, and never done twice."""

AT_ONCE = 500
"""Rows of a commit: nobody waits for a long one."""


def sealed(key: bytes, name: str, body: Mapping[str, Any]) -> str:
    """64 hex digits of an act's name and its body, ``{path, said}``. With a handle: one half without it, and
    one of the whole.
    """
    whole = _seal(key, name, body)
    if not _names(body):
        return whole
    bare = {word: value for word, value in body["said"].items() if word != "handle"}
    return _seal(key, name, {**body, "said": bare})[:HALF] + whole[:HALF]


def is_same(kept: str, asked: str, body: Mapping[str, Any]) -> bool:
    """Whether it is the request of that receipt. A tablet that sends an act of earlier again no longer
    knows its handle; one that says another handle asks for something else.
    """
    return kept == asked if _names(body) else kept[:HALF] == asked[:HALF]


def _names(body: Mapping[str, Any]) -> bool:
    return "handle" in body.get("said", {})


def _seal(key: bytes, name: str, body: Mapping[str, Any]) -> str:
    said = json.dumps([name, plain(dict(body))], sort_keys=True)
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def find(
    session: Session, command_id: UUID, site_id: int, asked: str, body: Mapping[str, Any]
) -> Receipt | None:
    """What the same act left before. Raises ``Refused`` when that id was another act's."""
    receipt = session.get(Receipt, command_id)
    if receipt is not None and (receipt.site_id != site_id or not is_same(receipt.body_hash, asked, body)):
        raise Refused(Code.KEY_REUSED)
    return receipt


def too_old(command_id: UUID, happened_at: datetime | None, now: datetime) -> bool:
    """Whether an act without a receipt may have had one. Its id says when it was made, by a clock that
    may be wrong; so what happened lately by the house's own time is believed."""
    if command_id.version != 7:
        return False
    oldest = (now - KNOWN_FOR).astimezone(UTC)
    made = command_id.int >> 80  # milliseconds since 1970
    return made < oldest.timestamp() * 1000 and (happened_at is None or happened_at < oldest)


def forget(session: Session, now: datetime) -> None:
    """Answers whose time is over, and receipts, the oldest first and a few at a time. Never by a clock
    that cannot be believed: a tablet may still send again what it sent today."""
    if clock_records.is_suspect(session):
        return
    by_age = select(Receipt.command_id).order_by(Receipt.recorded_at).limit(AT_ONCE)
    answered = by_age.where(Receipt.answer.is_not(None), Receipt.recorded_at < now - ANSWERS_FOR)
    over = by_age.where(Receipt.recorded_at < now - KNOWN_FOR)
    unseen = {"synchronize_session": False}
    nobody = update(Receipt).where(Receipt.command_id.in_(answered)).values(answer=null())
    session.execute(nobody, execution_options=unseen)
    session.execute(delete(Receipt).where(Receipt.command_id.in_(over)), execution_options=unseen)
