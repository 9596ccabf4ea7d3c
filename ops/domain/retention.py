"""What is kept, and for how long."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.window import day, local

LEAST_DAYS = 1
MOST_DAYS = 3650


@dataclass(frozen=True)
class Kept:
    """So many days a site keeps visits, responses, and all else; figures stay. What a longer one rests on never goes
    before it: looks are judged by the responses of their time, and both by who was on shift."""

    visits_days: int = 7
    responses_days: int = 30
    else_days: int = 90

    def as_json(self) -> dict[str, Any]:
        """The form it is stored in."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Kept":
        """What a site has set over the defaults. Raises ``ValueError`` in words for a bad one."""
        known = {item.name for item in fields(cls)}
        for name, days in stored.items():
            if name not in known:
                raise ValueError(f"there is no {name!r} in what is kept")
            if type(days) is not int or not LEAST_DAYS <= days <= MOST_DAYS:
                raise ValueError(
                    f"{name!r} must be whole days from {LEAST_DAYS} to {MOST_DAYS}, not {days!r}"
                )
        kept = cls(**stored)
        if not kept.visits_days <= kept.responses_days <= kept.else_days:
            raise ValueError(
                "visits may not be kept longer than responses, nor responses longer than all else"
            )
        return kept


class Speaks(StrEnum):
    """Which class of row something is, or speaks of: it goes when that row goes."""

    STAYS = "stays"
    RESPONSES = "responses"
    ALL_ELSE = "else"


NAMED: Mapping[Speaks, tuple[str, ...]] = {
    Speaks.STAYS: ("visit", "other"),
    Speaks.RESPONSES: ("response", "about"),
}
"""Where a fact has the row it speaks of."""


def edge(of: Speaks, now: datetime, kept: Kept, running: datetime | None) -> datetime:
    """What was over by then is over for long enough. ``running``: since when the oldest goes on, if one
    does; what it touches is not over."""
    days = {
        Speaks.STAYS: kept.visits_days,
        Speaks.RESPONSES: kept.responses_days,
        Speaks.ALL_ELSE: kept.else_days,
    }
    long_enough = now - timedelta(days=days[of])
    return long_enough if running is None else min(long_enough, running)


def horizon(edge: datetime, time_zone: str, shifts: Iterable[tuple[datetime, datetime | None]]) -> datetime:
    """What lies wholly before it goes, so that no shift and no day is ever halved: the beginning of the
    oldest shift (``shifts``: from when to when) or day of the site's clock that is over after the edge."""
    young = [began for began, ended in shifts if ended is None or ended > edge]
    return min([day(local(edge, time_zone).date(), time_zone, edge).start, *young])


_OF_STAYS: tuple[type[Fact], ...] = (
    facts.AftercareBegun,
    facts.BoardWasWrong,
    facts.CameBack,
    facts.CheckInOverdue,
    facts.CheckInUrgent,
    facts.CheckedIn,
    facts.EpisodeBegun,
    facts.GoingToLook,
    facts.HeadCounted,
    facts.HoldPassed,
    facts.LateActKept,
    facts.LimitJudgedAgain,
    facts.PeopleSwapped,
    facts.PersonArrived,
    facts.PersonCalled,
    facts.PersonMoved,
    facts.PersonSeated,
    facts.SeatFound,
    facts.StayExtended,
    facts.SteppedOut,
    facts.TimerPaused,
    facts.TimerResumed,
    facts.VisitEnded,
)
_OF_RESPONSES: tuple[type[Fact], ...] = (
    facts.ActionAmended,
    facts.ActionLogged,
    facts.ActionVoided,
    facts.AttendanceLapsed,
    facts.CareOffered,
    facts.LeadTaken,
    facts.MessageFailing,
    facts.MessageGivenUp,
    facts.MessageSent,
    facts.MoreHandsAsked,
    facts.NextTold,
    facts.OutcomeRecorded,
    facts.OxygenDrawn,
    facts.RecordCompleted,
    facts.RecordRead,
    facts.RecordReopened,
    facts.ResponseAllOk,
    facts.ResponseAmended,
    facts.ResponseJoined,
    facts.ResponseMarked,
    facts.ResponseMisTapped,
    facts.ResponseMoved,
    facts.ResponseOver,
    facts.ResponseReopened,
    facts.ResponseStarted,
    facts.SomeoneGoing,
    facts.SomeoneLeft,
    facts.SomeoneThere,
    facts.SupplyGivenBack,
    facts.SupplyTaken,
)
_OF_ALL_ELSE: tuple[type[Fact], ...] = (
    facts.ActUndone,
    facts.AlertHintPutAway,
    facts.BackupPutBack,
    facts.BoothCleaned,
    facts.BoothClosed,
    facts.BoothNeedsCleaning,
    facts.BoothOpened,
    facts.BulletinPosted,
    facts.BulletinTakenDown,
    facts.ClockConfirmed,
    facts.ClockSteady,
    facts.ClockSuspected,
    facts.ClosingBegun,
    facts.CurtainDrawn,
    facts.CylinderInUse,
    facts.CylinderPutAway,
    facts.DeviceEnrolled,
    facts.DeviceRevoked,
    facts.DiskHasRoom,
    facts.DiskNearlyFull,
    facts.DiskWasFull,
    facts.DrillHeld,
    facts.EveryoneBackIn,
    facts.EveryoneCalledOut,
    facts.HelpAsked,
    facts.HelpGoing,
    facts.HelpReset,
    facts.HoldAgreed,
    facts.HoldAsked,
    facts.HoldEndAsked,
    facts.HoldLifted,
    facts.JournalRead,
    facts.LastEntryCalled,
    facts.LateEntriesSigned,
    facts.LockDownBegun,
    facts.LockDownEnded,
    facts.MonthKeyDestroyed,
    facts.NotRecorded,
    facts.OpeningChecked,
    facts.PaperPrinted,
    facts.PinCodeMade,
    facts.PinSet,
    facts.ProofAdded,
    facts.ProofRemoved,
    facts.Purged,
    facts.ReleaseIssued,
    facts.ReleaseTaken,
    facts.RoleGiven,
    facts.RoomClosed,
    facts.RoomHasEyes,
    facts.RoomNeedsEyes,
    facts.RoomOpened,
    facts.ScreenBack,
    facts.ScreenSaid,
    facts.ScreenSilent,
    facts.ShiftClosed,
    facts.ShiftHandedOver,
    facts.ShiftOpened,
    facts.SignedIn,
    facts.SignedOutEverywhere,
    facts.SiteConfigured,
    facts.SoundPaused,
    facts.SoundTested,
    facts.StaffInvited,
    facts.StaffJoined,
    facts.StaffLeft,
    facts.StaffMoved,
    facts.StaffParted,
    facts.SupplyAdded,
    facts.SupplyChanged,
    facts.SupplyCounted,
    facts.SupplyGone,
    facts.TimesMovedBack,
    facts.WalkBegun,
    facts.WalkEnded,
)
"""``ActUndone`` outlives what it takes back: without it that would count again."""

SPEAKS_OF: Mapping[type[Fact], Speaks] = {
    **dict.fromkeys(_OF_STAYS, Speaks.STAYS),
    **dict.fromkeys(_OF_RESPONSES, Speaks.RESPONSES),
    **dict.fromkeys(_OF_ALL_ELSE, Speaks.ALL_ELSE),
}
"""Each fact goes with the row that it speaks of."""


def kinds_of(of: Speaks) -> list[str]:
    """The journal's words for the facts of that class."""
    return sorted(fact.kind() for fact, speaks in SPEAKS_OF.items() if speaks is of)
