"""Tables and constraints, no workflow. Importing this package knows them all."""

from ops.models.booth import Booth, Seat
from ops.models.card import MonthCard, MonthCount
from ops.models.counter import Counter, CounterOpen, CounterStep
from ops.models.day_totals import DayTotals, Rolled
from ops.models.device import Device, DeviceSession, Invitation, PinTry
from ops.models.drill import Drill
from ops.models.figures import Figures
from ops.models.help import HelpCall
from ops.models.hold import LegalHold
from ops.models.job import Job, JobState
from ops.models.journal import ChainLink, Checkpoint, JournalEntry, Receipt, UndoImage
from ops.models.known_keys import KnownKeys
from ops.models.proof import Passkey, Passphrase, RecoveryCode, UsedChallenge
from ops.models.purge import PurgeRun
from ops.models.release import Release, ReleaseSite, ReleaseTaken
from ops.models.response import Response, ResponseAction, ResponseAlias, ResponseLeft, ResponsePerson
from ops.models.room import Notice, OpeningCheck, Pause, Walk, WalkFound
from ops.models.shift import Shift, StaffPresence
from ops.models.signing import LateSigning
from ops.models.site import Heartbeat, Site
from ops.models.staff import Person, Staff
from ops.models.supply import OxygenDraw, SupplyItem, SupplyMove
from ops.models.tally import MonthTally
from ops.models.told import Message, ToldStep
from ops.models.visit import CheckIn, LateCheck, Visit
from ops.models.works_from import WorksFrom

__all__ = [
    "Booth",
    "ChainLink",
    "CheckIn",
    "Checkpoint",
    "Counter",
    "CounterOpen",
    "CounterStep",
    "DayTotals",
    "Device",
    "DeviceSession",
    "Drill",
    "Figures",
    "Heartbeat",
    "HelpCall",
    "Invitation",
    "Job",
    "JobState",
    "JournalEntry",
    "KnownKeys",
    "LateCheck",
    "LateSigning",
    "LegalHold",
    "Message",
    "MonthCard",
    "MonthCount",
    "MonthTally",
    "Notice",
    "OpeningCheck",
    "OxygenDraw",
    "Passkey",
    "Passphrase",
    "Pause",
    "Person",
    "PinTry",
    "PurgeRun",
    "Receipt",
    "RecoveryCode",
    "Release",
    "ReleaseSite",
    "ReleaseTaken",
    "Response",
    "ResponseAction",
    "ResponseAlias",
    "ResponseLeft",
    "ResponsePerson",
    "Rolled",
    "Seat",
    "Shift",
    "Site",
    "Staff",
    "StaffPresence",
    "SupplyItem",
    "SupplyMove",
    "ToldStep",
    "UndoImage",
    "UsedChallenge",
    "Visit",
    "Walk",
    "WalkFound",
    "WorksFrom",
]
