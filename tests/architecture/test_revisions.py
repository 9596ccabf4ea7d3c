"""The database has one history: each revision follows the one before, under a number of its own."""

import re

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
