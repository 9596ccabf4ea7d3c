"""A program outside is told where to look, signed, and never what happened."""

import hashlib
import hmac
import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.domain.words import ResponsePlace
from ops.outside import NotTold
from ops.outside.webhook import Webhook, payload
from tests.outside.letters import ID, letter
from tests.support.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def test_it_is_signed_with_the_key_that_lies_beside_the_database(receiver: Receiver, tmp_path: Path) -> None:
    assert Webhook(tmp_path).tell(letter(receiver.url)) is False
    [(headers, body)] = receiver.taken
    file = tmp_path / "webhook-here.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    expected = hmac.new(bytes.fromhex(file.read_text().strip()), body, hashlib.sha256).hexdigest()
    assert headers["Ops-Signature"] == f"sha256={expected}"
    assert headers["Content-Type"] == "application/json"


def test_the_body_gives_nobody_away() -> None:
    """All of it, field by field: a new one has to be thought about."""
    assert json.loads(payload(letter())) == {
        "id": str(ID),
        "site": "Riverside room",
        "where": "Booth 3",
        "say": "Riverside room, Booth 3: please look at the board.",
        "test": False,
        "at": "2026-11-22T14:01:30Z",
    }
    elsewhere = json.loads(payload(letter(booth=None, place=ResponsePlace.WASHROOM)))
    assert elsewhere["say"] == "Riverside room, washroom: please look at the board."
    nowhere = json.loads(payload(letter(booth=None)))
    assert (nowhere["where"], nowhere["say"]) == (None, "Riverside room: please look at the board.")
    test = json.loads(payload(letter(booth=None, test=True)))
    assert (test["where"], test["test"]) == (None, True)
    assert "Nothing to do" in test["say"]


@pytest.mark.parametrize(
    ("answer", "confirmed"),
    [
        (b'{"confirmed": true}', True),
        (b'{"confirmed": false}', False),
        (b'{"confirmed": "yes"}', False),
        (b"[true]", False),
        (b"thank you", False),
        (b"", False),
        (b"[" * 100_000, False),
        (b'{"confirmed": true}' + b" " * 100_000, True),
        (b"\xff\xfe", False),
    ],
    ids=range(9),
)
def test_only_one_answer_says_that_a_person_knows(
    receiver: Receiver, tmp_path: Path, answer: bytes, confirmed: bool
) -> None:
    receiver.answer = answer
    assert Webhook(tmp_path).tell(letter(receiver.url)) is confirmed


def test_any_other_answer_is_a_failure_and_nobody_else_is_told(receiver: Receiver, tmp_path: Path) -> None:
    other = Receiver()
    receiver.status, receiver.elsewhere = 307, other.url
    with pytest.raises(NotTold, match=r"^answered 307$"):
        Webhook(tmp_path).tell(letter(receiver.url))
    receiver.status, receiver.elsewhere = 503, ""
    with pytest.raises(NotTold, match=r"^answered 503$"):
        Webhook(tmp_path).tell(letter(receiver.url))
    assert other.taken == []
    other.close()


def test_nobody_there_is_said_without_the_address(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(NotTold, match=r"^not reached$"):
            Webhook(tmp_path).tell(letter(f"http://127.0.0.1:{nobody.getsockname()[1]}/SECRET"))
