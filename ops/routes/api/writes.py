"""One entry for each act of the wire. Routes, ``/commands`` and the description come from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from ops.access import Permission
from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.errors import DoorCode, Stopped
from ops.routes.api.body import read_uuid
from ops.routes.api.parse import Spec, read, read_leniently
from ops.services.house import House
from ops.services.transaction import Command, Reply
from ops.services.ways_in.devices import DeviceRef

NO_ID_MARK = "id_made_here"


@dataclass(frozen=True)
class Write:
    """``path`` is below ``/api/v1``. ``service`` takes the house, the command, the ids of the
    path in their order, and what was said by name.

    ``lenient``: an act in a response; it also takes ``marks`` and is never refused for what
    it says. ``urgent``: whether what is said makes it one. ``beyond``: it is for people, paper
    or a record outside the room it is done in, so there is none of it in a drill.
    """

    name: str
    path: str
    summary: str
    service: Callable[..., Reply]
    spec: Spec = ()
    permission: Permission = Permission.ACT
    lenient: bool = False
    makes: bool = False
    urgent: Callable[[Mapping[str, Any]], bool] = lambda said: False
    beyond: bool = False


@dataclass(frozen=True)
class Asked:
    """One act as it came in, by its own request or in a list."""

    path: Mapping[str, Any]
    body: Mapping[str, Any]
    key: str | None


def do(house: House, device: DeviceRef, write: Write, asked: Asked) -> Reply:
    """Read it and do it. Raises ``Stopped`` and ``Refused``."""
    if write.beyond and device.in_drill:
        raise Refused(Code.NOT_IN_A_DRILL)
    lenient = write.lenient or write.urgent(asked.body)
    key, marks = _key(asked.key, lenient)
    said = (read_leniently if lenient else read)(write.spec, asked.body)
    ids = {name: value for name, value in asked.path.items() if name != "slug"}
    command = Command(
        id=key,
        site_id=device.site_id,
        actor=device.actor,
        name=write.name,
        body={"path": plain(ids), "said": _kept(write.spec, asked.body)},
        happened_at=said.happened_at,
        by=said.by,
        room_says_otherwise=said.room_says_otherwise,
        from_paper=said.from_paper,
        never_refused=lenient,
    )
    about = {"marks": (*marks, *said.marks)} if lenient else {}
    return write.service(house, command, *ids.values(), **said.values, **about)


def _kept(spec: Spec, body: Mapping[str, Any]) -> Mapping[str, Any]:
    gone = {item.name for item in spec if not item.kept}
    return {name: value for name, value in body.items() if name not in gone} if gone else body


def _key(said: str | None, lenient: bool) -> tuple[UUID, tuple[str, ...]]:
    """The act's id. In a response one is made here when there is none that can be used."""
    key = read_uuid(said)
    if key is not None:
        return key, ()
    if lenient:
        return uuid4(), (NO_ID_MARK,)
    raise Stopped(DoorCode.KEY_MISSING if said is None else DoorCode.KEY_BAD)
