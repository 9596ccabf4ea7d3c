"""What can be read: the board, a response, the journal, shifts."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from ops.access import Permission, device, may, may_listen, needs, person_id, unlocked
from ops.domain.checkpoint import Checkpoint
from ops.domain.errors import Code
from ops.domain.words import Audience, Role
from ops.errors import DoorCode, FieldError, Stopped
from ops.routes.api.kinds import Day, Instant, Kind, Unreadable, Whole, Word
from ops.routes.door import as_json, house
from ops.routes.pages import page_data, script_words
from ops.services import board, journal, proof, reading, reads_on_record, releases, shift_list, summaries
from ops.services.journal import AT_MOST as MOST_FACTS
from ops.services.releases import By
from ops.services.shift_list import AT_MOST as MOST_SHIFTS
from ops.services.statutory import issued
from ops.services.ways_in import sessions, staff

NO_NAMES = (Role.INTEGRATION,)


@dataclass(frozen=True)
class Asked:
    """One argument behind the question mark."""

    name: str
    kind: Kind
    summary: str


@dataclass(frozen=True)
class Read:
    """``path`` is below ``/api/v1``; ``answer`` names the shape of what it answers."""

    name: str
    path: str
    summary: str
    view: Callable[..., Response]
    answer: str
    arguments: tuple[Asked, ...] = ()


AUDIENCE = Asked("audience", Word.of(Audience), "Shaped for whom; else the fullest allowed")
AFTER = Asked("after", Whole(0, 2**53), "Facts of the versions behind this one")
LIMIT = Asked("limit", Whole(1, MOST_FACTS), "About how many; a version is never cut in two")
BEFORE = Asked("before", Instant(), "Shifts opened before this time")
FROM = Asked("from", Day(), "The first day it is of")
TO = Asked("to", Day(), "The last day it is of")
MOST = Asked("limit", Whole(1, MOST_SHIFTS), "How many")


@needs(Permission.SEE_WALL)
def the_board(slug: str) -> Response:
    """The whole picture, for ``audience`` or the fullest this device may see."""
    known = device()
    fullest = Audience.FLOOR if may_listen(known, Audience.FLOOR) else Audience.WALL
    audience = _argument(AUDIENCE, fullest)
    if not may_listen(known, audience):
        raise Stopped(DoorCode.FORBIDDEN)
    picture = board.snapshot(house(), known.site_id, audience)
    return as_json(picture.body | {"server_now": house().now()})


@needs(Permission.SEE_FLOOR)
def the_tablet() -> Response:
    """Which tablet asks, of which site, in whose language and words; and the team, so that anyone
    can come on shift. The page itself is the same for every tablet."""
    team = [{"id": one.id, "name": one.name} for one in staff.everyone(house(), device().site_id)]
    lock = {"asks_pin": sessions.asks_pin(house(), device()), "unlocked": unlocked() is not None}
    return as_json(page_data(Audience.FLOOR) | lock | {"words": script_words(), "team": team})


@needs(Permission.SEE_FLOOR)
def the_response(slug: str, response: UUID) -> Response:
    """One response by any of its names, whatever became of it."""
    known, told = device(), reading.response(house(), device().site_id, response)
    if told["complete"]:
        reads_on_record.of_record(house(), known.site_id, known.actor, UUID(str(told["id"])), by=person_id())
    return as_json(told)


@needs(Permission.SEE_JOURNAL)
def the_journal(slug: str) -> Response:
    """Facts of the versions behind ``after``; ``next`` is what to ask for then."""
    known, role = device(), device().role
    after, limit = _argument(AFTER, 0), _argument(LIMIT, MOST_FACTS)
    past_shifts = may(role, Permission.SEE_SHIFTS) or role in NO_NAMES
    view = journal.View(past_shifts=past_shifts, names=role not in NO_NAMES)
    facts = journal.facts_after(house(), known.site_id, after, limit, view)
    if past_shifts:
        told = Counter(fact["kind"] for fact in facts)
        reads_on_record.of_journal(house(), known.site_id, known.actor, after, told, by=person_id())
    return as_json({"facts": facts, "next": facts[-1]["version"] if facts else after})


@needs(Permission.SEE_SHIFTS)
def the_shifts(slug: str) -> Response:
    """Shifts, newest first, and the last two weeks by day."""
    before, limit = _argument(BEFORE, None), _argument(MOST, 30)
    found = shift_list.shifts(house(), device().site_id, before=before, limit=limit)
    days = [asdict(line) | {"day": line.day.isoformat()} for line in found.days]
    return as_json(asdict(found) | {"days": days})


@needs(Permission.SEE_SHIFTS)
def the_summary(slug: str, shift: str) -> Response:
    """A shift by its id, a day as ``2026-11-22``, or ``today``, in exact operational totals."""
    return as_json(asdict(summaries.summary(house(), device().site_id, shift)))


@needs(Permission.SEE_PROOF)
def the_proof(slug: str) -> Response:
    """How the chain stands and what was signed as shifts ended; hashes in hex, and no contents."""
    told = proof.look(house(), device().site_id)
    return as_json(
        {
            "facts": told.newest.head.seq,
            "kept": told.kept,
            "public_key": told.public_key,
            "newest": _checkpoint(told.newest),
            "checkpoints": [_checkpoint(one.checkpoint) | {"shift": one.shift} for one in told.made],
        }
    )


@needs(Permission.SEE_ISSUED)
def the_report(slug: str, name: str) -> Response:
    """As somebody issued it, never counted here: which numbers leave is a person's to say."""
    known = device()
    first, last = _argument(FROM, None), _argument(TO, None)
    for asked, day in ((FROM, first), (TO, last)):
        if day is None:
            raise Stopped(DoorCode.MISSING_FIELD, [FieldError(asked.name, DoorCode.MISSING_FIELD)])
    number = issued.newest(house(), known.site_id, name, first, last)
    sheet = releases.take(house(), number, [known.site_id], "json", By(known.actor), known.site_id)
    return as_json(sheet.as_json())


def _checkpoint(one: Checkpoint) -> dict[str, Any]:
    assert one.signature is not None
    head = {"seq": one.head.seq, "hash": one.head.hash.hex()}
    return head | {"made_at": one.made_at, "signature": one.signature.hex(), "line": one.short()}


READS = (
    Read("board", "/sites/<slug>/board", "The whole picture", the_board, "Board", (AUDIENCE,)),
    Read("tablet", "/tablet", "Which tablet asks, and its team", the_tablet, "Tablet"),
    Read("response", "/sites/<slug>/responses/<uuid:response>", "One response", the_response, "Response"),
    Read(
        "journal",
        "/sites/<slug>/journal",
        "What happened, fact by fact",
        the_journal,
        "Facts",
        (AFTER, LIMIT),
    ),
    Read("shifts", "/sites/<slug>/shifts", "Shifts and days", the_shifts, "Shifts", (BEFORE, MOST)),
    Read(
        "summary",
        "/sites/<slug>/shifts/<shift>/summary",
        "A shift or a day in exact operational totals",
        the_summary,
        "Summary",
    ),
    Read(
        "report",
        "/sites/<slug>/reports/<name>",
        "A report for others, as it was issued last for exactly these days",
        the_report,
        "Sheet",
        (FROM, TO),
    ),
    Read("proof", "/sites/<slug>/proof", "That the journal is what it was", the_proof, "Proof"),
)


def add_to(api: Blueprint, prefix: str) -> None:
    """A route for each."""
    for read in READS:
        api.add_url_rule(prefix + read.path, f"read_{read.name}", read.view)


def _argument(asked: Asked, otherwise: Any) -> Any:
    said: Any = request.args.get(asked.name)
    if said is None:
        return otherwise
    if isinstance(asked.kind, Whole) and said.isascii() and said.isdigit() and len(said) <= 16:
        said = int(said)
    try:
        return asked.kind.read(said)
    except Unreadable as wrong:
        error = FieldError(asked.name, Code.BAD_VALUE, wrong.expected)
        raise Stopped(error.code, [error]) from None
