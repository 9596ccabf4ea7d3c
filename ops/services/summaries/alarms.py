"""The part of a summary about what was loud on walls, and how soon somebody was there.

Nothing keeps alarms: they are told again from what made them.

1. A limit of a check that passed (``LateCheck``): a late one is MEDIUM, a second one HIGH, unless somebody was on the
   way; then from when that ran out.
2. While the room needs eyes, limits are no alarms of their own: together they are one MEDIUM from when it began, and
   one HIGH from the first second limit in it.
3. A response that nobody attended as it began is HIGH, or once whoever was on the way has not come. So is one whose
   attendance lapsed and stayed so for as long as it is soft, and one that everybody has left, at once. One typed
   in from paper was never loud.
4. After an outage or back in, with people inside, the walk is one HIGH.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts
from ops.domain.counting import Span, going_on_at
from ops.domain.measures import SOON, Alarms, Onset, alarms, loud
from ops.domain.response_data import Mark
from ops.domain.words import AlarmLevel, LateLevel, ResponseState
from ops.models import LateCheck, Response
from ops.services.journal_facts import Told, told
from ops.services.summaries.looks import LIMIT, Limit
from ops.services.summaries.reading import Reading

EARLIER = timedelta(hours=1)
"""What began before the window and may become loud in it, or answers something that was due before it."""
LEVELS = {LateLevel.OVERDUE: AlarmLevel.MEDIUM, LateLevel.URGENT: AlarmLevel.HIGH}


def _names(kinds: Iterable[type[facts.Fact]]) -> frozenset[str]:
    return frozenset(kind.kind() for kind in kinds)


GOING = (facts.GoingToLook, facts.SomeoneGoing)
WITH_PERSON = (
    facts.CheckedIn,
    facts.PersonMoved,
    facts.CameBack,
    facts.SteppedOut,
    facts.VisitEnded,
    facts.ResponseStarted,
    facts.AftercareBegun,
)
IN_RESPONSE = (
    facts.SomeoneThere,
    facts.ActionLogged,
    facts.ResponseOver,
    facts.ResponseAllOk,
    facts.ResponseMisTapped,
)
WALK = (facts.NotRecorded, facts.EveryoneBackIn)
EYES = (facts.RoomNeedsEyes, facts.RoomHasEyes)
LAPSE = (facts.AttendanceLapsed,)
LEFT = (facts.SomeoneLeft,)
ON_THE_WAY, OTHERS = _names(GOING), _names((*WALK, *EYES, *LAPSE, *LEFT))
BEGUN = facts.ResponseStarted.kind()


class Heard:
    """What is on record around the window: who went where and who was there, by whom or what it was about."""

    def __init__(self, part: Reading) -> None:
        self.going: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
        self.there: dict[UUID, list[datetime]] = defaultdict(list)
        self.others: list[Told] = []
        kinds = (*GOING, *WITH_PERSON, *IN_RESPONSE, *WALK, *EYES, *LAPSE, *LEFT)
        happened = told(part.session, part.site.id, kinds, part.start - EARLIER, part.until + SOON)
        for fact in sorted(happened, key=lambda one: one.at):
            self._note(fact)
        self.seen = sorted(at for moments in self.there.values() for at in moments)

    def _note(self, fact: Told) -> None:
        about = [one for one in (fact.id("visit"), fact.id("response")) if one is not None]
        if fact.kind in ON_THE_WAY:
            for one in about:
                self.going[one].append((fact.at, datetime.fromisoformat(fact.data["until"])))
        elif fact.kind in OTHERS:
            self.others.append(fact)
        elif fact.kind == BEGUN:
            visit = fact.id("visit")
            if visit is not None:
                self.there[visit].append(fact.at)
        else:
            for one in about:
                self.there[one].append(fact.at)

    def of(self, *kinds: type[facts.Fact]) -> list[Told]:
        names = _names(kinds)
        return [fact for fact in self.others if fact.kind in names]

    def somebody_after(self, at: datetime) -> datetime | None:
        """When somebody next saw to anybody."""
        number = bisect_left(self.seen, at)
        return self.seen[number] if number < len(self.seen) else None


def read(part: Reading, in_booths: Sequence[Span], over: int) -> Alarms:
    """See ``Alarms``. ``in_booths``: who was in one, from when to when."""
    heard = Heard(part)
    found = [
        *_of_checks(part, heard),
        *_of_responses(part, heard),
        *_of_lapses(part, heard),
        *(
            Onset(fact.at, AlarmLevel.HIGH, heard.somebody_after(fact.at))
            for fact in heard.of(*WALK)
            if going_on_at(in_booths, fact.at)
        ),
    ]
    return alarms((one for one in found if part.start <= one.at < part.until), over, part.periods)


def _of_checks(part: Reading, heard: Heard) -> Iterator[Onset]:
    rows = part.session.execute(
        select(*LIMIT).where(
            LateCheck.site_id == part.site.id, LateCheck.at >= part.start - EARLIER, LateCheck.at < part.until
        )
    )
    eyes = _eyes(heard)
    gathered: list[Limit] = []
    alone: list[Limit] = []
    for limit in (Limit(*row) for row in rows):
        # The room needed eyes as it passed, as it was judged or as it was noticed.
        (gathered if limit.not_possible or going_on_at(eyes, limit.at) else alone).append(limit)
    for span in eyes:
        yield Onset(span[0], AlarmLevel.MEDIUM, heard.somebody_after(span[0]))
        second = [one.at for one in gathered if one.level is LateLevel.URGENT and going_on_at([span], one.at)]
        if second:
            yield Onset(min(second), AlarmLevel.HIGH, heard.somebody_after(min(second)))
    for limit in alone:
        there = [at for at in heard.there[limit.visit] if at >= limit.due_at]
        going = [one for one in heard.going[limit.visit] if one[1] > limit.due_at]
        found = loud(limit.at, going, there)
        if found is not None:
            yield Onset(found[0], LEVELS[limit.level], found[1])


def _eyes(heard: Heard) -> list[Span]:
    spans: list[Span] = []
    for fact in heard.of(*EYES):
        if fact.kind == facts.RoomNeedsEyes.kind():
            spans.append((fact.at, None))
        elif spans and spans[-1][1] is None:
            spans[-1] = (spans[-1][0], fact.at)
    return spans


def _of_responses(part: Reading, heard: Heard) -> Iterator[Onset]:
    """Of every one that was begun, whatever it turned out to be; shortly before the window, too: who was on the way may
    not have come in it."""
    rows = part.session.execute(
        select(Response.id, Response.began_at, Response.attended_at, Response.marks).where(
            Response.site_id == part.site.id,
            Response.state != ResponseState.UNDONE,
            Response.began_at >= part.start - EARLIER,
            Response.began_at < part.until,
        )
    )
    for response, began_at, attended_at, marks in rows:
        if Mark.FROM_PAPER in marks or attended_at == began_at:
            continue
        there = sorted([*heard.there[response], *([attended_at] if attended_at else [])])
        found = loud(began_at, heard.going[response], there)
        if found is not None:
            yield Onset(found[0], AlarmLevel.HIGH, found[1])


def _of_lapses(part: Reading, heard: Heard) -> Iterator[Onset]:
    everybody_left = {(fact.id("response"), fact.at) for fact in heard.of(*LEFT)}
    for fact in heard.of(*LAPSE):
        response = fact.id("response")
        if response is None or not any(at <= fact.at for at in heard.there[response]):
            # Nobody had come yet: it is told with its beginning.
            continue
        left = (response, fact.at) in everybody_left
        soft = timedelta(seconds=0 if left else part.protocol.soft_before_loud)
        there = [at for at in heard.there[response] if at > fact.at]
        going = [one for one in heard.going[response] if one[1] > fact.at]
        if any(at < fact.at + soft for at in there):
            continue
        found = loud(fact.at + soft, going, there)
        if found is not None:
            yield Onset(found[0], AlarmLevel.HIGH, found[1])
