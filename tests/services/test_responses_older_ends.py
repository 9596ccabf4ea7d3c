"""An end that comes in late never silences what others have done since."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.words import Audience
from ops.services import responses
from tests.services.room import Room, at

ENDS = [responses.over, responses.all_ok, responses.mis_tap]
WORK: list[tuple[Any, dict[str, Any]]] = [
    (responses.more_hands, {}),
    (responses.log_action, {"kind": "naloxone"}),
    (responses.here, {}),
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("work", "said"), WORK)
def test_an_end_from_before_leaves_it_running(
    watched: Room, end: Any, work: Any, said: dict[str, Any]
) -> None:
    visit = watched.seats("3")
    response = UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])
    watched.clock.pass_(minutes=5)
    watched.does(work, response, said=said, device="responder")
    answer = watched.does(end, response, happened_at=at("14:04"))
    assert answer["marks"] == ["others_at_work"]
    (running,) = watched.board(Audience.WALL)["responses"]
    assert running["state"] == "running"
    assert (running["more_hands_at"] is not None) == (work is responses.more_hands)
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == str(response)
    watched.clock.pass_(minutes=1)
    watched.does(responses.over, response)
    assert watched.board(Audience.WALL)["responses"] == []
