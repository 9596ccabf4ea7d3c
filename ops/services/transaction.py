"""One act, one commit: rows, journal, version and receipt together; the bell after it.

``perform()`` is the only way anything on a site changes.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm import Session

from ops.db import Base, append_row
from ops.domain import said_times
from ops.domain.chain import Body
from ops.domain.errors import Code, Refused
from ops.domain.facts import Fact, plain
from ops.domain.protocol import SiteProtocol
from ops.domain.retention import Kept
from ops.models import (
    Booth,
    Notice,
    Receipt,
    Response,
    Shift,
    Site,
    SupplyItem,
    UndoImage,
    Visit,
    Walk,
)
from ops.services import chips, receipts, recording
from ops.services.house import House
from ops.services.meanwhile import meanwhile

_BOOTHS = cast(Table, Booth.__table__)
_STAMP = (
    update(_BOOTHS)
    .where(_BOOTHS.c.id.in_(bindparam("booths", expanding=True)))
    .values(version=bindparam("stamp"))
)
"""As rows: nobody who has one in hand looks at its version. Statements of each act are made once."""
_NEXT_VERSION = (
    update(Site).where(Site.id == bindparam("site")).values(version=Site.version + 1).returning(Site)
)

Part = Literal["room", "waiting", "responses", "staff", "devices", "notices", "supplies"]


@dataclass(frozen=True)
class Actor:
    """Who acts: the device, and its name for when nobody tapped a name chip."""

    device_id: int | None
    device_name: str


@dataclass(frozen=True)
class Command:
    """One act as it came in. ``id`` was made by the sender before it tried.

    ``body`` is the parsed request, used only to tell a repeat from another act under the
    same id. ``by`` is a staff id or the name on a chip, as of the tap. ``from_paper``: written
    by hand, and typed in afterwards. ``never_refused``: of a response, whatever it says.
    """

    id: UUID
    site_id: int
    actor: Actor
    name: str
    body: Mapping[str, Any] = field(default_factory=dict)
    happened_at: datetime | None = None
    by: int | str | None = None
    room_says_otherwise: bool = False
    from_paper: bool = False
    never_refused: bool = False


@dataclass(frozen=True)
class Made:
    """What a use case answers, before it is turned into bytes."""

    body: dict[str, Any]
    status: int = 200


@dataclass(frozen=True)
class Reply:
    """The answer, byte for byte as the receipt keeps it."""

    status: int
    body: bytes
    replayed: bool = False

    def json(self) -> Any:
        """The answer parsed."""
        return json.loads(self.body)


class _Replay(Exception):
    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class Transaction:
    """The hands of a use case while its commit is open."""

    def __init__(self, session: Session, site: Site, command: Command, now: datetime) -> None:
        self.session = session
        self.site = site
        self.command = command
        self.now = now
        self.version = site.version
        self.protocol = SiteProtocol.from_json(site.protocol)
        self.by = chips.name_of(session, site.id, command.by)
        self.touched_booths: set[int] = set()
        self._remembered: set[tuple[str, str]] = set()

    @property
    def who(self) -> str:
        """The name chip, or the device: what the log shows."""
        return self.by or self.command.actor.device_name

    def at(self) -> datetime:
        """When the act happened, judged strictly."""
        said = self.command.happened_at or self.now
        kept = timedelta(days=Kept.from_json(self.site.kept).visits_days)
        return said_times.strictly(said, self.now, from_paper=self.command.from_paper, kept_for=kept)

    def at_accepting(self) -> tuple[datetime, list[str]]:
        """When an act in a response happened: never refused, and how that is marked."""
        said = self.command.happened_at or self.now
        return said_times.accepting(said, self.now, from_paper=self.command.from_paper)

    def record(self, *happened: Fact) -> None:
        """Write facts into the journal of this commit. What came from paper waits to be signed."""
        if happened and self.command.from_paper:
            self.touch("room")
        for fact in happened:
            body = Body(
                version=self.version,
                kind=fact.kind(),
                command_id=self.command.id,
                happened_at=fact.at,
                recorded_at=self.now,
                device_id=self.command.actor.device_id,
                by=self.by,
                from_paper=self.command.from_paper,
                data=fact.data(),
            )
            recording.append(self.session, self.site, body)

    def touch(self, *parts: Part) -> None:
        """These parts of the board changed in this commit."""
        for part in parts:
            setattr(self.site, f"{part}_version", self.version)

    def touch_booth(self, *booth_ids: int | None) -> None:
        """These tiles changed in this commit."""
        wanted = {booth_id for booth_id in booth_ids if booth_id is not None}
        self.touched_booths |= wanted
        if wanted:
            self.session.connection().execute(_STAMP, {"booths": wanted, "stamp": self.version})

    def remember(
        self, row: Visit | Booth | Response | Shift | Notice | Walk | SupplyItem, *, made: bool = False
    ) -> None:
        """Keep the row as it was, so that an undo within its time can bring it back."""
        key = (row.__tablename__, str(row.id))
        if key in self._remembered:
            return
        self._remembered.add(key)
        self.keep_image(key[0], key[1], None if made else _image(row))

    def remember_room(self) -> None:
        """The same for the room's own state, which is a part of the site's row."""
        kept = ("room_state", "room_reason", "room_since", "room_before", "reason_before", "curtain")
        before = {name: plain(getattr(self.site, name)) for name in kept}
        self.keep_image(Site.__tablename__, str(self.site.id), before)

    def keep_image(self, table: str, row_id: str, before: dict[str, Any] | None) -> None:
        """What this act's undo needs, for whoever brings back images of that ``table``;
        ``None``: the row was not there."""
        append_row(
            self.session,
            UndoImage,
            command_id=self.command.id,
            site_id=self.site.id,
            version=self.version,
            table=table,
            row_id=row_id,
            before=before,
            recorded_at=self.now,
        )


def perform(
    house: House,
    command: Command,
    work: Callable[[Transaction], Made],
    *,
    receipt: bool = True,
) -> Reply:
    """Run ``work`` as one commit on the command's site.

    1. Take the site's next version: this orders writers and makes every check race-free.
    2. The same id again: the same answer, or a refusal when it is another act, or when it is so old
       that nobody knows any more whether it is a repeat.
    3. Do the work; rows, facts and receipt go into the same commit. A refusal undoes all.
    4. After the commit, ring.

    ``receipt`` false: the house's own acts, which nobody sends again.

    Raises ``Refused``, also for a site that is not there.
    """
    body_hash = receipts.sealed(house.keys.receipt_key, command.name, command.body)
    try:
        with house.db.write() as session:
            site = _next_version(session, command.site_id)
            _answer_a_repeat(session, site, command, body_hash)
            transaction = Transaction(session, site, command, milliseconds(house.now()))
            _refuse_the_oldest(command, transaction.now)
            made = _done(transaction, work)
            answer = to_bytes(made.body | {"version": transaction.version})
            if receipt:
                append_row(
                    session,
                    Receipt,
                    command_id=command.id,
                    site_id=site.id,
                    body_hash=body_hash,
                    status=made.status,
                    answer=answer,
                    recorded_at=transaction.now,
                )
    except _Replay as replay:
        return replay.reply
    house.ring(command.site_id)
    return Reply(made.status, answer)


def _done(transaction: Transaction, work: Callable[[Transaction], Made]) -> Made:
    """The work; a refusal says whose act it rests on. Nothing of the refused one counts for that."""
    try:
        return work(transaction)
    except Refused as refusal:
        session, version = transaction.session, transaction.version
        with session.no_autoflush:
            found = meanwhile(session, transaction.site.id, version, refusal.code, transaction.command.body)
        if found is not None:
            refusal.beside["meanwhile"] = found
        raise


def to_bytes(body: Mapping[str, Any]) -> bytes:
    """JSON as it goes over the wire: compact, instants in RFC 3339."""
    return json.dumps(plain(dict(body)), ensure_ascii=False, separators=(",", ":")).encode()


MILLISECOND = timedelta(milliseconds=1)


def milliseconds(instant: datetime) -> datetime:
    """The house keeps milliseconds, as the wire does, so that nothing changes on the way."""
    return instant - timedelta(microseconds=instant.microsecond % 1000)


def _next_version(session: Session, site_id: int) -> Site:
    site: Site | None = session.scalar(
        _NEXT_VERSION, {"site": site_id}, execution_options={"synchronize_session": False}
    )
    if site is None:
        raise Refused(Code.NOT_FOUND, "site")
    return site


def _answer_a_repeat(session: Session, site: Site, command: Command, body_hash: str) -> None:
    receipt = receipts.find(session, command.id, site.id, body_hash, command.body)
    if receipt is None:
        return
    gone = {"id": command.id, "version": site.version - 1, "answer_gone": True}
    raise _Replay(Reply(receipt.status, receipt.answer or to_bytes(gone), replayed=True))


def _refuse_the_oldest(command: Command, now: datetime) -> None:
    if not command.never_refused and receipts.too_old(command.id, command.happened_at, now):
        raise Refused(Code.TOO_OLD_TO_REPEAT)


def _image(row: Base) -> dict[str, Any]:
    return {column.key: plain(getattr(row, column.key)) for column in row.__mapper__.column_attrs}
