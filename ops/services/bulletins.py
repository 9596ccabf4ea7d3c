"""The site's own lines for its waiting room: drug alerts, today's services, "you said, we did".

Written by the team, shown as they are, gone when their time is over. The journal keeps that
there was one, never what it said; what undo needs of it is kept for minutes.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.domain.visit import Outcome
from ops.domain.words import Basis, NoticeKind
from ops.models import Notice, UndoImage
from ops.services.answers import answer
from ops.services.house import House
from ops.services.notices import LINES
from ops.services.transaction import Command, Made, Reply, Transaction, perform

HINT = "alert_hint"
"""Whether the question for an alert was put away, for undo."""


def post(
    house: House,
    command: Command,
    *,
    kind: NoticeKind,
    text: str,
    basis: Basis | None = None,
    hours: int | None = None,
) -> Reply:
    """A line for the waiting room, for so many hours or until it is taken down.

    A drug alert says how it is known: tested or heard. Raises ``Refused`` without that. It is for
    the site's hours where none were said, and walls of the room show it, too.
    """

    def work(transaction: Transaction) -> Made:
        alert = kind is NoticeKind.DRUG_ALERT
        if alert and basis is None:
            raise Refused(Code.BAD_VALUE, "basis")
        at = transaction.at()
        stands = hours or (transaction.protocol.drug_alert_hours if alert else None)
        until = None if stands is None else at + timedelta(hours=stands)
        row = Notice(
            id=command.id,
            site_id=transaction.site.id,
            kind=kind,
            since=at,
            until=until,
            text=text,
            basis=basis if alert else None,
        )
        transaction.session.add(row)
        transaction.remember(row, made=True)
        transaction.record(facts.BulletinPosted(at, command.id, kind.value, until))
        transaction.touch("notices")
        return answer(transaction, command.id, status=201)

    return perform(house, command, work)


def take_down(house: House, command: Command, notice: UUID) -> Reply:
    """It is no longer so. One that is gone already is a repeat."""

    def work(transaction: Transaction) -> Made:
        row = transaction.session.get(Notice, notice)
        if row is None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        if row.site_id != transaction.site.id or row.kind not in LINES:
            raise Refused(Code.NOT_FOUND, "notice")
        transaction.remember(row)
        _remove(transaction, row, transaction.at())
        return answer(transaction, command.id)

    return perform(house, command, work)


def put_hint_away(house: House, command: Command) -> Reply:
    """No drug alert for what began until now: tablets ask again when as many begin anew."""

    def work(transaction: Transaction) -> Made:
        site, at = transaction.site, transaction.at()
        if site.hint_put_away_at is not None and site.hint_put_away_at >= at:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        before = {"at": plain(site.hint_put_away_at), "put": plain(at)}
        transaction.keep_image(HINT, str(site.id), before)
        site.hint_put_away_at = at
        transaction.record(facts.AlertHintPutAway(at))
        transaction.touch("room")
        return answer(transaction, command.id)

    return perform(house, command, work)


def bring_hint_back(transaction: Transaction, image: UndoImage) -> None:
    """As before, unless somebody put it away again."""
    before = image.before or {}
    if plain(transaction.site.hint_put_away_at) != before["put"]:
        raise Refused(Code.UNDO_TOO_LATE)
    said = before["at"]
    transaction.site.hint_put_away_at = None if said is None else datetime.fromisoformat(said)


def expire(transaction: Transaction, now: datetime) -> None:
    """Notices whose time is over go; the sweep does it."""
    wanted = select(Notice).where(Notice.site_id == transaction.site.id, Notice.until <= now)
    for row in transaction.session.scalars(wanted):
        _remove(transaction, row, row.until or now)


def _remove(transaction: Transaction, row: Notice, at: datetime) -> None:
    if row.kind in LINES:
        transaction.record(facts.BulletinTakenDown(at, row.id, row.kind.value))
    transaction.session.delete(row)
    transaction.touch("notices")
