"""The third-party files the pages load are the ones that were fetched, each with its licence."""

import hashlib
import json
import re
from pathlib import Path

from tests.support.source import ROOT, tracked

VENDOR = Path("ops/static/vendor")
OURS = {"README.md", "HASHES"}


def hashes() -> dict[str, str]:
    lines = (ROOT / VENDOR / "HASHES").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines if not line.startswith("#"))}


def packages() -> dict[str, str]:
    """Package → version, as `HASHES` names them."""
    text = (ROOT / VENDOR / "HASHES").read_text(encoding="utf-8")
    return dict(re.findall(r"^# (\S+) (\d[\w.-]*)$", text, re.MULTILINE))


def test_every_vendored_file_is_unchanged() -> None:
    found = {name: hashlib.sha256((ROOT / VENDOR / name).read_bytes()).hexdigest() for name in hashes()}
    assert found == hashes()


def test_no_vendored_file_is_unlisted() -> None:
    there = {str(path.relative_to(VENDOR)) for path in tracked() if path.is_relative_to(VENDOR)}
    assert {name for name in there - OURS if not name.endswith(".d.ts")} == set(hashes())


def test_every_vendored_package_has_its_version_and_licence() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert packages()
    assert {name: wanted.get(name) for name in packages()} == packages()
    licences = [name for name in hashes() if name.startswith("licences/")]
    assert len(licences) == len(packages())
