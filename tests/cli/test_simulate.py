"""``ops simulate``: sites that have lived, and rooms that are moved from one process."""

import json
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ops.cli.opening import ready_house
from ops.cli.simulated import SLUG, furnish, write_site_file
from ops.cli.simulated_days import LivedDays, Past
from ops.clock import utc_now
from ops.config import Settings
from ops.services import board
from ops.services.transaction import milliseconds
from ops.simulator.profiles import DEMO
from tests.cli.conftest import Caretaker
from tests.cli.served import Served
from tests.support.client import Program
from tests.support.processes import wait_until

DAYS = 2
LIVED = ("simulate", "sites", "1", "--days", str(DAYS), "--profile", "guelph", "--seed", "4")
HOUR = timedelta(hours=1)


def test_two_days_are_as_if_they_had_been_served(bare: Caretaker, tmp_path: Path) -> None:
    began = utc_now() - timedelta(days=DAYS)
    said = bare.types(*LIVED, "--tokens", str(tmp_path / "tokens"))
    assert said.code == 0, said.err
    assert "acts, 0 of them refused" in said.out
    assert f"{DAYS} nights" in said.out
    verified = bare.types("journal", "verify")
    assert verified.code == 0, verified.out
    facts = [json.loads(line) for line in bare.types("journal", "show").lines]
    kinds = Counter(fact["kind"] for fact in facts)
    assert kinds["visit_ended"] >= 3
    assert kinds["shift_opened"] in (DAYS, DAYS + 1)
    assert kinds["checked_in"] > kinds["visit_ended"]
    recorded = [fact["recorded_at"] for fact in facts]
    assert all(before <= after for before, after in pairwise(recorded))
    assert recorded[0][:16] <= (began + timedelta(minutes=1)).isoformat()[:16]
    late = [fact for fact in facts if fact["kind"] == "check_in_overdue"]
    assert all(fact["happened_at"][:19] == fact["recorded_at"][:19] for fact in late)
    [rebuilt] = bare.types("rollup", "rebuild").lines
    assert str(DAYS) in rebuilt


def test_days_are_lived_only_by_sites_made_for_it(caretaker: Caretaker, tmp_path: Path) -> None:
    """A simulated person in a real room would be counted as one."""
    assert caretaker.types("init").code == 0
    for more in ((), ("--days", "1")):
        said = caretaker.types("simulate", "sites", "2", "--tokens", str(tmp_path / "tokens"), *more)
        assert said.code == 2
        assert "not simulated" in said.err or "already" in said.err
    assert [site.slug for site in board.sites(caretaker.house)] == ["riverside"]
    assert not (tmp_path / "tokens").exists()


def test_each_line_of_tokens_is_a_site_and_a_token(bare: Caretaker, tmp_path: Path) -> None:
    tokens = tmp_path / "tokens"
    tokens.write_text("here\n")
    said = bare.types("simulate", "play", "--against", "http://127.0.0.1:9", "--tokens", str(tokens))
    assert (said.code, "a site's short name and a token" in said.err) == (2, True)


@pytest.mark.soak
def test_many_rooms_are_moved_from_one_process_and_taken_over_by_the_next(tmp_path: Path) -> None:
    house, player = Served(tmp_path / "instance"), Served(tmp_path / "unused")
    house.folder.mkdir(mode=0o700)
    tokens = tmp_path / "tokens"
    house.types("simulate", "sites", "5", "--speed", "10", "--tokens", str(tokens))
    floor = dict(line.split() for line in tokens.read_text().splitlines())
    house.starts("serve")
    words = ("simulate", "play", "--against", f"http://127.0.0.1:{house.port}", "--tokens", str(tokens))

    def people(slug: str) -> set[str]:
        tiles: list[dict[str, Any]] = house.get(f"/api/v1/sites/{slug}/board", floor[slug])[1]["booths"]
        return {seat["visit"]["id"] for tile in tiles for seat in tile["seats"] if "visit" in seat}

    try:
        player.begins(*words, "--speed", "10", "--profile", "demo", "--seed", "1")
        wait_until(lambda: all(len(people(slug)) >= 3 for slug in floor), "people come everywhere", 60)
        player.is_cut_off()
        left = people(f"{SLUG}001")
        player.begins(*words, "--speed", "10", "--profile", "demo", "--seed", "2")
        wait_until(lambda: not left & people(f"{SLUG}001"), "who was there has been seen to, and gone", 300)
    finally:
        player.is_cut_off()
        house.is_cut_off()


@pytest.mark.soak
def test_people_come_and_go_in_a_drill_until_it_is_over(tmp_path: Path) -> None:
    house, player = Served(tmp_path / "instance"), Served(tmp_path / "unused")
    house.folder.mkdir(mode=0o700)
    house.types("simulate", "sites", "1", "--tokens", str(tmp_path / "tokens"))
    slug, token = (tmp_path / "tokens").read_text().split()
    house.starts("serve")
    words = ("simulate", "play", "--drill", "--against", f"http://127.0.0.1:{house.port}", "--token", token)
    floor = Program(house.port, token)

    def waiting(site: str) -> int:
        board = house.get(f"/api/v1/sites/{site}/board", token)[1]
        return len(board["waiting"]) + sum(
            "visit" in seat for tile in board["booths"] for seat in tile["seats"]
        )

    try:
        player.begins(*words)
        code = player.code()
        assert code == 2, player.said
        assert "No drill is running" in player.said
        status, begun = floor.post(f"/sites/{slug}/drills", {})
        assert status == 201
        drill = begun["drill"]["site"]
        before = waiting(drill)
        player.begins(*words, "--speed", "20", "--profile", "insite", "--seed", "1")
        wait_until(lambda: waiting(drill) > before, "somebody comes", 60)
        assert waiting(slug) == 0
        assert floor.post(f"/drills/{begun['drill']['id']}/end", {})[0] == 200
        assert player.code() == 0
        assert "The drill is over." in player.said
    finally:
        player.is_cut_off()
        house.is_cut_off()


def test_a_lived_room_needs_eyes_within_a_second_of_what_makes_it_so(bare: Caretaker) -> None:
    """As a served house sees it: by what is done, or as a check becomes late."""
    settings = Settings.from_environment()
    past = Past(milliseconds(utc_now()) - HOUR)
    settings.site_file.parent.mkdir(mode=0o700, parents=True)
    write_site_file(settings.site_file, 1, 1)
    with ready_house(settings, now=past) as house:
        made = furnish(house)
    days = LivedDays(settings, past, made, profile=DEMO, seed=4)
    days.live_until(past.now + HOUR)
    days.close()
    facts = [json.loads(line) for line in bare.types("journal", "show").lines]
    began = [number for number, fact in enumerate(facts) if fact["kind"] == "room_needs_eyes"]
    assert began
    for number in began:
        before, at = (datetime.fromisoformat(facts[one]["recorded_at"]) for one in (number - 1, number))
        assert at - before <= timedelta(seconds=1)
