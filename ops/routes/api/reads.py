"""What can be read: the board, a response, the journal."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from ops.access import Permission, device, may, may_listen, needs
from ops.domain.errors import Code
from ops.domain.words import Audience, Role
from ops.errors import DoorCode, FieldError, Stopped
from ops.routes.api.kinds import Unreadable, Whole, Word
from ops.routes.door import as_json, house
from ops.services import board, journal, reading

MOST_FACTS = 1000
NO_NAMES = (Role.INTEGRATION,)


def add_to(api: Blueprint, prefix: str) -> None:
    """The routes."""
    for path, name, view in (
        ("/sites/<slug>/board", "board", the_board),
        ("/responses/<uuid:response>", "response", the_response),
        ("/sites/<slug>/journal", "journal", the_journal),
    ):
        api.add_url_rule(prefix + path, name, view)


@needs(Permission.SEE_WALL)
def the_board(slug: str) -> Response:
    """The whole picture, for ``audience`` or the fullest this device may see."""
    role = device().role
    asked = request.args.get("audience")
    if asked is None:
        audience = Audience.FLOOR if may_listen(role, Audience.FLOOR) else Audience.WALL
    else:
        audience = _argument("audience", Word.of(Audience), asked)
    if not may_listen(role, audience):
        raise Stopped(DoorCode.FORBIDDEN)
    picture = board.snapshot(house(), device().site_id, audience)
    return as_json(picture.body | {"server_now": house().now()})


@needs(Permission.SEE_FLOOR)
def the_response(response: UUID) -> Response:
    """One response by any of its names, whatever became of it."""
    return as_json(reading.response(house(), device().site_id, response))


@needs(Permission.SEE_JOURNAL)
def the_journal(slug: str) -> Response:
    """Facts of the versions behind ``after``; ``next`` is what to ask for then."""
    role = device().role
    after = _number("after", 0, 0, 2**53)
    limit = _number("limit", MOST_FACTS, 1, MOST_FACTS)
    view = journal.View(past_shifts=_sees_past_shifts(role), names=role not in NO_NAMES)
    facts = journal.facts_after(house(), device().site_id, after, limit, view)
    return as_json({"facts": facts, "next": facts[-1]["version"] if facts else after})


def _sees_past_shifts(role: Role) -> bool:
    return may(role, Permission.SEE_SHIFTS) or role in NO_NAMES


def _number(name: str, otherwise: int, low: int, high: int) -> int:
    said = request.args.get(name)
    if said is None:
        return otherwise
    digits = int(said) if said.isascii() and said.isdigit() and len(said) <= 16 else said
    number: int = _argument(name, Whole(low, high), digits)
    return number


def _argument(name: str, kind: Whole | Word, said: Any) -> Any:
    try:
        return kind.read(said)
    except Unreadable as wrong:
        raise Stopped(Code.BAD_VALUE, [FieldError(name, Code.BAD_VALUE, wrong.expected)]) from None
