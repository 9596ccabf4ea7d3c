"""Three processes look after one house: what the house does by itself it does once."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ops.domain.escalation import Step
from ops.domain.protocol import SiteProtocol
from ops.domain.words import Subject, ToldBy
from ops.models import JournalEntry, Site
from tests.realtime.test_long_work import asked, tries
from tests.support.client import Program
from tests.support.processes import wait_until
from tests.support.receiver import Receiver
from tests.support.screen import Screen
from tests.support.server import RunningServer

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet, pytest.mark.soak]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def is_in_a_hurry(server: RunningServer, receiver: Receiver) -> None:
    """Looks are late after seconds, and somebody outside is told at once."""
    with server.house.db.write() as session:
        site = session.get_one(Site, server.furnished.site_id)
        protocol = SiteProtocol.from_json(site.protocol)
        soon = {
            name: replace(one, every=2, grace=1, urgent_after=3) for name, one in protocol.intervals.items()
        }
        site.protocol = replace(protocol, intervals=soon).as_json()
        site.told_next = [Step(Subject.RESPONSE, 1, ToldBy.WEBHOOK, "on-call", receiver.url).as_json()]


def kinds(server: RunningServer, *wanted: str) -> Counter[tuple[str, str]]:
    """Each fact of these kinds, by what it is about."""
    about = select(JournalEntry.kind, JournalEntry.data).where(JournalEntry.kind.in_(wanted))
    with server.house.db.read() as session:
        rows = session.execute(about).all()
    return Counter((kind, str(data.get("visit") or data.get("about"))) for kind, data in rows)


def test_lateness_and_messages(tmp_path: Path, postgres_url: str, receiver: Receiver) -> None:
    late = ("check_in_overdue", "check_in_urgent")
    server = RunningServer(tmp_path, postgres_url, environment={"OPS_WORKERS": "3"})
    is_in_a_hurry(server, receiver)
    with server, Screen(server.url, server.tokens["floor"], server.site):
        wait_until(lambda: len(server.worker_pids()) == 3, "three workers")
        program = Program(server.port, server.tokens["floor"])
        for name in ("1", "2", "3", "4"):
            booth = server.furnished.booths[name]
            assert program.post(f"/sites/{server.site}/visits", {"booth": booth})[0] == 201
        for place in ("washroom", "outside", "other"):
            assert program.post(f"/sites/{server.site}/responses", {"place": place})[0] == 201
        wait_until(lambda: len(kinds(server, *late)) == 8, "everybody is late, twice")
        wait_until(lambda: len(receiver.taken) >= 3, "somebody is told of each response")
        # Whoever would do it again does so within a sweep or two, so until more of the same has happened.
        assert program.post(f"/sites/{server.site}/responses", {"place": "door"})[0] == 201
        wait_until(lambda: len(receiver.taken) >= 4, "and of one more")
        assert set(kinds(server, *late).values()) == {1}
        sent = Counter(json.loads(body)["id"] for _, body in receiver.taken)
        assert (len(sent), set(sent.values())) == (4, {1})


def test_long_work(tmp_path: Path, postgres_url: str) -> None:
    with RunningServer(tmp_path, postgres_url, environment={"OPS_WORKERS": "3"}) as server:
        wait_until(lambda: len(server.worker_pids()) == 3, "three workers")
        jobs = [asked(server) for _ in range(4)]
        assert [tries(server, job) for job in jobs] == [1] * 4
