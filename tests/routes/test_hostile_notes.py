"""Whatever is written into a line: refused in words, or kept and shown as the letters it is.

It is never repeated in an error or the log, never in the journal where it would outlive its row,
and not to be read in a backup without its key.
"""

import html
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ops.backup import making
from ops.backup.sealing import Recipients
from ops.migrations import schema
from ops.services.ways_in import staff
from tests.routes.acts import responds
from tests.routes.conftest import opened
from tests.routes.door import Door, told
from tests.routes.hostile import CANARY, HOSTILE, MARKUP, lines_of_acts, with_line
from tests.routes.test_bad_input import is_a_clear_no
from tests.services.room import Clock
from tests.support.backups import BackupKey
from tests.support.furnished import furnish
from tests.support.written import Written

LINES = sorted(lines_of_acts())


def test_the_lines_are_those_of_the_wire() -> None:
    named = set(LINES)
    assert named >= {
        ("arrive", "handle"),
        ("arrive", "card"),
        ("booth_close", "reason"),
        ("bulletin", "text"),
        ("supply", "label"),
        ("response_action", "values"),
        ("response_amend", "reason"),
        ("response_void", "reason"),
        ("check_in", "by"),
    }


@pytest.mark.parametrize(("act", "field"), LINES, ids=["-".join(line) for line in LINES])
def test_a_line_is_refused_in_words_or_taken_quietly(
    own_door: Door, written: Written, act: str, field: str
) -> None:
    path, body, role = with_line(own_door, act, field, "")
    for what, line in HOSTILE.items():
        said = {"text": line} if field == "values" else line
        # As a machine may write it: half a character goes out as an escape.
        raw = json.dumps(body | {field: said}).encode()
        answer = own_door.raw(path, raw, own_door.headers(role))
        assert answer.status_code < 500, what
        if answer.status_code >= 400:
            assert answer.mimetype == "application/problem+json"
            assert CANARY not in answer.text, what
        else:
            assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == (
                "application/json",
                "nosniff",
            )
    assert CANARY not in written.text
    assert CANARY not in journal(own_door), f"{act} {field}"


NO_LINES = ("writing turned round", "NUL", "a line end", "half a character", "long", "1 MB")


@pytest.mark.parametrize("what", NO_LINES)
def test_a_line_that_is_none_is_refused(door: Door, what: str) -> None:
    raw = json.dumps({"kind": "service", "text": HOSTILE[what]}).encode()
    status, code = (413, "too_large") if what == "1 MB" else (400, "bad_value")
    is_a_clear_no(door.raw("/sites/here/bulletins", raw), status, code)
    assert door.version() == 0


def test_a_line_that_is_kept_is_the_letters_it_is_on_every_page(own_door: Door) -> None:
    """Whoever opens it: no mark-up of a line is ever mark-up of a page, and JSON is never taken for one."""
    keep_everywhere(own_door)
    pages, escaped = 0, 0
    for browser in (own_door.administrator(), own_door.browser("floor"), own_door.browser("display")):
        for rule in own_door.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "bundles.one"):
                continue
            answer = browser.get(filled(own_door, rule.rule))
            if answer.mimetype == "text/html":
                pages += 1
                escaped += html.escape(MARKUP) in answer.text
                assert MARKUP not in answer.text, rule.rule
            else:
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (pages, escaped) > (30, 8)


def test_every_screen_is_told_the_line_as_letters(own_door: Door) -> None:
    keep_everywhere(own_door)
    board = json.dumps(own_door.room.board())
    assert board.count(MARKUP) >= 4
    answer = own_door.get("/sites/here/board?audience=floor")
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("application/json", "nosniff")


def test_of_a_line_that_is_kept_nothing_is_in_the_journal_or_the_log(
    own_door: Door, written: Written
) -> None:
    keep_everywhere(own_door, names=False)
    assert CANARY not in journal(own_door)
    assert CANARY not in written.text


def test_a_handle_is_in_no_answer_that_is_kept(own_door: Door) -> None:
    own_door.post("/sites/here/visits", {"booth": own_door.booth("1"), "handle": MARKUP, "card": CANARY})
    with own_door.house.db.read() as session:
        kept = session.execute(text("SELECT answer FROM receipt")).scalars().all()
    assert len(kept) == 1
    assert CANARY not in repr(kept)


def test_a_backup_is_closed_over_all_of_it(tmp_path: Path) -> None:
    app = opened(tmp_path / "instance", Clock())
    house = app.extensions["house"]
    schema.bring_up_to_date(house.db, house.now())
    own_door = Door(app, house.now, furnish(house))
    keep_everywhere(own_door)
    file = house.db.file
    assert file is not None
    assert any(CANARY.encode() in one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    key, now = BackupKey.new(tmp_path), house.now()
    made, _ = making.make(
        house.db,
        tmp_path / "site.toml",
        Recipients.in_file(key.recipients),
        tmp_path / "backups",
        now,
        timedelta(days=7),
    )
    assert CANARY.encode() not in made.read_bytes()
    assert CANARY.encode() in key.opens(made)
    house.db.close()


@pytest.mark.parametrize("path", ["/set-up/team", "/set-up/programs", "/set-up/people"])
def test_a_name_in_a_form_is_taken_as_letters_or_refused(door: Door, path: str, written: Written) -> None:
    noor = door.administrator()
    noor.get("/set-up")
    for what, line in HOSTILE.items():
        if what == "half a character":
            continue  # A form cannot say it.
        answer = noor.post(path, {"name": line, "scope": "board", "role": "coordinator"})
        assert answer.status_code in (200, 303, 400, 413), what
        assert "<b>kanari" not in answer.text, what
        assert "<script>kanari" not in answer.text, what
        if what in NO_LINES:
            assert answer.status_code in (400, 413), what
    page = noor.get("/set-up").text
    assert html.escape(MARKUP) in page
    assert MARKUP not in page
    assert "\u202e" not in page
    assert CANARY not in written.text


def keep_everywhere(door: Door, *, names: bool = True) -> None:
    """The line in every field that keeps it; with ``names`` also as what somebody or something is called."""
    visit = told(door.post("/sites/here/visits", {"booth": door.booth("2"), "handle": MARKUP}))["id"]
    told(door.post("/sites/here/visits", {"handle": MARKUP}))
    door.post(f"/visits/{visit}/check-ins", {"answer": "ok"})
    for path, body in (
        (f"/booths/{door.booth('4')}/close", {"reason": MARKUP}),
        ("/sites/here/bulletins", {"kind": "service", "text": MARKUP}),
        ("/sites/here/bulletins", {"kind": "drug_alert", "text": MARKUP, "basis": "tested", "hours": 48}),
        ("/sites/here/supplies", {"form": "ampoule 0.4 mg", "count": 1, "label": MARKUP}),
    ):
        assert door.post(path, body).status_code in (200, 201), path
    response = responds(door)
    row = told(door.post(f"/responses/{response}/actions", {"kind": "note", "values": {"text": MARKUP}}))[
        "id"
    ]
    door.post(f"/responses/{response}/amend", {"action": row, "approximate": True, "reason": MARKUP})
    other = told(door.post(f"/responses/{response}/actions", {"kind": "oxygen_start"}))["id"]
    door.post(f"/responses/{response}/void", {"action": other, "reason": MARKUP})
    if names:
        staff.add(door.house, door.furnished.site_id, name=MARKUP)
        door.post(f"/responses/{response}/here", {"by": MARKUP})
        door.post(f"/responses/{response}/lead", {"to": MARKUP})
        door.post("/sites/here/shifts", {"act": "open", "by": MARKUP})
        with door.house.db.write() as session:
            session.execute(text("UPDATE site SET name = :line"), {"line": MARKUP})
            session.execute(text("UPDATE booth SET name = :line WHERE name = '3'"), {"line": MARKUP})
            session.execute(text("UPDATE device SET name = :line WHERE role = 'floor'"), {"line": MARKUP})
    door.post(f"/responses/{response}/over", {})


def filled(door: Door, rule: str) -> str:
    """An address of something that is there."""
    numbers = {
        "device_id": str(door.furnished.devices["floor"]),
        "staff_id": "1",
        "booth": str(door.booth("1")),
    }
    known = numbers | {"slug": "here", "shift": "today", "which": "today", "code": MARKUP}
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda place: known.get(place[1], "1"), rule)


def journal(door: Door) -> str:
    """All that facts say."""
    with door.house.db.read() as session:
        return repr(session.execute(text('SELECT kind, "by", data FROM journal')).all())
