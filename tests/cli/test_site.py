"""``ops site export|import``."""

from pathlib import Path

from ops.services.set_up import site_file
from tests.cli.conftest import Caretaker


def test_what_is_taken_out_is_what_the_room_was_made_from(caretaker: Caretaker) -> None:
    answer = caretaker.types("site", "export")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == caretaker.site_file.read_text()


def test_a_file_is_looked_at_and_then_taken_in(caretaker: Caretaker, tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text(caretaker.types("site", "export").out.replace('hold_for = "5 min"', 'hold_for = "6 min"'))
    before = caretaker.site_file.read_text()
    assert caretaker.types("site", "import", str(file), "--dry-run").lines == ["hold_for: 300 → 360"]
    assert caretaker.site_file.read_text() == before
    assert caretaker.types("site", "import", str(file)).lines == ["hold_for: 300 → 360"]
    assert caretaker.site_file.read_text() == file.read_text()
    assert caretaker.types("init").err == ""
    again = caretaker.types("site", "import", str(file))
    assert (again.lines, again.err) == ([], "riverside is as the file says already.\n")


def test_an_edited_file_is_not_written_over_but_taken_in(caretaker: Caretaker, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(caretaker.types("site", "export").out)
    caretaker.changes('hold_for = "5 min"', 'hold_for = "6 min"')
    answer = caretaker.types("site", "import", str(other))
    assert (answer.code, answer.out) == (2, "")
    assert "was changed on this machine. Start again to apply it, or import it" in answer.err
    assert caretaker.types("site", "import", str(caretaker.site_file)).code == 0
    assert site_file.read(caretaker.types("site", "export").out).protocol.hold_for == 360


def test_what_cannot_be_used_is_said(caretaker: Caretaker, tmp_path: Path) -> None:
    assert "cannot be read" in caretaker.types("site", "import", str(tmp_path / "none.toml")).err
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(b"\xff\xfe")
    assert "not a text file" in caretaker.types("site", "import", str(wrong)).err
    wrong.write_text(caretaker.site_file.read_text().replace("row = 4", "row = 0"))
    assert "'row' must be a whole number" in caretaker.types("site", "import", str(wrong)).err
