"""``/metrics``: a machine reads how the house is, and nothing of what people do in it."""

import re
import shutil

import pytest

from ops.domain.words import Role, Scope
from ops.services.ways_in import devices
from tests.routes.acts import ended, responds
from tests.routes.door import Door

MAY_DIFFER = re.compile(r"ops_\w+_age_seconds|ops_(sweep_gap|pulse_late|commit)_seconds\{.*\}")
SAMPLE = re.compile(r"(\w+)(?:\{(.*)\})? (\S+)")


def scraped(door: Door) -> dict[str, str]:
    """Each line's name with its labels, and its value."""
    answer = door.program.get("/metrics", headers=door.headers("integration"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return dict(line.rsplit(" ", 1) for line in lines)


def people_come_and_go(door: Door) -> None:
    for _ in range(20):
        ended(door)
        door.clock.pass_(minutes=7)
    responds(door)


def test_only_ages_and_waits_tell_twenty_visits_from_none(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever else writes to this machine's disk is not what is asked about.
    disk = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk)
    before = scraped(door)
    people_come_and_go(door)
    after = scraped(door)
    assert before.keys() == after.keys()
    differ = {name for name in before if before[name] != after[name]}
    assert differ <= {name for name in before if MAY_DIFFER.fullmatch(name)}, differ
    assert len(door.room.facts()) > 60


def test_what_differs_is_no_count(door: Door) -> None:
    """Of each wait its shape: never how many there were, nor their sum."""
    people_come_and_go(door)
    names = [name.partition("{")[0] for name in scraped(door)]
    assert not [name for name in names if name.endswith(("_count", "_sum", "_bucket", "_created"))]
    assert {name for name in names if name.endswith("_total")} == {"ops_turned_away_total"}


def test_what_a_caretaker_is_to_hear_of_is_there(door: Door) -> None:
    door.room.sweeps()
    names = {name.partition("{")[0] for name in scraped(door)}
    ages = {f"ops_{of}_age_seconds" for of in ("sweep", "heartbeat", "checkpoint", "purge", "backup")}
    waits = {f"ops_{of}_seconds" for of in ("sweep_gap", "pulse_late", "commit")}
    house = {"ops_disk_free_bytes", "ops_disk_full", "ops_screens_open", "ops_database_away"}
    assert names >= ages | waits | house | {"ops_build_info"}
    assert not [name for name in names if name.startswith(("process_", "python_"))]


def test_no_label_is_the_name_of_anything(door: Door) -> None:
    door.program.get("/wall", headers={"Authorization": "Bearer nonsense"})
    for name in scraped(door):
        found = SAMPLE.fullmatch(f"{name} 1")
        assert found
        said = dict(re.findall(r'(\w+)="([^"]*)"', found[2] or ""))
        words = {"wall", "floor", "waiting", "none", "0.5", "0.99", "1"}
        words |= {"unauthenticated", "bad_origin", "bad_value", "full"}
        assert said.keys() <= {"audience", "quantile", "why", "version"}, name
        assert "version" in said or set(said.values()) <= words, name


def test_who_was_not_let_in_is_counted(door: Door) -> None:
    def count() -> float:
        return float(scraped(door).get('ops_turned_away_total{why="unauthenticated"}', "0"))

    before = count()
    door.program.get("/api/v1/tablet", headers={"Authorization": "Bearer nonsense"})
    door.program.get("/set-up", headers=door.headers("display"))
    assert count() == before + 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INTEGRATION])
def test_nobody_else_reads_it(door: Door, role: Role) -> None:
    assert door.program.get("/metrics", headers=door.headers(role.value)).status_code == 403


@pytest.mark.parametrize(
    ("scope", "status"), [(Scope.METRICS, 200), (Scope.BOARD, 403), (Scope.JOURNAL, 403)]
)
def test_a_token_has_a_scope_for_it(door: Door, scope: Scope, status: int) -> None:
    site = door.furnished.site_id
    _, token = devices.add_device(door.house, site, role=Role.INTEGRATION, name="Reads", scopes=[scope])
    headers = {"Authorization": f"Bearer {token}"}
    assert door.program.get("/metrics", headers=headers).status_code == status
    board = door.program.get("/api/v1/sites/here/board?audience=wall", headers=headers).status_code
    assert (board == 200) is (scope is Scope.BOARD)
