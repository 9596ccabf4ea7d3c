"""The opening check: can each wall be heard, is what the room needs there.

"Not done" is allowed and shown. Said again, the last word counts.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.words import Checked, NoticeKind, OpeningPoint, Role
from ops.models import Device, Notice, OpeningCheck, Shift
from ops.services import supplies
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

SOUND = "sound"
"""The point of a wall is ``sound:<its device>``."""

SOUND_TEST_FOR = timedelta(seconds=8)
"""One burst, and its name on the wall long enough to be read; under the ten seconds after
which a burst would come again."""


def sound_test(house: House, command: Command, device: int) -> Reply:
    """One wall sounds as its loudest alarm would, so that somebody can say it was heard."""

    def work(transaction: Transaction) -> Made:
        wall = _wall(transaction, device)
        now = transaction.now
        transaction.session.add(
            Notice(
                id=command.id,
                site_id=transaction.site.id,
                kind=NoticeKind.SOUND_TEST,
                since=now,
                until=now + SOUND_TEST_FOR,
                about=wall.id,
            )
        )
        transaction.record(facts.SoundTested(now, wall.id))
        transaction.touch("notices")
        return answer(transaction, command.id)

    return perform(house, command, work)


def sound_heard(house: House, command: Command, device: int, *, heard: bool) -> Reply:
    """Whether a wall's test could be heard in the room."""

    def work(transaction: Transaction) -> Made:
        wall = _wall(transaction, device)
        at = transaction.at()
        if heard:
            wall.sound_heard_at = max(at, wall.sound_heard_at or at)
            transaction.touch("devices")
        return _say(transaction, f"{SOUND}:{wall.id}", Checked.DONE if heard else Checked.NOT_DONE)

    return perform(house, command, work)


def check(
    house: House,
    command: Command,
    *,
    point: OpeningPoint,
    state: Checked,
    found: Sequence[tuple[UUID, int]] = (),
) -> Reply:
    """One point of the opening check, with what was counted for it, if anything was."""

    def work(transaction: Transaction) -> Made:
        supplies.found(transaction, found, transaction.at())
        return _say(transaction, point.value, state)

    return perform(house, command, work)


def take_back(transaction: Transaction, said: OpeningCheck) -> None:
    """It does not count any more; a wall was last heard when that was said before it."""
    said.counts = False
    transaction.session.flush()
    name, _, number = said.point.partition(":")
    if name != SOUND:
        return
    transaction.session.get_one(Device, int(number)).sound_heard_at = transaction.session.scalar(
        select(func.max(OpeningCheck.happened_at)).where(
            OpeningCheck.site_id == transaction.site.id,
            OpeningCheck.point == said.point,
            OpeningCheck.state == Checked.DONE,
            OpeningCheck.counts,
        )
    )
    transaction.touch("devices")


def _say(transaction: Transaction, point: str, state: Checked) -> Made:
    at = transaction.at()
    shift = transaction.session.scalar(
        select(Shift.id).where(Shift.site_id == transaction.site.id, Shift.closed_at.is_(None))
    )
    transaction.session.add(
        OpeningCheck(
            id=transaction.command.id,
            site_id=transaction.site.id,
            shift_id=shift,
            point=point,
            state=state,
            happened_at=at,
            by=transaction.who,
        )
    )
    transaction.record(facts.OpeningChecked(at, point, state.value))
    transaction.touch("room")
    return answer(transaction, transaction.command.id)


def _wall(transaction: Transaction, device_id: int) -> Device:
    """A wall of this site. Another site's is as unknown as none."""
    device = transaction.session.get(Device, device_id)
    known = device is not None and device.site_id == transaction.site.id and device.revoked_at is None
    if device is None or not known or device.role is not Role.DISPLAY:
        raise Refused(Code.NOT_FOUND, "device")
    return device
