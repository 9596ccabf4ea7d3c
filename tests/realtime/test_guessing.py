"""PINs are guessed on a tablet while somebody is helped on the same one: nothing waits for it."""

import http.client
import json
import re
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from ops.domain.words import Role
from ops.models import PinTry, Staff
from ops.services.ways_in import pins, sessions
from tests.realtime.conftest import MODES, database_for
from tests.realtime.room import Room
from tests.support.processes import wait_until
from tests.support.server import RunningServer

PIN, WRONG = "825731", "604913"
AT_ONCE = 4


class Tablet:
    """A browser on the floor tablet, as plain as it can be."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.cookie = f"ops_session={sessions.open_session(room.house, room.furnished.devices['floor'])}"

    def asks(self, method: str, path: str, body: str, **headers: str) -> tuple[int, str, str]:
        """Status, text, cookie of the form."""
        line = http.client.HTTPConnection("127.0.0.1", self.room.server.port, timeout=20)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode(), answer.getheader("Set-Cookie") or ""
        finally:
            line.close()

    def unlocks(self, who: int, pin: str) -> int:
        status, page, set_cookie = self.asks("GET", "/unlock", "", Cookie=self.cookie)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        form = re.search(r"ops_form=[^;]+", set_cookie)
        assert status == 200
        assert token
        assert form
        said = urlencode({"staff": who, "pin": pin, "csrf_token": token[1]})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"{self.cookie}; {form[0]}"}
        return self.asks("POST", "/unlock", said, **headers)[0]

    def starts_a_response(self) -> None:
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
            "Origin": self.room.server.url,
            "Cookie": self.cookie,
        }
        path = f"/api/v1/sites/{self.room.furnished.slug}/responses"
        status, _, _ = self.asks("POST", path, json.dumps({}), **headers)
        assert status in (200, 201)  # the second joins the first


@pytest.fixture
def may_end(tmp_path: Path) -> Path:
    """Until it is there, no look at a PIN comes to its end."""
    return tmp_path / "may_end"


@pytest.fixture(params=MODES)
def room(request: pytest.FixtureRequest, tmp_path: Path, may_end: Path) -> Iterator[Room]:
    database = database_for(request.param, request)
    with RunningServer(tmp_path, database, program=("tests.support.held_hash", str(may_end))) as server:
        room = Room(server, server.furnished)
        yield room
        room.close()


@pytest.fixture
def team(room: Room) -> list[int]:
    """Twenty with one PIN, hashed once."""
    hashed = pins.hashed(room.house, PIN)
    with room.house.db.write() as session:
        people = [
            Staff(site_id=room.furnished.site_id, name=f"Nr {number}", role=Role.FLOOR, pin_hash=hashed)
            for number in range(20)
        ]
        session.add_all(people)
        session.flush()
        return [one.id for one in people]


@pytest.fixture
def guesses() -> Generator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield pool


def looked_at(room: Room) -> int:
    with room.house.db.read() as session:
        tries = session.query(PinTry.wrong).where(PinTry.device_id == room.furnished.devices["floor"])
        return sum(wrong for (wrong,) in tries)


@pytest.mark.parametrize("target", ["the whole team", "one person"])
def test_a_response_starts_while_pins_are_guessed(
    room: Room, team: list[int], guesses: ThreadPoolExecutor, may_end: Path, target: str
) -> None:
    tablet = Tablet(room)
    people = team if target == "the whole team" else team[:1] * 20
    answers = [guesses.submit(tablet.unlocks, who, WRONG) for who in people]
    wait_until(lambda: looked_at(room) >= 3, "PINs are looked at")
    tablet.starts_a_response()
    assert not all(answer.done() for answer in answers)
    may_end.touch()
    assert {answer.result() for answer in answers} == {403}
    assert looked_at(room) <= (6 if target == "the whole team" else 3) + 1
    tablet.starts_a_response()
