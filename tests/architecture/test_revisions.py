"""The database has one history: each revision follows the one before, under a number of its own."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.source import ROOT


def test_each_revision_follows_the_one_before() -> None:
    before, numbers = "None", []
    for path in sorted((ROOT / "ops/migrations/versions").glob("revision_*.py")):
        said = dict(re.findall(r'^(revision|down_revision) = "?(\w+)"?$', path.read_text(), re.MULTILINE))
        assert path.name.startswith(f"revision_{said['revision']}_")
        assert said["down_revision"] == before, path.name
        before = said["revision"]
        numbers.append(before)
    assert numbers == sorted(set(numbers))


def added_only(path: Path) -> list[str]:
    """What it does that is more than tables, indexes and columns that an older program need not know."""
    module = ast.parse(path.read_text())
    [upgrade] = [part for part in module.body if isinstance(part, ast.FunctionDef) and part.name == "upgrade"]
    calls = [node for node in ast.walk(upgrade) if isinstance(node, ast.Call)]
    said = [(ast.unparse(call.func), call) for call in calls]
    new = {ast.literal_eval(call.args[0]) for name, call in said if name == "op.create_table"}
    return [ast.unparse(call) for name, call in said if name.startswith("op.") and not _adds(name, call, new)]


def _adds(name: str, call: ast.Call, new: set[str]) -> bool:
    if name == "op.create_table":
        return True
    if name == "op.create_index":
        unique = any(word.arg == "unique" for word in call.keywords)
        return not unique or ast.literal_eval(call.args[1]) in new
    if name != "op.add_column" or not isinstance(column := call.args[1], ast.Call):
        return False
    said = {word.arg: word.value for word in column.keywords}
    may_be_empty = "nullable" not in said or ast.literal_eval(said["nullable"])
    return may_be_empty or "server_default" in said


ADDITIVE = [
    path
    for path in sorted((ROOT / "ops/migrations/versions").glob("revision_*.py"))
    if "\nadditive = True\n" in path.read_text()
]


@pytest.mark.parametrize("path", ADDITIVE, ids=lambda path: path.stem)
def test_what_says_that_it_only_adds_does(path: Path) -> None:
    """The code of before goes on beside it, and writes rows that know nothing of what is new."""
    assert added_only(path) == []


@pytest.mark.parametrize(
    "done",
    [
        'op.drop_column("site", "name")',
        'op.alter_column("site", "name", nullable=False)',
        'op.add_column("site", sa.Column("motto", sa.String(20), nullable=False))',
        'op.create_index("ix_site_name", "site", ["name"], unique=True)',
        'op.execute("UPDATE site SET name = slug")',
    ],
)
def test_what_an_older_program_would_notice_is_found(done: str, tmp_path: Path) -> None:
    file = tmp_path / "revision.py"
    file.write_text(f"def upgrade() -> None:\n    {done}\n")
    assert len(added_only(file)) == 1
