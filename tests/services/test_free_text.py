"""What somebody wrote in their own words stays where it was said, and out of the journal."""

from typing import Any
from uuid import UUID

from ops.domain.words import Audience
from ops.services import responses, rooms
from tests.services.room import Room


def test_reasons_of_corrections_stay_on_their_rows(watched: Room) -> None:
    response = UUID(watched.does(responses.start, said={"place": "door"})["id"])
    row = watched.does(responses.mark, response)["id"]
    said: dict[str, Any] = {"reason": "SECRET"}
    watched.does(responses.amend, response, said=said | {"action": row, "kind": "airway"})
    watched.does(responses.amend, response, said=said | {"kind": "seizure"})
    answer = watched.does(responses.void, response, said=said | {"action": row})
    assert "SECRET" in [action["void_reason"] for action in answer["response"]["actions"]]
    assert len(watched.facts("action_amended", "response_amended", "action_voided")) == 3
    assert "SECRET" not in str(watched.facts())


def test_why_a_booth_is_closed_is_told_to_tablets_only(watched: Room) -> None:
    watched.does(rooms.booth_close, watched.booth("4"), said={"reason": "SECRET"})
    assert "SECRET" in str(watched.board())
    assert "SECRET" not in str(watched.board(Audience.WALL))
    assert "SECRET" not in str(watched.facts())
