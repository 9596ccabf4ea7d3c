"""What staff do, by the words they would use. Every act is compared on all screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from ops.domain.words import (
    Answer,
    EndKind,
    Found,
    HeadCount,
    Moved,
    RoomReason,
    RoomState,
    Route,
    StaffPlace,
    Substance,
    TurnedAwayWhy,
    Where,
)
from ops.services import (
    checkins,
    head_count,
    help_calls,
    pauses,
    responses,
    rooms,
    shifts,
    supplies,
    undo,
    visits,
    walks,
)
from ops.services.transaction import Actor, Command, Reply
from ops.services.ways_in import staff

if TYPE_CHECKING:
    from tests.scenarios.shift import Shift


@dataclass(frozen=True)
class Done:
    """An act and its answer."""

    id: UUID
    status: int
    body: dict[str, Any]

    @property
    def repeat(self) -> bool:
        return bool(self.body.get("repeat"))

    @property
    def late(self) -> bool:
        return bool(self.body.get("late"))


class Acts:
    """One person at one tablet, at one moment."""

    def __init__(
        self,
        shift: "Shift",
        tablet: Actor,
        *,
        happened_at: datetime | None,
        by: str | None,
        room_says_otherwise: bool,
    ) -> None:
        self._shift = shift
        self._tablet = tablet
        self._said: dict[str, Any] = {
            "happened_at": happened_at,
            "by": by,
            "room_says_otherwise": room_says_otherwise,
        }

    def arrives(self, name: str, *, route: Route | None = None, substances: Sequence[Substance] = ()) -> Done:
        """Somebody comes and waits."""
        done = self._do(visits.arrive, route=route, substances=substances)
        self._shift.people[name] = done.id
        return done

    def seats(
        self,
        name: str,
        booth: str,
        seat: str | None = None,
        *,
        route: Route | None = Route.INJECT,
        substances: Sequence[Substance] = (),
    ) -> Done:
        """Somebody comes and is given a place at once; or somebody who waited is."""
        place = {"booth": self._booth(booth), "seat": seat}
        if name in self._shift.people:
            return self._do(visits.seat, self._shift.people[name], **place)
        done = self._do(visits.arrive, route=route, substances=substances, **place)
        self._shift.people[name] = done.id
        return done

    def calls(self, name: str) -> Done:
        return self._do(visits.call, self._who(name))

    def leaves_without_using(self, name: str) -> Done:
        return self._do(visits.leave_waiting, self._who(name), reason=EndKind.LEFT_BEFORE_USING)

    def turns_away(self, name: str, why: TurnedAwayWhy) -> Done:
        return self._do(visits.leave_waiting, self._who(name), reason=EndKind.TURNED_AWAY, why=why)

    def looks_in(
        self, name: str, answer: Answer = Answer.OK, where: Where | None = None, breaths: float | None = None
    ) -> Done:
        done = self._do(
            checkins.check_in, self._who(name), answer=answer, where=where, breaths_per_minute=breaths
        )
        if answer is Answer.RESPOND:
            self._shift.responses[name] = UUID(done.body["response"]["id"])
        return done

    def goes_to(self, name: str) -> Done:
        return self._do(visits.going, self._who(name))

    def moves(self, name: str, booth: str, seat: str | None = None) -> Done:
        return self._do(visits.move, self._who(name), booth=self._booth(booth), seat=seat)

    def swaps(self, one: str, other: str) -> Done:
        return self._do(visits.swap, self._who(one), other=self._who(other))

    def steps_out(self, name: str, to: Where | None = None) -> Done:
        return self._do(visits.step_out, self._who(name), to=to)

    def comes_back(self, name: str, booth: str | None = None, seat: str | None = None) -> Done:
        place = self._booth(booth) if booth else None
        return self._do(visits.back, self._who(name), booth=place, seat=seat)

    def extends(self, name: str, minutes: int | None = None) -> Done:
        return self._do(visits.extend, self._who(name), minutes=minutes)

    def uses_again(self, name: str, substances: Sequence[Substance] = ()) -> Done:
        return self._do(visits.episode, self._who(name), substances=substances)

    def goes_to_aftercare(self, name: str, booth: str | None = None, seat: str | None = None) -> Done:
        place = self._booth(booth) if booth else None
        return self._do(visits.aftercare, self._who(name), booth=place, seat=seat)

    def leaves(self, name: str, *, without_use: bool = False) -> Done:
        return self._do(visits.end, self._who(name), without_use=without_use)

    def cleans(self, booth: str) -> Done:
        return self._do(rooms.booth_cleaned, self._booth(booth))

    def closes(self, booth: str, reason: str | None = None) -> Done:
        return self._do(rooms.booth_close, self._booth(booth), reason=reason)

    def opens(self, booth: str) -> Done:
        return self._do(rooms.booth_open, self._booth(booth))

    def closes_the_room(self, reason: RoomReason) -> Done:
        return self._do(rooms.set_room, state=RoomState.CLOSED, reason=reason)

    def opens_the_room(self) -> Done:
        return self._do(rooms.set_room, state=RoomState.OPEN)

    def says_of_the_room(self, state: RoomState) -> Done:
        return self._do(rooms.set_room, state=state)

    def calls_everyone_out(self) -> Done:
        return self._do(rooms.set_room, state=RoomState.EVERYONE_OUT)

    def counts(self, name: str, said: HeadCount) -> Done:
        return self._do(head_count.tick, self._who(name), state=said)

    def says_back_in(self) -> Done:
        """The end of everyone out, or of a lock-down."""
        return self._do(rooms.back_in)

    def opens_the_shift(self) -> Done:
        return self._do(shifts.open_shift)

    def closes_the_shift(self, *staying: str) -> Done:
        """``staying``: who is still here, by name."""
        return self._do(shifts.close, staying=[self._who(name) for name in staying])

    def puts(self, name: str, place: StaffPlace | None) -> Done:
        """A tap on a name chip: where that one of the team is now."""
        return self._do(staff.staff_on_shift, staff=name, place=place)

    def pauses_sound(self, cause: str) -> Done:
        return self._do(pauses.pause, cause=cause)

    def begins_a_walk(self) -> Done:
        """The walk is called "it" from now on."""
        done = self._do(walks.begin)
        self._shift.walk = UUID(done.body["walk"])
        return done

    def finds(
        self, booth: str, found: Found, seat: str = "A", *, had: str | None = None, new: str | None = None
    ) -> Done:
        """One seat of the walk. ``had``: whom the tablet had there; ``new``: whose stay begins."""
        said = {"booth": self._booth(booth), "seat": seat, "found": found}
        done = self._do(walks.found, self._shift.walk, visit=self._who(had) if had else None, **said)
        if new is not None:
            self._shift.people[new] = done.id
        return done

    def ends_the_walk(self) -> Done:
        return self._do(walks.end, self._shift.walk)

    def puts_on_the_shelf(self, name: str, form: str, count: int) -> Done:
        """A batch, or a cylinder with what its gauge shows; called ``name`` from now on."""
        done = self._do(supplies.add, form=form, count=count)
        self._shift.shelf[name] = done.id
        return done

    def counts_on_the_shelf(self, name: str, count: int) -> Done:
        return self._do(supplies.count, self._shift.shelf[name], count=count)

    def takes_from_the_shelf(self, name: str, number: int) -> Done:
        return self._do(supplies.change, self._shift.shelf[name], number=-number, why=Moved.USED_ELSEWHERE)

    def takes_off_the_list(self, name: str) -> Done:
        return self._do(supplies.gone, self._shift.shelf[name])

    def puts_in_use(self, cylinder: str, *, instead_of: str | None = None) -> Done:
        other = None if instead_of is None else self._shift.shelf[instead_of]
        return self._do(supplies.in_use, self._shift.shelf[cylinder], instead_of=other)

    def draws_the_curtain(self, *, on: bool) -> Done:
        return self._do(rooms.set_curtain, on=on)

    def responds(
        self,
        label: str,
        booth: str | None = None,
        seat: str | None = None,
        *,
        place: str | None = None,
        another: bool = False,
    ) -> Done:
        """One tap. The response is called ``label`` from now on."""
        number = self._booth(booth) if booth else None
        done = self._do(responses.start, booth=number, seat=seat, place=place, another=another)
        self._shift.responses[label] = UUID(done.body["response"]["id"])
        return done

    def needs_help(self) -> Done:
        """A worker's own call, on this tablet."""
        return self._do(help_calls.ask)

    def goes_to_help(self, call: UUID) -> Done:
        return self._do(help_calls.going, call)

    def says_help_is_over(self, call: UUID) -> Done:
        return self._do(help_calls.reset, call)

    def in_response(self, label: str) -> "ResponseActs":
        """Acts in that response."""
        return ResponseActs(self._do, self._shift.responses[label])

    def undoes(self, done: Done) -> Done:
        return self._do(undo.undo, target=done.id)

    def says_again(self, done: Done, act: Callable[["Acts"], Done]) -> Done:
        """The tablet sends the same act once more, because the answer got lost."""
        self._said["again"] = done.id
        return act(self)

    def _do(self, act: Callable[..., Reply], *subject: Any, **said: Any) -> Done:
        shift = self._shift
        again = self._said.pop("again", None)
        body = {"subject": [str(item) for item in subject]} | {k: str(v) for k, v in said.items()}
        command = Command(again or uuid4(), shift.site_id, self._tablet, act.__name__, body, **self._said)
        reply = act(shift.house, command, *subject, **said)
        shift.changed()
        return Done(command.id, reply.status, reply.json())

    def _who(self, name: str) -> UUID:
        return self._shift.people[name]

    def _booth(self, name: str) -> int:
        number: int = self._shift.tile(name)["id"]
        return number


class ResponseActs:
    """What responders do."""

    def __init__(self, do: Callable[..., Done], response: UUID) -> None:
        self._do = do
        self._response = response

    def going(self) -> Done:
        return self._do(responses.going, self._response)

    def here(self) -> Done:
        return self._do(responses.here, self._response)

    def leaves(self) -> Done:
        """Back on the floor."""
        return self._do(responses.leave, self._response)

    def more_hands(self, *, on: bool = True) -> Done:
        return self._do(responses.more_hands, self._response, on=on)

    def logs(self, kind: str, given_by: str | None = None, **values: Any) -> Done:
        return self._do(responses.log_action, self._response, kind=kind, given_by=given_by, values=values)

    def marks(self) -> Done:
        return self._do(responses.mark, self._response)

    def over(self) -> Done:
        return self._do(responses.over, self._response)

    def outcome(self, state: str, place: str, ambulance: str) -> Done:
        return self._do(responses.outcome, self._response, state=state, place=place, ambulance=ambulance)

    def all_ok(self) -> Done:
        return self._do(responses.all_ok, self._response)

    def mis_tap(self) -> Done:
        return self._do(responses.mis_tap, self._response)

    def amends(self, **changes: Any) -> Done:
        return self._do(responses.amend, self._response, **changes)

    def takes_back(self, action: Done, reason: str | None = None) -> Done:
        return self._do(responses.void, self._response, action=str(action.id), reason=reason)
