"""Somebody outside is told by the served house, in both modes: it fails, is seen to, and is tried again."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest

from ops.domain.escalation import Step
from ops.domain.words import Audience, Subject, ToldBy
from ops.models import Site
from ops.services import board, responses
from ops.services.transaction import Actor, Command
from tests.support.processes import wait_until
from tests.support.receiver import Receiver
from tests.support.server import RunningServer


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def test_a_receiver_that_fails_is_tried_again_also_after_a_kill(
    own_server: RunningServer, receiver: Receiver
) -> None:
    house, site_id = own_server.house, own_server.furnished.site_id
    step = Step(Subject.RESPONSE, 1, ToldBy.WEBHOOK, "on-call", receiver.url)
    with house.db.write() as session:
        session.get_one(Site, site_id).told_next = [step.as_json()]
    receiver.status = 500
    own_server.start()
    actor = Actor(own_server.furnished.devices["floor"], "The floor")
    responses.start(house, Command(uuid4(), site_id, actor, "start"), booth=own_server.furnished.booths["3"])

    def not_told() -> list[str]:
        told = board.snapshot(house, site_id, Audience.FLOOR).body["room"]["not_told"]
        return [one["who"] for one in told]

    wait_until(lambda: not_told() == ["on-call"], "tablets say that on-call could not be told")
    own_server.kill()
    receiver.status = 200
    own_server.start()
    wait_until(lambda: not_told() == [], "it is sent after all")
    bodies = [json.loads(body) for _, body in receiver.taken]
    assert len(bodies) > 1
    assert len({body["id"] for body in bodies}) == 1
    assert {body["where"] for body in bodies} == {"Booth 3"}
    assert own_server.url not in str(bodies)
    assert "SECRET" not in own_server.log
