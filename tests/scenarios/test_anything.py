"""Any acts in any order: whatever happens, every screen holds the truth and nobody is lost.

A seeded walk through all acts of the room, also silly ones, late ones, undone ones, with
and without "the room says otherwise", over restarts. After each, ``Shift`` compares all
screens with a fresh picture; here what must always be so is checked as well.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain import oxygen, supplies
from ops.domain.errors import Refused
from ops.domain.protocol import SiteProtocol
from ops.domain.words import (
    Answer,
    Audience,
    HeadCount,
    RoomReason,
    RoomState,
    Route,
    Substance,
    TurnedAwayWhy,
    Where,
)
from ops.models import OxygenDraw, Response, SupplyMove
from ops.services import response_rows
from tests.scenarios.acts import Acts, Done
from tests.scenarios.shift import Shift

STEPS = 70
BOOTHS = ("1", "2", "9", "Smoking", "Aftercare")
RESPONSE_ACTS: tuple[Callable[[Acts, str], Done], ...] = (
    lambda acts, label: acts.in_response(label).going(),
    lambda acts, label: acts.in_response(label).here(),
    lambda acts, label: acts.in_response(label).leaves(),
    lambda acts, label: acts.in_response(label).more_hands(),
    lambda acts, label: acts.in_response(label).logs("naloxone", dose_mg=0.4, by_route="im"),
    lambda acts, label: acts.in_response(label).logs("oxygen_start", litres_per_minute=10),
    lambda acts, label: acts.in_response(label).logs("assessment", breaths_per_minute=99),
    lambda acts, label: acts.in_response(label).marks(),
    lambda acts, label: acts.in_response(label).over(),
    lambda acts, label: acts.in_response(label).outcome("awake", "stayed", "not_called"),
    lambda acts, label: acts.in_response(label).outcome("worse", "with_ambulance", "transported"),
    lambda acts, label: acts.in_response(label).all_ok(),
    lambda acts, label: acts.in_response(label).mis_tap(),
    lambda acts, label: acts.in_response(label).amends(kind="seizure"),
    lambda acts, label: acts.in_response(label).amends(booth=None, place="door"),
)


class Walk:
    """Picks the next act."""

    def __init__(self, shift: Shift, seed: int) -> None:
        self.shift = shift
        self.random = Random(seed)
        self.done: list[Done] = []
        self.call: UUID | None = None
        self.refused: Counter[str] = Counter()

    def step(self) -> None:
        shift, random = self.shift, self.random
        gap = random.choice((1, 3, 8, 25, 70, 200))
        time = shift.now + timedelta(seconds=gap)
        if random.random() < 0.04:
            with shift.off(f"{shift.now:%H:%M:%S}", f"{time:%H:%M:%S}"):
                pass
            return
        happened = time - timedelta(seconds=random.choice((5, 60, 400))) if random.random() < 0.2 else None
        acts = shift.at(
            f"{time:%H:%M:%S}",
            random.choice(tuple(shift.tablets)),
            happened=f"{happened:%H:%M:%S}" if happened else None,
            by=random.choice((None, "Kim", "Sam", "nobody")),
            room_says_otherwise=random.random() < 0.3,
        )
        try:
            self.done.append(self._act(acts))
        except Refused as refusal:
            self.refused[refusal.code] += 1
            shift.changed()

    def _act(self, acts: Acts) -> Done:
        random = self.random
        if random.random() < 0.1 and self.done:
            return acts.undoes(self.done[-1])
        if random.random() < 0.25 and self.shift.responses:
            label = random.choice(tuple(self.shift.responses))
            return random.choice(RESPONSE_ACTS)(acts, label)
        if random.random() < 0.25 or len(self.shift.people) < 2:
            return self._about_the_room(acts)
        return self._about_somebody(acts)

    def _about_the_room(self, acts: Acts) -> Done:
        random = self.random
        name, booth = f"guest {len(self.shift.people)}", random.choice(BOOTHS)
        substances = random.choice(((), (Substance.FENTANYL,), (Substance.CRACK,)))
        choices: list[tuple[int, Callable[[], Done]]] = [
            (8, lambda: acts.seats(name, booth, route=random.choice((*Route, None)), substances=substances)),
            (3, lambda: acts.arrives(name, substances=substances)),
            (3, lambda: acts.cleans(booth)),
            (1, lambda: acts.closes(booth, "paint")),
            (2, lambda: acts.opens(booth)),
            (1, lambda: acts.closes_the_room(random.choice(tuple(RoomReason)))),
            (2, acts.opens_the_room),
            (2, lambda: acts.says_of_the_room(random.choice(tuple(RoomState)))),
            (2, acts.says_back_in),
            (1, lambda: acts.draws_the_curtain(on=random.random() < 0.5)),
            (2, lambda: acts.responds(name, booth, random.choice((None, "A", "1")))),
            (1, lambda: acts.responds(name, place="washroom", another=random.random() < 0.5)),
            (3, lambda: self._at_the_shelf(acts)),
            (2, lambda: self._help(acts)),
        ]
        return random.choices([act for _, act in choices], [weight for weight, _ in choices])[0]()

    def _help(self, acts: Acts) -> Done:
        if self.call is None or self.random.random() < 0.3:
            done = acts.needs_help()
            self.call = UUID(done.body["id"])
            return done
        return self.random.choice((acts.goes_to_help, acts.says_help_is_over))(self.call)

    def _at_the_shelf(self, acts: Acts) -> Done:
        random, known = self.random, self.shift.shelf
        if len(known) < 4:
            form = ("ampoule 0.4 mg", "cylinder")[len(known) % 2]
            return acts.puts_on_the_shelf(f"thing {len(known)}", form, random.choice((1, 20)))
        name, other = random.choices(tuple(known), k=2)
        return random.choice(
            (
                lambda: acts.counts_on_the_shelf(name, random.choice((0, 3, 20))),
                lambda: acts.takes_from_the_shelf(name, 2),
                lambda: acts.takes_off_the_list(name),
                lambda: acts.puts_in_use(name),
                lambda: acts.puts_in_use(name, instead_of=other),
            )
        )()

    def _about_somebody(self, acts: Acts) -> Done:
        random = self.random
        one, other = random.choices(tuple(self.shift.people), k=2)
        booth, seat = random.choice(BOOTHS), random.choice((None, None, "A", "B", "2", "+1"))
        answer = random.choice(tuple(Answer))
        where = random.choice((Where.LEFT, Where.WASHROOM, Where.MOVED, Where.UNKNOWN))
        choices: list[tuple[int, Callable[[], Done]]] = [
            (8, lambda: acts.looks_in(one, answer, where if answer is Answer.NOT_HERE else None)),
            (3, lambda: acts.counts(one, random.choice(tuple(HeadCount)))),
            (3, lambda: acts.moves(one, booth, seat)),
            (2, lambda: acts.swaps(one, other)),
            (2, lambda: acts.steps_out(one, random.choice((None, Where.SMOKE)))),
            (3, lambda: acts.comes_back(one, random.choice((None, booth)))),
            (2, lambda: acts.goes_to_aftercare(one, random.choice((None, "Aftercare")))),
            (3, lambda: acts.leaves(one, without_use=random.random() < 0.3)),
            (1, lambda: acts.goes_to(one)),
            (1, lambda: acts.extends(one, 10)),
            (1, lambda: acts.uses_again(one)),
            (2, lambda: acts.calls(one)),
            (2, lambda: acts.seats(one, booth, seat)),
            (1, lambda: acts.leaves_without_using(one)),
            (1, lambda: acts.turns_away(one, TurnedAwayWhy.CLOSING)),
        ]
        return random.choices([act for _, act in choices], [weight for weight, _ in choices])[0]()


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 11))])
def test_whatever_happens_all_screens_hold_the_truth(shift: Shift, seed: int) -> None:
    walk = Walk(shift, seed)
    for _ in range(STEPS):
        walk.step()
        nobody_is_lost(shift)
        nothing_is_taken_that_no_log_says(shift)
    assert len(walk.done) > STEPS / 3, walk.refused


def nobody_is_lost(shift: Shift) -> None:
    """Everyone who is here is on the board once; everyone on the board with a timer has a deadline."""
    board = shift.pictures.of(Audience.FLOOR)
    seated = [seat["visit"] for tile in board["booths"] for seat in tile["seats"] if "visit" in seat]
    shown = Counter([visit["id"] for visit in seated] + [person["id"] for person in board["waiting"]])
    here = {str(visit_id) for name, visit_id in shift.people.items() if shift.stored(name).state != "ended"}
    assert shown == Counter(here)
    running = {response["id"] for response in board["responses"] if response["state"] == "running"}
    for visit in seated:
        silent = visit["response"] is not None or visit["confirm_since"] is not None
        assert (visit["due_at"] is None) == silent, visit
        assert visit["response"] is None or visit["response"] in running, visit
    for tile in board["booths"]:
        assert (tile["status"] == "occupied") == any("visit" in seat for seat in tile["seats"])


def nothing_is_taken_that_no_log_says(shift: Shift) -> None:
    """Each dose took what it is, or nothing where there was nothing; each litre is of a logged flow."""
    with shift.house.db.read() as session:
        rows = session.scalars(select(Response)).all()
        for key, record in response_rows.records(session, rows).items():
            wanted = {dose.root: dose.units for dose in supplies.doses(record, SiteProtocol())}
            moves = session.scalars(select(SupplyMove).where(SupplyMove.response_id == key))
            taken: Counter[UUID | None] = Counter()
            for move in moves:
                taken[move.root] -= move.amount
            assert all(wanted.get(root) == units for root, units in taken.items() if root)
            flows = {flow.root: flow for flow in oxygen.flows(record, SiteProtocol())}
            draws = session.scalars(select(OxygenDraw).where(OxygenDraw.response_id == key)).all()
            assert all(flows[draw.root].since <= draw.since for draw in draws)
            assert all(draw.until or not flows[draw.root].until for draw in draws)
