"""The auditor's page and its twin on the wire: proof, and no contents."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text

from ops.domain import checkpoint
from ops.domain.words import Role
from tests.routes.door import Browser, Door
from tests.routes.test_reads import read
from tests.routes.test_shift_pages import a_shift, words_of

CODE = r"here \d+ [A-Z2-7-]{19}"


def checks(browser: Browser, papers: str = "") -> str:
    browser.get("/proof")
    answer = browser.post("/proof", {"papers": papers})
    assert answer.status_code == 200
    return words_of(answer.text)


def test_it_is_for_a_person_with_a_pin_whose_role_it_is(door: Door) -> None:
    assert door.stranger().get("/proof").status_code == 401
    for role in ("display", "floor", "coordinator"):
        assert door.program.get("/proof", headers=door.headers(role)).status_code == 403
    assert door.coordinator().get("/proof").location.startswith("/unlock"), "another PIN than theirs"
    uli = door.auditor()
    assert uli.get("/proof").status_code == 200
    uli.post("/lock")
    assert uli.get("/proof").location.startswith("/unlock")


def test_an_auditor_sees_proof_and_nothing_else(door: Door) -> None:
    shift = a_shift(door)
    uli = door.auditor()
    front = uli.get("/").text
    assert {
        path for path in ("/wall", "/floor", "/shifts", "/set-up", "/proof") if f'href="{path}"' in front
    } == {"/proof"}
    for path in ("/wall", "/shifts", f"/shifts/{shift}", "/set-up"):
        assert uli.get(path).status_code in (303, 403), path
    for path in ("board", "journal", "shifts", "shifts/today/summary"):
        assert door.get(f"/sites/here/{path}", Role.AUDITOR).status_code == 403, path
    page = uli.get("/proof").text
    said = words_of(page)
    assert "Signed as shifts ended" in said
    for contents in ("slow_breathing", "oxygen", "check", "Booth", "The floor", shift):
        assert contents not in re.sub(r"Check it|Check now|checkpoint|checked|Checkpoint", "", said)


def test_the_chain_is_followed_when_asked(door: Door) -> None:
    a_shift(door)
    uli = door.auditor()
    assert "The chain is whole Nothing was changed, taken out or put in" in checks(uli)
    paper = re.findall(CODE, words_of(uli.get("/proof").text))[-1]
    assert "It is the history of the paper." in checks(uli, paper)
    assert "It is the history of all 2 papers." in checks(uli, f"{paper}\n\n{paper.lower()}\n")
    broken = re.sub("[A-Z2-7]{4}$", "AAAA", paper)
    assert "is not what was signed" in checks(uli, f"{paper}\n{broken}")
    assert "Cut off after number" in checks(uli, re.sub(r"\d+", "9999", paper, count=1))
    with door.house.db.write() as session:
        session.execute(text("UPDATE journal SET data = '{}' WHERE seq = 2"))
    said = checks(uli, paper)
    assert "Broken at number 2 What is kept of it is not what was recorded." in said
    assert "Up to number 1 everything is as it was recorded." in said


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        ("<b>x</b>", "One of the lines is no checkpoint"),
        ("there 1 AAAA-AAAA-AAAA-AAAA", "One of the papers is of another room."),
    ],
)
def test_what_is_no_paper_of_this_room_is_said(door: Door, papers: str, said: str) -> None:
    uli = door.auditor()
    answer = checks(uli, papers)
    assert said in answer
    assert "The chain is whole" not in answer


def test_the_wire_says_the_same_and_its_signatures_can_be_checked(door: Door) -> None:
    shift = a_shift(door)
    told = read(door, "/sites/here/proof", "Proof", "auditor")
    assert told["facts"] == told["kept"] == told["newest"]["seq"]
    [made] = told["checkpoints"]
    assert made["shift"] == shift
    for one in (made, told["newest"]):
        said = "\n".join(("OPS1", "here", str(one["seq"]), one["hash"], one["made_at"]))
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["public_key"]))
        key.verify(bytes.fromhex(one["signature"]), said.encode())
    assert read(door, "/sites/here/proof", "Proof", "administrator") == told
    assert door.get("/sites/here/proof", "coordinator").status_code == 403


def on_sheet(page: str) -> tuple[str, Any]:
    """The line, and the address of the picture beside it."""
    [strip] = re.findall(r'<aside class="checkpoint".*?</aside>', page, flags=re.DOTALL)
    [line] = re.findall(CODE, words_of(strip))
    [picture] = re.findall(r'<img src="([^"]+)"', strip)
    return line, unquote(unescape(picture))


def test_a_handover_sheet_has_where_the_chain_is(door: Door) -> None:
    line, picture = on_sheet(door.coordinator().get("/shifts/today").text)
    assert picture.startswith("data:image/svg+xml")
    shift, rosa = a_shift(door), door.coordinator("Ina")
    assert on_sheet(rosa.get("/shifts/today").text)[0] != line
    ended, _ = on_sheet(rosa.get(f"/shifts/{shift}").text)
    door.room.seats("2")
    assert on_sheet(rosa.get(f"/shifts/{shift}").text)[0] == ended
    uli = door.auditor()
    assert "It is the history of all 2 papers." in checks(uli, f"{line}\n{ended}")
    assert (
        checkpoint.read(ended).head.seq
        == read(door, "/sites/here/proof", "Proof", "auditor")["checkpoints"][0]["seq"]
    )


def test_a_day_that_is_over_has_none(door: Door) -> None:
    a_shift(door)
    door.clock.pass_(minutes=24 * 60)
    assert 'class="checkpoint"' not in door.coordinator().get("/shifts/2026-11-22").text
