"""What the house itself has to tell everyone: said once on each site, taken back once.

A notice of the house is a row for as long as it is so; then it goes, and the journal keeps
when it began and when it ended. Every process may see that something is wrong: the site's
next version orders them, and who comes second finds it done.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from sqlalchemy import select

from ops.domain.errors import Code, Refused
from ops.domain.facts import Fact
from ops.domain.words import Basis, NoticeKind
from ops.models import Notice, Site, UndoImage
from ops.services.house import House
from ops.services.transaction import Actor, Command, Made, Transaction, perform

LINES = (NoticeKind.DRUG_ALERT, NoticeKind.SERVICE, NoticeKind.YOU_SAID)
"""What the team writes for its waiting room; the rest is the house's own."""

WATCHER = Actor(None, "watch")


def sites(house: House) -> list[int]:
    """All of them."""
    with house.db.read() as session:
        return list(session.scalars(select(Site.id)))


def standing(house: House, kind: NoticeKind) -> dict[int, datetime]:
    """The sites that are told, and since when."""
    with house.db.read() as session:
        found = session.scalars(select(Notice).where(Notice.kind == kind))
        return {notice.site_id: notice.since for notice in found}


Known = Callable[[Transaction], bool]
"""Whether a fact is in the site's journal."""


def say(
    house: House, kind: NoticeKind, happened: Mapping[int, Fact] | Fact, *, known: Known | None = None
) -> None:
    """On every site, or on those named, unless it is said there already. With ``known`` the fact is
    kept there all the same, unless it is."""
    facts = happened if isinstance(happened, Mapping) else dict.fromkeys(sites(house), happened)
    told = facts.keys() if known is not None else facts.keys() - standing(house, kind).keys()
    for site_id in sorted(told):
        commit(house, site_id, kind.value, partial(_say, kind=kind, happened=facts[site_id], known=known))


def take_back(house: House, kind: NoticeKind, happened: Fact, *, on: Collection[int] | None = None) -> None:
    """On every site, or on those named, where it is still said."""
    told = standing(house, kind).keys()
    for site_id in sorted(told if on is None else told & set(on)):
        commit(house, site_id, kind.value, partial(_take_back, kind=kind, happened=happened))


def _say(transaction: Transaction, *, kind: NoticeKind, happened: Fact, known: Known | None) -> Made:
    anew = _row(transaction, kind) is None
    if anew:
        transaction.session.add(Notice(id=uuid4(), site_id=transaction.site.id, kind=kind, since=happened.at))
        transaction.touch("notices")
    if anew or (known is not None and not known(transaction)):
        transaction.record(happened)
    return Made({})


def _take_back(transaction: Transaction, *, kind: NoticeKind, happened: Fact) -> Made:
    row = _row(transaction, kind)
    if row is not None:
        transaction.session.delete(row)
        transaction.record(happened)
        transaction.touch("notices")
    return Made({})


def note(house: House, happened: Fact) -> None:
    """A fact of the house for every site's journal; no board changes."""
    for site_id in sites(house):
        commit(house, site_id, happened.kind(), partial(_note, happened=happened))


def bring_back(transaction: Transaction, image: UndoImage) -> None:
    """A notice that somebody put up or took back by a slip. One of the house that was said anew
    meanwhile is enough; a line whose time is over by now stays away."""
    transaction.touch("notices")
    before = image.before
    if before is None:
        _take_down(transaction, UUID(image.row_id))
        return
    kind, until = NoticeKind(before["kind"]), before["until"]
    said = kind not in LINES and _row(transaction, kind) is not None
    over = until is not None and datetime.fromisoformat(until) <= transaction.now
    if said or over:
        return
    transaction.session.add(
        Notice(
            id=UUID(before["id"]),
            site_id=transaction.site.id,
            kind=kind,
            since=datetime.fromisoformat(before["since"]),
            until=None if until is None else datetime.fromisoformat(until),
            text=before["text"],
            basis=None if before["basis"] is None else Basis(before["basis"]),
        )
    )


def _take_down(transaction: Transaction, notice: UUID) -> None:
    row = transaction.session.get(Notice, notice)
    if row is None:
        raise Refused(Code.UNDO_TOO_LATE)
    transaction.session.delete(row)


def _note(transaction: Transaction, *, happened: Fact) -> Made:
    transaction.record(happened)
    return Made({})


def _row(transaction: Transaction, kind: NoticeKind) -> Notice | None:
    return transaction.session.scalar(
        select(Notice).where(Notice.site_id == transaction.site.id, Notice.kind == kind)
    )


def commit(house: House, site_id: int, name: str, work: Callable[[Transaction], Made]) -> None:
    """One of the house itself, which nobody sends again."""
    command = Command(id=uuid4(), site_id=site_id, actor=WATCHER, name=name)
    perform(house, command, work, receipt=False)
