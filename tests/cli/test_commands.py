"""Screens, team, journal, check: each in words, with a code that scripts can read."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from ops.domain.words import Role, Scope
from ops.services import board, checkpoints
from ops.services.ways_in import devices, invitations, own_proofs, passphrases, staff
from ops.starter import SITE_FILE
from tests.cli.conftest import Caretaker
from tests.support.receiver import Receiver

ADD = ("device", "add", "--site", "riverside", "--role", "floor", "--name")


def test_a_token_is_all_of_the_output(caretaker: Caretaker) -> None:
    answer = caretaker.types(*ADD, "tablet 2")
    assert answer.code == 0
    [token] = answer.lines
    found = devices.identify(caretaker.house, token)
    assert found is not None
    assert (found.name, found.role, found.site_slug) == ("tablet 2", Role.FLOOR, "riverside")


@pytest.mark.parametrize("role", ["display", "floor", "responder", "coordinator", "integration"])
def test_every_role_that_scripts_know(caretaker: Caretaker, role: str) -> None:
    answer = caretaker.types("device", "add", "--site", "riverside", "--role", role, "--name", "x")
    found = devices.identify(caretaker.house, answer.lines[-1])
    assert found is not None
    assert found.role == role


def test_one_site_need_not_be_named(caretaker: Caretaker) -> None:
    assert caretaker.types("device", "add", "--role", "display", "--name", "wall").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("device", "add", "--site", "nowhere", "--role", "floor", "--name", "x"), "no site 'nowhere'"),
        (("device", "add", "--role", "floor", "--name", " "), "1 to 40 characters"),
        (("device", "add", "--role", "floor", "--name", "x" * 41), "1 to 40 characters"),
        (("device", "revoke", "tablet 9"), "no device 'tablet 9'"),
        (("journal", "show", "--site", "nowhere"), "no site 'nowhere'"),
        (("staff", "list", "--site", "nowhere"), "no site 'nowhere'"),
        (("staff", "remove", "Nobody"), "is called 'Nobody'"),
        (("init", "--site-file", "/nowhere.toml"), "no file /nowhere.toml"),
    ],
)
def test_what_is_unknown_is_said_in_words(caretaker: Caretaker, words: tuple[str, ...], said: str) -> None:
    answer = caretaker.types(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize(
    "words", [("device", "add", "--role", "king", "--name", "x"), ("fly",), ("device",), ()]
)
def test_what_is_no_command_is_refused(caretaker: Caretaker, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        caretaker.types(*words)
    assert ended.value.code == 2


def test_two_devices_cannot_have_one_name(caretaker: Caretaker) -> None:
    caretaker.types(*ADD, "tablet")
    answer = caretaker.types(*ADD, "tablet")
    assert answer.code == 2
    assert "a device 'tablet' already" in answer.err


def test_a_program_has_a_token_for_what_it_reads(caretaker: Caretaker) -> None:
    add = ("device", "add", "--role", "integration", "--name")
    answer = caretaker.types(*add, "paging", "--scope", "board")
    found = devices.identify(caretaker.house, answer.lines[-1])
    assert found is not None
    assert found.scopes == frozenset({Scope.BOARD})
    everything = devices.identify(caretaker.house, caretaker.types(*add, "copy").lines[-1])
    assert everything is not None
    assert everything.scopes == frozenset(Scope) - {Scope.REPORTS}, "these are asked for by name"
    assert caretaker.types(*ADD, "tablet", "--scope", "board").code == 2


def test_a_device_gets_another_name(caretaker: Caretaker) -> None:
    caretaker.types(*ADD, "tablet")
    caretaker.types(*ADD, "other")
    assert caretaker.types("device", "rename", "tablet", "tablet by the door").code == 0
    assert "tablet by the door" in caretaker.types("device", "list").out
    assert caretaker.types("device", "rename", "other", "tablet by the door").code == 2


def test_a_revoked_device_stays_out_and_gives_its_name_away(caretaker: Caretaker) -> None:
    token = caretaker.types(*ADD, "tablet").lines[-1]
    assert "tablet" in caretaker.types("device", "list").out
    assert caretaker.types("device", "revoke", "tablet").code == 0
    assert devices.identify(caretaker.house, token) is None
    assert caretaker.types("device", "list").out == ""
    assert caretaker.types(*ADD, "tablet").code == 0


def test_by_its_number_when_no_name_is_meant(caretaker: Caretaker) -> None:
    caretaker.types(*ADD, "tablet")
    number = caretaker.types("device", "list").out.split()[0]
    assert caretaker.types("device", "revoke", number).code == 0


def test_a_way_in_is_all_of_the_output(caretaker: Caretaker) -> None:
    answer = caretaker.types("staff", "invite", "--name", "Ana", "--role", "administrator")
    [address] = answer.lines
    assert address.startswith("http://127.0.0.1:")
    way = invitations.look(caretaker.house, address.rpartition("/in/")[2])
    assert way.role is Role.ADMINISTRATOR


def test_the_team_list(caretaker: Caretaker) -> None:
    assert caretaker.types("staff", "add", "--name", "Kim").code == 0
    assert caretaker.types("staff", "add", "--name", "Ana", "--role", "coordinator").code == 0
    assert caretaker.types("staff", "add", "--name", "Kim").code == 2
    lines = caretaker.types("staff", "list").lines
    assert [line.split()[0] for line in lines] == ["coordinator", "floor"]
    assert all("no PIN" in line and "not on shift" in line for line in lines)
    assert caretaker.types("staff", "role", "Kim", "administrator").code == 0
    assert [line.split()[0] for line in caretaker.types("staff", "list").lines] == [
        "coordinator",
        "administrator",
    ]
    assert caretaker.types("staff", "code", "Kim").code == 2
    assert caretaker.types("staff", "role", "Kim", "floor").code == 0
    assert caretaker.types("staff", "sign-out", "Kim").code == 0
    [code] = caretaker.types("staff", "code", "Kim").lines
    assert invitations.look(caretaker.house, code).sets_pin
    assert "off the team" in caretaker.types("staff", "remove", "Ana").out
    assert "Ana" not in caretaker.types("staff", "list").out


def test_the_journal_is_a_line_of_json_for_each_fact(caretaker: Caretaker) -> None:
    caretaker.types(*ADD, "tablet")
    facts = [json.loads(line) for line in caretaker.types("journal", "show").lines]
    assert {fact["kind"] for fact in facts} == {"site_configured", "device_enrolled"}
    assert set(facts[0]) >= {"version", "kind", "command", "happened_at", "recorded_at", "by", "data"}
    later = caretaker.types("journal", "show", "--after", str(facts[0]["version"])).lines
    assert [json.loads(line)["kind"] for line in later] == ["device_enrolled", "journal_read"]
    assert caretaker.types("journal", "show", "--after", "999").out == ""


def test_the_journal_is_shown_to_be_what_it_was(caretaker: Caretaker) -> None:
    answer = caretaker.types("journal", "verify")
    assert answer.code == 0
    assert "OK: the chain of riverside is whole" in answer.out
    paper = answer.lines[-1].partition(": ")[2]
    caretaker.types(*ADD, "tablet")
    assert caretaker.types("journal", "verify", "--checkpoint", paper.lower().replace("-", " ")).code == 0
    told = json.loads(caretaker.types("journal", "verify", "--json").out)
    assert (told["state"], told["at"], told["gone"]) == ("ok", None, [])
    assert told["facts"] == told["head"]["seq"] == int(paper.split()[1]) + 1


def test_a_paper_that_was_not_of_this_history(caretaker: Caretaker) -> None:
    paper = "riverside 1 AAAA-AAAA-AAAA-AAAA"
    answer = caretaker.types("journal", "verify", "--checkpoint", paper)
    assert (answer.code, answer.lines[0]) == (
        5,
        "BAD CHECKPOINT: number 1 of riverside is not what was signed.",
    )
    answer = caretaker.types("journal", "verify", "--checkpoint", paper.replace(" 1 ", " 999 "))
    assert answer.code == 4
    assert "and there was a number 999" in answer.out
    drawer = caretaker.folder / "papers.txt"
    drawer.write_text(f"\n{paper}\n")
    assert caretaker.types("journal", "verify", "--checkpoint", str(drawer)).code == 5


@pytest.mark.parametrize(
    "paper",
    [
        "",
        "riverside",
        "riverside 1 AAAA-AAAA",
        "riverside x AAAA-AAAA-AAAA-AAAA",
        "elsewhere 1 AAAA-AAAA-AAAA-AAAA",
    ],
)
def test_what_is_no_checkpoint_here_is_said_in_words(caretaker: Caretaker, paper: str) -> None:
    answer = caretaker.types("journal", "verify", "--site", "riverside", "--checkpoint", paper)
    assert (answer.code, answer.out) == (2, "")
    assert "heckpoint" in answer.err


def test_the_key_of_the_signatures_is_the_one_that_signs(caretaker: Caretaker) -> None:
    [key] = caretaker.types("journal", "key").lines
    assert key == checkpoints.public_key(caretaker.house.keys)
    [site] = board.sites(caretaker.house)
    paper = checkpoints.of_now(caretaker.house, site.id).whole()
    assert caretaker.types("journal", "verify", "--checkpoint", paper).code == 0
    (caretaker.folder / "signing.key").write_text("ab" * 32)
    assert caretaker.types("journal", "key").lines != [key]
    assert caretaker.types("journal", "verify", "--checkpoint", paper).code == 5


def test_what_a_hand_did_to_the_database_is_told_where(caretaker: Caretaker) -> None:
    caretaker.types(*ADD, "tablet")
    with caretaker.house.db.write() as session:
        session.execute(text("UPDATE journal SET data = '{}' WHERE seq = 2"))
    answer = caretaker.types("journal", "verify")
    assert answer.code == 3
    assert answer.lines == [
        "BROKEN AT 2: What is kept of it is not what was recorded.",
        "Up to 1 everything is as it was recorded.",
    ]
    with caretaker.house.db.write() as session:
        session.execute(text("DELETE FROM journal WHERE seq = 2"))
    answer = caretaker.types("journal", "verify")
    assert answer.code == 3
    assert answer.lines[0] == "BROKEN AT 2: What it said was taken out, and no purge says so."
    assert answer.lines[-1] == "Contents that are no longer kept: of 1 fact, 2."


@pytest.mark.parametrize(
    "words", [("device", "list"), ("staff", "invite"), ("journal", "show"), ("check",), (*ADD, "x")]
)
def test_before_the_first_start_there_is_no_room(bare: Caretaker, words: tuple[str, ...]) -> None:
    answer = bare.types(*words)
    assert answer.code == 2
    assert "no room here yet" in answer.err


def test_a_misspelt_setting_stops_everything(caretaker: Caretaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPS_PROT", "8001")
    answer = caretaker.types("device", "list")
    assert answer.code == 2
    assert "OPS_PORT" in answer.err


def test_who_is_told_next_is_tried_out(caretaker: Caretaker) -> None:
    receiver = Receiver()
    answer = caretaker.types("told", "test")
    assert (answer.code, answer.out) == (2, "")
    assert "It tells: nobody" in answer.err
    step = f'[[told_next]]\nafter = "1 min"\nby = "webhook"\nwho = "on-call"\nto = "{receiver.url}"\n\n'
    caretaker.changes("[[booth]]", step + "[[booth]]")
    assert caretaker.types("init").code == 0
    answer = caretaker.types("told", "test")
    assert (answer.code, answer.out) == (0, "on-call (webhook): sent\n")
    [(headers, body)] = receiver.taken
    key = bytes.fromhex(caretaker.types("told", "key").out.strip())
    assert headers["Ops-Signature"] == "sha256=" + hmac.new(key, body, hashlib.sha256).hexdigest()
    assert json.loads(body)["test"] is True
    receiver.status = 404
    answer = caretaker.types("told", "test", "--who", "on-call")
    assert (answer.code, answer.out) == (1, "on-call (webhook): NOT TOLD: answered 404\n")
    assert "on-call could not be told at" in caretaker.types("check").out
    receiver.close()


def test_one_person_of_two_sites(caretaker: Caretaker, tmp_path: Path) -> None:
    other = tmp_path / "harbour.toml"
    other.write_text(SITE_FILE.read_text().replace('slug = "riverside"', 'slug = "harbour"'))
    assert caretaker.types("init", "--site-file", str(other)).code == 0
    there = ("--site", "harbour")
    caretaker.types("staff", "add", "--name", "Ana", "--role", "administrator", "--site", "riverside")
    caretaker.types("staff", "add", "--name", "Anna", *there)
    join = ("staff", "join", "Anna", *there, "--to", "riverside", "--name-there", "Ana")
    assert "Nobody on the team list of riverside" in caretaker.types(*join[:-2]).err
    assert "needs a passkey or a passphrase first" in caretaker.types(*join).err
    house = caretaker.house
    first, second = board.sites(house)
    [ana] = staff.everyone(house, first.id)
    here, _ = devices.add_device(house, first.id, role=Role.COORDINATOR, name="computer")
    passphrases.new_codes(house, here, ana.id)
    assert "Anna of harbour is Ana of riverside" in caretaker.types(*join).out
    [anna] = staff.everyone(house, second.id)
    assert own_proofs.of(house, anna.id).codes_left == 10
    assert caretaker.types(*join).code == 2
    assert caretaker.types("staff", "part", "Anna", *there).code == 0
    assert own_proofs.of(house, anna.id).codes_left == 0
    assert own_proofs.of(house, ana.id).codes_left == 10
