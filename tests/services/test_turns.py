"""Several processes and one house: each looks at its share first, and at what a colleague leaves."""

from datetime import datetime, timedelta
from itertools import combinations, groupby

import pytest

from ops.services import turns, watch
from ops.services.turns import COLLEAGUES_FIRST, THERE_FOR
from tests.services.room import START, Room

ONE, OTHER = "a", "b"
"""As names sort, the other is the one whose share holds the room: its number is odd."""
SECOND = timedelta(seconds=1)


def sweeps(room: Room, process: str) -> frozenset[int]:
    return watch.sweep(room.house, room.clock(), process=process, started_at=START, since_beat=SECOND)


@pytest.fixture
def late(watched: Room) -> Room:
    """Both processes are there, and somebody is late from this second on."""
    assert watched.site_id % 2 == 1
    visit = watched.seats("1")
    for process in (ONE, OTHER):
        sweeps(watched, process)
    [seat] = [tile["seats"][0] for tile in watched.board()["booths"] if tile["name"] == "1"]
    assert seat["visit"]["id"] == str(visit)
    overdue = datetime.fromisoformat(seat["visit"]["overdue_at"])
    while watched.clock() < overdue - SECOND:
        watched.clock.pass_(seconds=min(5.0, (overdue - SECOND - watched.clock()).total_seconds()))
        for process in (ONE, OTHER):
            sweeps(watched, process)
    watched.clock.pass_(seconds=1)
    assert watched.facts("check_in_overdue") == []
    return watched


def test_who_has_the_room_looks_at_once_and_nobody_a_second_time(late: Room) -> None:
    assert sweeps(late, ONE) == frozenset()
    assert sweeps(late, OTHER) == {late.site_id}
    version = late.board()["version"]
    late.clock.pass_(seconds=COLLEAGUES_FIRST.total_seconds() + 1)
    assert sweeps(late, ONE) == frozenset()
    assert (late.board()["version"], len(late.facts("check_in_overdue"))) == (version, 1)


def test_what_a_colleague_leaves_is_taken_soon(late: Room) -> None:
    for _ in range(int(COLLEAGUES_FIRST.total_seconds())):
        assert sweeps(late, ONE) == frozenset()
        late.clock.pass_(seconds=1)
    assert sweeps(late, ONE) == {late.site_id}
    assert len(late.facts("check_in_overdue")) == 1


def test_what_one_of_many_leaves_is_not_taken_by_all(late: Room) -> None:
    """Where all are late each would do the work of all."""
    others = ("c", "d")
    for process in (ONE, OTHER, *others):
        watch.sweep(late.house, late.clock() - SECOND, process=process, started_at=START, since_beat=SECOND)
    late.clock.pass_(seconds=COLLEAGUES_FIRST.total_seconds())
    names = (ONE, OTHER, *others)
    without = [name for number, name in enumerate(names) if number != late.site_id % len(names)]
    assert len([name for name in without if sweeps(late, name)]) == 1


def test_every_site_is_in_one_share() -> None:
    beats = dict.fromkeys(("a", "b", "c"), START)
    shares = [turns.share(beats, START, name) for name in beats]
    for site_id in range(1, 20):
        assert [share.has(site_id) for share in shares].count(True) == 1


def test_who_has_not_beaten_for_a_while_has_no_share() -> None:
    now = START + THERE_FOR + SECOND
    assert turns.share({"a": START, "b": now}, now, "b") == turns.Share(0, 1)


def test_a_clock_that_was_set_does_not_make_everybody_gone() -> None:
    assert turns.share({"a": START + SECOND, "b": START}, START, "b") == turns.Share(1, 2)


def test_what_is_costly_to_look_at_is_watched_by_two_and_soon_by_another() -> None:
    beats = dict.fromkeys(("a", "b", "c", "d"), START)
    shares = [turns.share(beats, START, name) for name in beats]
    for site_id in range(1, 20):
        watching = [
            {share.number for share in shares if share.watches(site_id, START + number * SECOND)}
            for number in range(len(shares) - 1)
        ]
        assert [len(two) for two in watching] == [2, 2, 2]
        assert set.intersection(*watching) == {site_id % 4}
        assert set.union(*watching) == {0, 1, 2, 3}


@pytest.mark.parametrize("ended", range(1, 5))
def test_when_several_ended_a_share_is_missed_for_a_second_more_for_each_of_the_others(ended: int) -> None:
    """Whichever names they had. All of them still count as there."""
    beats = dict.fromkeys("abcdefgh", START)
    missed: set[int] = set()
    for gone in combinations(beats, ended):
        shares = [turns.share(beats, START, name) for name in beats if name not in gone]
        for site_id in range(len(beats)):
            watched = [
                any(share.watches(site_id, START + number * SECOND) for share in shares)
                for number in range(2 * len(beats))
            ]
            missed |= {len(list(seconds)) for is_watched, seconds in groupby(watched) if not is_watched}
    assert missed == set(range(1, ended))


def test_who_is_alone_watches_all() -> None:
    assert all(turns.Share(0, 1).watches(site_id, START) for site_id in range(1, 20))


def test_each_hour_another_has_the_whole_house(room: Room) -> None:
    names = ("a", "b", "c")
    had = []
    for _ in range(2 * len(names)):
        for name in names:
            sweeps(room, name)
        [has] = [name for name in names if turns.has_the_house(room.house, name)]
        had.append(has)
        room.clock.time += turns.TURN
    assert had[:3] == had[3:]
    assert set(had) == set(names)
