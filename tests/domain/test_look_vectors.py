"""What an act makes of a stay, as a tablet foresees it without a server: held to one list.

Every number is in seconds from the act, negative before it.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ops.domain.protocol import SiteProtocol
from ops.domain.visit import Ask, Visit, advance
from ops.domain.words import Answer, Route, Substance, Track, VisitAct, VisitState, Where
from tests.domain.stays import AFTERCARE_BOOTH, AFTERCARE_SEAT, BOOTH, PERSON, RESPONSE, SEAT, after

VECTORS = Path(__file__).parent.parent / "vectors" / "looks.json"
TOLD: dict[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))
NOW = after(60)


def _then(seconds: int | None) -> datetime | None:
    return None if seconds is None else NOW + timedelta(seconds=seconds)


def _stay(differs: dict[str, Any], *, response: bool) -> Visit:
    before = TOLD["stay"] | differs
    due = before["due"]
    looked = _then(before["looked"])
    assert looked is not None
    return Visit(
        PERSON,
        after(0),
        looked,
        state=VisitState(before["state"]),
        stage=VisitState(before["stage"]),
        booth_id=BOOTH,
        seat_id=SEAT,
        route=Route(before["route"]),
        substances=tuple(Substance(name) for name in before["substances"]),
        seated_at=_then(before["seated"]),
        episode_at=_then(before["episode"]),
        episodes=before["episodes"],
        last_look_at=looked,
        answer=Answer(before["answer"]),
        asleep_in_a_row=before["asleep_in_a_row"],
        track=Track(before["track"]),
        due_at=_then(due),
        overdue_at=_then(due + 60 if due is not None else None),
        urgent_at=_then(due + 180 if due is not None else None),
        look_outside=before["look_outside"],
        confirm_since=_then(before["confirm"]),
        response_id=RESPONSE if response else None,
    )


def _ask(act: dict[str, Any]) -> Ask:
    answer = Answer(act["answer"]) if act.get("answer") else None
    where = Where(act["where"]) if act.get("where") else None
    to: dict[str, Any] = {}
    if act.get("to"):
        aftercare = act["to"] == "aftercare"
        to = {
            "booth_id": AFTERCARE_BOOTH if aftercare else BOOTH + 1,
            "seat_id": AFTERCARE_SEAT if aftercare else SEAT + 1,
            "mark": "A",
            "aftercare_place": aftercare,
        }
    kind = VisitAct(act["kind"])
    response = RESPONSE if kind is VisitAct.RESUME else None
    return Ask(kind, NOW, answer=answer, where=where, response=response, **to)


@pytest.mark.parametrize("case", TOLD["cases"], ids=lambda case: case["name"])
def test_what_tablets_foresee_is_what_the_server_makes_of_it(case: dict[str, Any]) -> None:
    ask = _ask(case["act"])
    stay = advance(_stay(case["before"], response=ask.act is VisitAct.RESUME), ask, SiteProtocol()).visit
    assert case["after"] == {
        "state": stay.state.value,
        "track": stay.track.value,
        "answer": stay.answer.value if stay.answer else None,
        "asleep_in_a_row": stay.asleep_in_a_row,
        "look_outside": stay.look_outside,
        "stepped_out_to": stay.stepped_out_to.value if stay.stepped_out_to else None,
        "to_confirm": stay.confirm_since is not None,
        "due": None if stay.due_at is None else (stay.due_at - NOW).total_seconds(),
    }


def test_the_numbers_are_those_of_a_site_that_changed_none() -> None:
    protocol = SiteProtocol().as_json()
    assert TOLD["protocol"] == {name: protocol[name] for name in TOLD["protocol"]}
