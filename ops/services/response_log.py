"""The log of a response: acts, bare marks, corrections, voids. Read as far as it goes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from ops.domain.actions import ActionKind
from ops.domain.response_data import Mark, Record
from ops.domain.response_reading import LONGEST_REASON, read_flag, read_id, read_text, read_values, read_word
from ops.domain.words import GivenBy, ResponseAct, ResponseKind
from ops.services import response_acts, response_places, response_staff
from ops.services.house import House
from ops.services.transaction import Command, Reply, Transaction

UNSAID: Final = object()
"""Not the same as null: what was not said stays as it is."""

NO_ROW = UUID(int=0)


def log_action(
    house: House,
    command: Command,
    response: UUID,
    *,
    kind: object = None,
    given_by: object = None,
    values: object = None,
    approximate: object = None,
    marks: Sequence[str] = (),
) -> Reply:
    """Log one act. Of an unknown kind the time is kept, as a mark to be named later.

    ``approximate``: it was placed afterwards, between points whose time is known.
    """

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        word, _ = read_word(ActionKind, kind, Mark.UNKNOWN_KIND)
        giver, about_giver = read_word(GivenBy, given_by, Mark.VALUE_UNKNOWN)
        read, about_values = read_values(word or ActionKind.MARK, values)
        placed, about_placing = read_flag(approximate)
        return {
            "action_kind": word or ActionKind.MARK,
            "given_by": giver,
            "values": read,
            "marks": (
                *(() if word else (Mark.UNKNOWN_KIND,)),
                *about_giver,
                *about_values,
                *((Mark.APPROXIMATE,) if placed else ()),
                *about_placing,
            ),
        }

    return response_acts.act(house, command, response, ResponseAct.ACTION, say, marks)


def mark(house: House, command: Command, response: UUID, *, marks: Sequence[str] = ()) -> Reply:
    """A bare time, for a knuckle; named later."""
    return response_acts.act(house, command, response, ResponseAct.MARK, marks=marks)


def amend(
    house: House,
    command: Command,
    response: UUID,
    *,
    action: object = None,
    kind: object = UNSAID,
    values: object = UNSAID,
    given_by: object = UNSAID,
    done_by: object = None,
    happened_at: object = UNSAID,
    approximate: object = UNSAID,
    same_as: object = UNSAID,
    visit: object = UNSAID,
    booth: object = UNSAID,
    seat: object = UNSAID,
    place: object = UNSAID,
    reason: object = None,
    marks: Sequence[str] = (),
) -> Reply:
    """Correct a row of the log (with ``action``) or the response itself.

    ``happened_at`` is when the act was done, as corrected, ``approximate`` whether only its
    order is meant; ``done_by`` one of the staff whose act it was. ``same_as`` answers "same or
    second?": another row's id, or null for a second one.
    """
    of_row = {
        "kind": kind,
        "values": values,
        "given_by": given_by,
        "happened_at": happened_at,
        "approximate": approximate,
        "same_as": same_as,
    }
    of_response = {"kind": kind, "visit": visit, "booth": booth, "seat": seat, "place": place}

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        why, about_reason = read_text(reason, LONGEST_REASON)
        if action is not None:
            changes, odd = _of_a_row(_said(of_row))
            who, about_who = response_staff.one_of_team(transaction, done_by)
            changes |= {} if who is None else {"by": who}
            odd += about_who
        else:
            changes, odd = _of_the_response(transaction, record, _said(of_response))
        return {
            "action": None if action is None else read_id(action) or NO_ROW,
            "changes": changes,
            "reason": why,
            "marks": (*odd, *about_reason),
        }

    return response_acts.act(house, command, response, ResponseAct.AMEND, say, marks)


def void(
    house: House,
    command: Command,
    response: UUID,
    *,
    action: object = None,
    reason: object = None,
    marks: Sequence[str] = (),
) -> Reply:
    """Take a row back. It stays, struck through, and counts no more."""

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        why, odd = read_text(reason, LONGEST_REASON)
        return {"action": read_id(action) or NO_ROW, "reason": why, "marks": odd}

    return response_acts.act(house, command, response, ResponseAct.VOID, say, marks)


def _said(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not UNSAID}


def _of_a_row(said: dict[str, object]) -> tuple[dict[str, Any], list[str]]:
    changes: dict[str, Any] = {name: said[name] for name in ("values", "happened_at") if name in said}
    odd: list[str] = []
    word, about_kind = read_word(ActionKind, said.get("kind"), Mark.UNKNOWN_KIND)
    giver, about_giver = read_word(GivenBy, said.get("given_by"), Mark.VALUE_UNKNOWN)
    if word is not None:
        changes["kind"] = word
    if "given_by" in said and not about_giver:
        changes["given_by"] = giver
    placed, about_placing = read_flag(said.get("approximate"))
    if placed is not None:
        changes["approximate"] = placed
    if "same_as" in said:
        other = read_id(said["same_as"])
        if other is None and said["same_as"] is not None:
            odd.append(Mark.VALUE_UNREADABLE)
        else:
            changes["same_as"] = other
    return changes, [*odd, *about_kind, *about_giver, *about_placing]


def _of_the_response(
    transaction: Transaction, record: Record, said: dict[str, object]
) -> tuple[dict[str, Any], list[str]]:
    word, about_kind = read_word(ResponseKind, said.pop("kind", None), Mark.UNKNOWN_KIND)
    changes: dict[str, Any] = {} if word is None else {"kind": word}
    moved, about_place = response_places.corrected(transaction, record.response, said)
    return changes | moved, [*about_kind, *about_place]
