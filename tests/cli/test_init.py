"""The first start and every later one, but for the serving."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ops.domain.words import Audience
from ops.services import board
from ops.starter import SITE_FILE
from tests.cli.conftest import Caretaker

LATER = """
import sys
from ops.cli import main
assert main(["init"]) == 0
too_much = {"alembic", "plotly", "flask", "gunicorn", "argon2", "eventlet", "psycopg"} & set(sys.modules)
assert not too_much, too_much
"""


def starter_room(caretaker: Caretaker) -> dict[str, Any]:
    house = caretaker.house
    [site] = board.sites(house)
    return board.snapshot(house, site.id, Audience.FLOOR).body


def test_a_starter_room_of_eleven_places(bare: Caretaker) -> None:
    answer = bare.types("init")
    assert answer.code == 0
    assert "riverside: Riverside room" in answer.out
    seats = {tile["name"]: len(tile["seats"]) for tile in starter_room(bare)["booths"]}
    singles = [name for name, count in seats.items() if count == 1]
    assert sorted(singles) == list("12345678")
    assert {name: count for name, count in seats.items() if count > 1} == {
        "9": 2,
        "Smoking": 3,
        "Aftercare": 6,
    }


def test_everything_made_is_for_its_owner_only(bare: Caretaker) -> None:
    bare.types("init")
    made = [bare.folder, *bare.folder.iterdir()]
    assert len(made) > 4
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []


def test_the_site_file_is_the_starter_but_for_the_zone(bare: Caretaker) -> None:
    bare.types("init")
    zone = next(line for line in bare.site_file.read_text().splitlines() if line.startswith("time_zone"))
    starter = SITE_FILE.read_text().replace('time_zone = "UTC"', zone)
    assert bare.site_file.read_text() == starter


def test_a_site_file_that_lies_there_already_is_used(bare: Caretaker) -> None:
    bare.folder.mkdir()
    bare.site_file.write_text(SITE_FILE.read_text().replace('slug = "riverside"', 'slug = "harbour"'))
    assert bare.types("init").code == 0
    assert starter_room(bare)["room"]["slug"] == "harbour"


def test_nothing_changes_at_a_second_start(caretaker: Caretaker) -> None:
    before = starter_room(caretaker)
    answer = caretaker.types("init")
    assert (answer.code, answer.err) == (0, "")
    assert starter_room(caretaker) == before


def test_a_second_start_loads_little(caretaker: Caretaker) -> None:
    """What takes long to load is loaded only when it has something to do."""
    subprocess.run([sys.executable, "-c", LATER], check=True)


def test_a_change_is_applied_and_said(caretaker: Caretaker) -> None:
    caretaker.changes('name = "Smoking"', 'name = "Smoke"')
    caretaker.changes('hold_for = "5 min"', 'hold_for = "6 min"')
    answer = caretaker.types("init")
    assert answer.code == 0
    assert "Changed: Smoke: was Smoking" in answer.err
    assert "Changed: hold_for: 300 → 360" in answer.err
    assert starter_room(caretaker)["room"]["protocol"]["hold_for"] == 360


def test_a_wrong_file_stops_the_first_start(bare: Caretaker) -> None:
    bare.folder.mkdir()
    bare.site_file.write_text(SITE_FILE.read_text().replace('"UTC"', '"Atlantis/Centre"'))
    answer = bare.types("init")
    assert answer.code == 2
    assert "Line 20, [site]: there is no time zone 'Atlantis/Centre'" in answer.err


def test_later_a_wrong_file_keeps_no_room_shut(caretaker: Caretaker) -> None:
    before = starter_room(caretaker)
    caretaker.changes("row = 1\ncolumn = 2", "row = 1\ncolumn = 1")
    answer = caretaker.types("init")
    assert answer.code == 0
    assert "'2' stands where '1' stands" in answer.err
    assert "The room is as it was before." in answer.err
    assert starter_room(caretaker) == before


def test_a_file_that_is_gone_keeps_no_room_shut(caretaker: Caretaker) -> None:
    caretaker.site_file.unlink()
    answer = caretaker.types("init")
    assert answer.code == 0
    assert "is not there. The room stays as it is." in answer.err
    assert not caretaker.site_file.exists()


def test_a_site_keeps_its_short_name(caretaker: Caretaker) -> None:
    caretaker.changes('slug = "riverside"', 'slug = "harbour"')
    answer = caretaker.types("init")
    assert "describes the site 'harbour', but this installation has riverside" in answer.err
    assert len(board.sites(caretaker.house)) == 1


def test_a_second_site_beside_the_first(caretaker: Caretaker, tmp_path: Path) -> None:
    other = tmp_path / "harbour.toml"
    other.write_text(SITE_FILE.read_text().replace('slug = "riverside"', 'slug = "harbour"'))
    assert caretaker.types("init", "--site-file", str(other)).code == 0
    assert [site.slug for site in board.sites(caretaker.house)] == ["riverside", "harbour"]
    answer = caretaker.types("device", "list")
    assert answer.code == 2
    assert "several sites" in answer.err
    assert caretaker.types("device", "list", "--site", "harbour").code == 0


@pytest.mark.parametrize("words", [("init",), ("device", "list"), ("serve",)])
def test_a_newer_database_is_refused_in_words(caretaker: Caretaker, words: tuple[str, ...]) -> None:
    house = caretaker.house
    with house.db.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.execute(text("UPDATE works_from SET revision = '9999'"))
    answer = caretaker.types(*words)
    assert answer.code == 2
    assert "made by a newer version of this program" in answer.err


def test_the_file_of_a_second_site_lies_with_the_room_and_is_followed(
    caretaker: Caretaker, tmp_path: Path
) -> None:
    other = tmp_path / "harbour.toml"
    other.write_text(SITE_FILE.read_text().replace('slug = "riverside"', 'slug = "harbour"'))
    assert caretaker.types("init", "--site-file", str(other)).code == 0
    kept = caretaker.folder / "sites" / "harbour.toml"
    assert kept.read_text() == other.read_text()
    kept.write_text(kept.read_text().replace('hold_for = "5 min"', 'hold_for = "6 min"'))
    assert "Changed: hold_for: 300 → 360" in caretaker.types("init").err
