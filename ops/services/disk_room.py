"""The disk under the database: nearly full is a notice, full is a gap in the record.

While it is full nothing can be written, so nothing says so in a row: the pulse does. What a
row can say comes afterwards, when there is room again. Where it was longer than a site's
shortest interval it was an outage too, and the room is walked: ``outage`` sees to that.
"""

from datetime import datetime

from ops.domain import facts
from ops.domain.words import NoticeKind
from ops.services import notices
from ops.services.house import House

MEGABYTE = 1024 * 1024


def nearly_full(house: House, free: int) -> None:
    """So many bytes are left, which is little."""
    fact = facts.DiskNearlyFull(house.now(), free // MEGABYTE)
    notices.say(house, NoticeKind.DISK_NEARLY_FULL, fact)


def has_room(house: House, free: int) -> None:
    """So many bytes are left, which is enough."""
    fact = facts.DiskHasRoom(house.now(), free // MEGABYTE)
    notices.take_back(house, NoticeKind.DISK_NEARLY_FULL, fact)


def was_full(house: House, since: datetime, until: datetime) -> None:
    """From then until then it took nothing, on any site."""
    notices.note(house, facts.DiskWasFull(since, until))
