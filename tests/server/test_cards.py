"""A card is in nothing that is kept: no table, no log of the database, no journal, receipt, answer or backup."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from sqlalchemy import select

from ops.domain import cards
from ops.domain.asked import Asked
from ops.domain.words import Gender
from ops.models import MonthCount, MonthTally, Site
from tests.server.test_backup import first_by_itself, types
from tests.support.backups import BackupKey
from tests.support.client import Program
from tests.support.server import RunningServer

CHANCE = Random(3)


@pytest.fixture
def key(tmp_path: Path) -> BackupKey:
    return BackupKey.new(tmp_path)


@pytest.fixture
def server(tmp_path: Path, key: BackupKey) -> Iterator[RunningServer]:
    with key.serves(tmp_path) as server:
        yield server


def test_a_card_is_found_in_no_byte(server: RunningServer, key: BackupKey) -> None:
    used = [cards.draw(CHANCE.getrandbits) for _ in range(3)]
    wrong = used[2][:-1] + ("b" if used[2][-1] == "a" else "a")
    tablet = Program(server.port, server.tokens["floor"])
    path = f"/sites/{server.site}/visits"
    with server.house.db.write() as session:
        session.get_one(Site, server.furnished.site_id).cards = True
    answers = [tablet.post(path, {"card": used[0]}, act := str(uuid4()))]
    # A receipt knows the act by what is left of it without the card.
    answers.append(tablet.post(path, {}, act))
    answers.append(tablet.post(f"/sites/{server.site}/undo", {"command": act}))
    listed = {"id": str(uuid4()), "path": path, "body": {"card": used[1], "handle": "wren"}}
    answers.append(tablet.post(f"/sites/{server.site}/commands", {"commands": [listed]}))
    answers.append(tablet.post(path, {"card": wrong}))
    answers.append(tablet.post(path, {"card": used[1], "color": "red"}))
    assert [status for status, _ in answers] == [201, 201, 200, 200, 400, 400]
    assert "eight words" in json.dumps(answers[4])
    with server.house.db.read() as session:
        [found] = session.query(MonthCount).all()
        assert found.visits_with_card == 1
    first_by_itself(server)
    sealed = Path(types(server, "backup", "--to", str(server.folder / "kept")))
    board = tablet.get(f"/api/v1/sites/{server.site}/board")
    journal = tablet.get(f"/api/v1/sites/{server.site}/journal?after=0&limit=1000")
    kept = {str(path): path.read_bytes() for path in server.folder.rglob("*") if path.is_file()}
    backup = key.opens(sealed)
    told = json.dumps([answers, board, journal]).encode()
    places = kept | {"backup": backup, "told": told, "log": server.log.encode()}
    assert any(name.endswith("-wal") for name in kept)
    # Of the words only pairs are looked for: one alone may stand anywhere.
    canaries = [" ".join(pair).encode() for card in (*used[:2], wrong) for pair in pairs(card)]
    assert [name for name, content in places.items() if any(canary in content for canary in canaries)] == []
    [month] = (server.settings.data_dir / "months").glob("*.key")
    secret = month.read_text().strip()
    assert secret.encode() not in backup
    assert bytes.fromhex(secret) not in backup
    assert bytes.fromhex(secret) not in b"".join(
        content for name, content in kept.items() if name != str(month)
    )


def pairs(card: str) -> list[tuple[str, str]]:
    words = card.split()
    return list(itertools.pairwise(words))


def test_gender_and_age_are_in_the_months_numbers_and_in_no_answer_log_or_fact(server: RunningServer) -> None:
    tablet = Program(server.port, server.tokens["floor"])
    path = f"/sites/{server.site}/visits"
    with server.house.db.write() as session:
        session.get_one(Site, server.furnished.site_id).asked = Asked(
            on=True, genders=tuple(Gender)
        ).as_json()
    said = {"gender": "two_spirit", "age": "50_59"}
    answers = [tablet.post(path, said | {"handle": "wren"}, act := str(uuid4()))]
    # Sent again by a tablet that kept nothing of it.
    answers.append(tablet.post(path, {"handle": "wren"}, act))
    listed = {"id": str(uuid4()), "path": path, "body": said}
    answers.append(tablet.post(f"/sites/{server.site}/commands", {"commands": [listed]}))
    answers.append(tablet.post(path, said | {"age": "50 to 59, two_spirit"}))
    answers.append(tablet.post(path, said | {"color": "red"}))
    assert [status for status, _ in answers] == [201, 201, 200, 400, 400]
    with server.house.db.read() as session:
        [month] = session.scalars(select(MonthTally))
        assert month.visits == {"age": {"50_59": 2}, "gender": {"two_spirit": 2}}
    journal = tablet.get(f"/api/v1/sites/{server.site}/journal?after=0&limit=1000")
    shifts = Program(server.port, server.tokens["coordinator"]).get(f"/api/v1/sites/{server.site}/shifts")
    wanted = Request(f"http://127.0.0.1:{server.port}/metrics")
    wanted.add_header("Authorization", f"Bearer {server.tokens['integration']}")
    with urlopen(wanted, timeout=10) as answer:
        metrics = answer.read().decode()
    board = tablet.get(f"/api/v1/sites/{server.site}/board")[1]
    for one in (*board["waiting"], *board["booths"]):
        assert "two_spirit" not in json.dumps(one)
    told = json.dumps([answers, journal, shifts, metrics])
    assert [canary for canary in ("two_spirit", "50_59") if canary in told + server.log] == []
