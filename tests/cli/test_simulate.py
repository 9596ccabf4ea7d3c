"""``ops simulate``: sites that have lived, and rooms that are moved from one process."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log, sqrt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ops import month_keys
from ops.cli import simulate
from ops.cli.opening import ready_house
from ops.cli.simulated import SLUG, furnish, write_site_file
from ops.cli.simulated_days import LivedDays, Past
from ops.config import Settings
from ops.models import MonthCard, MonthCount
from ops.services import board, journal
from ops.services.summaries import rolling
from ops.simulator.profiles import DEMO, GUELPH_SITE, Profile
from tests.cli.conftest import Caretaker
from tests.cli.served import Served
from tests.support.client import Program
from tests.support.processes import wait_until

NOW = datetime(2026, 9, 3, 15, 20, tzinfo=UTC)
"""A Thursday, on which no benefits are paid: days that are lived until then are the same days each time."""
LIVED = ("simulate", "sites", "1", "--days", "1", "--profile", "guelph", "--seed", "4")
SECOND = timedelta(seconds=1)
DEVIATIONS = 4
Lives = Callable[[Profile, Past], LivedDays]


def test_a_day_is_as_if_it_had_been_served(
    bare: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulate, "utc_now", lambda: NOW)
    said = bare.types(*LIVED, "--tokens", str(tmp_path / "tokens"))
    assert said.code == 0, said.err
    assert "acts, 0 of them refused" in said.out
    assert "1 nights" in said.out
    verified = bare.types("journal", "verify")
    assert verified.code == 0, verified.out
    facts = [json.loads(line) for line in bare.types("journal", "show").lines]
    kinds = Counter(fact["kind"] for fact in facts)
    assert kinds["visit_ended"] >= 3
    assert kinds["shift_opened"] == 2
    assert kinds["checked_in"] > kinds["visit_ended"]
    recorded = [time_of(fact, "recorded_at") for fact in facts]
    assert recorded == sorted(recorded)
    began = NOW - timedelta(days=1)
    assert began <= recorded[0] <= began + timedelta(minutes=1)
    assert recorded[-1] <= NOW
    late = [fact for fact in facts if fact["kind"] == "check_in_overdue"]
    assert late
    for fact in late:
        assert timedelta(0) <= time_of(fact, "recorded_at") - time_of(fact, "happened_at") <= SECOND
    [site] = board.sites(bare.house)
    assert rolling.rebuild(replace(bare.house, now=lambda: NOW), site.id).days == 1
    with bare.house.db.read() as session:
        [month] = session.scalars(select(MonthCount)).all()
        seen = session.scalars(select(MonthCard)).all()
        assert month.visits_with_card == kinds["person_arrived"]
        assert 0 < len(seen) <= month.visits_with_card


def time_of(fact: dict[str, Any], which: str) -> datetime:
    return datetime.fromisoformat(fact[which])


@pytest.fixture
def lives(bare: Caretaker) -> Iterator[Lives]:
    """``lives(profile, past)``: one simulated site from then on, which that profile moves."""
    made = []

    def begins(profile: Profile, past: Past) -> LivedDays:
        settings = Settings.from_environment()
        settings.site_file.parent.mkdir(mode=0o700, parents=True)
        write_site_file(settings.site_file, 1, 1)
        with ready_house(settings, now=past) as house:
            tokens = furnish(house)
        made.append(LivedDays(settings, past, tokens, profile=profile, seed=4))
        return made[-1]

    yield begins
    for days in made:
        days.close()


@pytest.mark.soak
def test_as_many_people_are_counted_in_a_month_as_make_so_many_visits(lives: Lives) -> None:
    """As the model that is held to published numbers of people has it, and the month's key is destroyed."""
    quiet = replace(GUELPH_SITE, visits_a_day=5.0, opens=12, closes=15)
    days = lives(quiet, Past(datetime(2026, 6, 1, tzinfo=UTC)))
    days.live_until(datetime(2026, 7, 9, tzinfo=UTC))
    [site] = board.sites(days.house)
    with days.house.db.read() as session:
        month = session.get_one(MonthCount, (site.id, "2026-06"))
        left = session.scalars(select(MonthCard.month).distinct()).all()
        session.expunge(month)
    visits, new = month.visits_with_card, quiet.new_people
    assert visits == pytest.approx(30 * quiet.visits_a_day, abs=DEVIATIONS * sqrt(30 * quiet.visits_a_day))
    assert month.not_known == 0
    spread = sqrt(new * (log(1 + visits / new) - 1 + new / (new + visits)))
    assert month.people == pytest.approx(new * log(1 + visits / new), abs=DEVIATIONS * spread)
    assert month.destroyed_at is not None
    assert month_keys.months(days.house.keys.months, site.slug) == {"2026-07"}
    assert left == ["2026-07"]


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
        # A stay of 48 min, a response and 30 min of aftercare are a tenth as long here.
        wait_until(lambda: not left & people(f"{SLUG}001"), "who was there has been seen to, and gone", 660)
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


def test_a_lived_room_needs_eyes_within_a_second_of_what_makes_it_so(lives: Lives) -> None:
    """As a served house sees it: by what is done, or as a check becomes late."""
    days = lives(DEMO, Past(NOW))
    days.live_until(NOW + timedelta(minutes=20))
    [site] = board.sites(days.house)
    facts = list(journal.all_after(days.house, site.id, 0))
    began = [number for number, fact in enumerate(facts) if fact["kind"] == "room_needs_eyes"]
    assert len(began) >= 2
    for number in began:
        before, at = (time_of(facts[one], "recorded_at") for one in (number - 1, number))
        assert at - before <= SECOND
