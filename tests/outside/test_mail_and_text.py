"""An e-mail and a text message say where to look, by servers that can be trusted with it."""

import json
import socket
from collections.abc import Iterator
from email import message_from_string
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from ops.config import Settings
from ops.outside import NotTold
from ops.outside.gateway import Gateway, filled
from ops.outside.mail import Mail
from tests.outside.letters import ID, letter
from tests.support.mail_server import MailServer
from tests.support.receiver import Receiver

SENTENCE = "Riverside room, Booth 3: please look at the board."


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.close()


def mail(server: MailServer, host: str = "127.0.0.1", **more: str) -> Mail:
    url = f"smtp://{more.pop('user', '')}{host}:{server.port}"
    given = {"OPS_SMTP_URL": url, "OPS_SMTP_FROM": "room@example.org", **more}
    return Mail(Settings.from_environment(given))


def test_an_email_is_one_line_and_names_no_machine(server: MailServer) -> None:
    assert mail(server).tell(letter("manager@example.org")) is False
    [taken] = server.taken
    said = message_from_string(taken, policy=default)
    assert said["Message-ID"] == f"<{ID}@example.org>"
    assert (said["From"], said["To"]) == ("room@example.org", "manager@example.org")
    assert (said["Subject"], said.get_content().strip()) == (SENTENCE, SENTENCE)
    assert server.greeted == ["[127.0.0.1]"]
    assert socket.gethostname() not in taken


def test_nothing_is_handed_over_in_the_clear_to_another_machine(server: MailServer) -> None:
    with pytest.raises(NotTold, match="STARTTLS"):
        mail(server, host=socket.gethostname()).tell(letter("manager@example.org"))
    assert server.taken == []


def test_why_an_email_did_not_go_is_said_without_the_address(server: MailServer, tmp_path: Path) -> None:
    server.refuse[b"RCPT"] = b"550 no manager@example.org here"
    with pytest.raises(NotTold, match=r"^the mail server refused an address$"):
        mail(server).tell(letter("manager@example.org"))
    password = tmp_path / "password"
    with pytest.raises(NotTold, match="OPS_SMTP_PASSWORD_FILE is not set"):
        mail(server, user="room@").tell(letter("manager@example.org"))
    password.write_text("secret\n")
    password.chmod(0o644)
    with pytest.raises(NotTold, match="can be read by anybody"):
        mail(server, user="room@", OPS_SMTP_PASSWORD_FILE=str(password)).tell(letter("manager@example.org"))
    with pytest.raises(NotTold, match="OPS_SMTP_URL is not set"):
        Mail(Settings.from_environment({})).tell(letter("manager@example.org"))
    assert server.taken == []


def test_a_goodbye_that_goes_wrong_sends_nothing_twice(server: MailServer) -> None:
    server.refuse[b"QUIT"] = b"500 never"
    assert mail(server).tell(letter("manager@example.org")) is False
    assert len(server.taken) == 1


def test_a_text_message_is_the_sites_own_template_filled(tmp_path: Path) -> None:
    receiver = Receiver()
    secret = tmp_path / "header"
    secret.write_text("Authorization: Bearer SECRET\n")
    secret.chmod(0o600)
    given = {"OPS_SMS_URL": receiver.url, "OPS_SMS_SECRET_FILE": str(secret)}
    assert Gateway(Settings.from_environment(given)).tell(letter("+15550100")) is False
    [(headers, body)] = receiver.taken
    assert headers["Authorization"] == "Bearer SECRET"
    assert json.loads(body) == {"to": "+15550100", "text": SENTENCE}
    with pytest.raises(NotTold, match="OPS_SMS_URL is not set"):
        Gateway(Settings.from_environment({})).tell(letter("+15550100"))
    receiver.close()


def test_what_a_place_is_called_breaks_no_template() -> None:
    odd = letter("+15550100", booth='a"b\\c&to=1{to}')
    kind, body = filled('{"to": "{to}", "text": "{text}"}', odd)
    assert (kind, json.loads(body)["to"]) == ("application/json", "+15550100")
    assert 'a"b\\c&to=1{to}' in json.loads(body)["text"]
    kind, body = filled("to={to}&message={text}", odd)
    assert kind == "application/x-www-form-urlencoded"
    assert parse_qs(body.decode()) == {
        "to": ["+15550100"],
        "message": ['Riverside room, a"b\\c&to=1{to}: please look at the board.'],
    }
