"""Devices: enrolled, known by their token or by a browser's session, renamed, revoked."""

import hashlib
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import BindParameter, ColumnElement, bindparam, or_, select, update
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.words import Role, Scope
from ops.models import Device, DeviceSession, Site
from ops.services import screens
from ops.services.house import House
from ops.services.screens import Here as Here
from ops.services.screens import heard as heard
from ops.services.screens import mark_silent as mark_silent
from ops.services.transaction import Actor, Command, Made, Transaction, perform

CARETAKER = Actor(None, "caretaker")
"""Who acts from the command line of the house."""

LONGEST_NAME = 40
UNSAID = tuple(scope for scope in Scope if scope is not Scope.REPORTS)
"""What a program's token is for that names nothing: exact numbers about people are for one that was made for them."""
CEILINGS = (Role.ADMINISTRATOR, Role.FLOOR)
"""What a PIN may open on a tablet at most: all that is for that person, or nothing beyond the floor."""


@dataclass(frozen=True)
class DeviceRef:
    """A device as the doors know it. ``session_id``: a browser; none: a program with a token.
    ``staff_id``: whose own browser it is. ``ceiling``: the most that a PIN opens on it. ``scopes``: what
    a program's token is for. ``in_drill``: the site is the drill of its own."""

    id: int
    site_id: int
    site_slug: str
    name: str
    role: Role
    session_id: str | None = None
    staff_id: int | None = None
    ceiling: Role = Role.ADMINISTRATOR
    scopes: frozenset[Scope] | None = None
    in_drill: bool = False

    @property
    def actor(self) -> Actor:
        """Who acts when nobody taps a name chip."""
        return Actor(self.id, self.name)


@dataclass(frozen=True)
class DeviceShown:
    """A device as the list of devices shows it."""

    id: int
    name: str
    role: Role
    enrolled_at: datetime
    last_heard_at: datetime | None
    ceiling: Role
    scopes: tuple[Scope, ...]

    @property
    def actor(self) -> Actor:
        """As it stands in the journal."""
        return Actor(self.id, self.name)


_HOLDING = (
    select(Device, Site.slug)
    .join(Site, Site.id == Device.site_id)
    .where(Device.token_hash.in_(bindparam("digests", expanding=True)), Device.revoked_at.is_(None))
)
"""Asked before each act of a program; made once."""


class NameInUse(Exception):
    """Two devices, or two people, of one site cannot have the same name."""


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored in place of a token: useless to whoever takes the table."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def add_device(
    house: House,
    site_id: int,
    *,
    role: Role,
    name: str,
    scopes: Sequence[Scope] | None = None,
    actor: Actor = CARETAKER,
) -> tuple[DeviceRef, str]:
    """A device that shows a token. The token is answered once and kept nowhere.

    Raises ``NameInUse``, and ``Refused`` for a site that is not there.
    """
    token = new_token()
    made: list[DeviceRef] = []

    def work(transaction: Transaction) -> Made:
        device = enrol(transaction, role=role, name=name, token=token)
        device.scopes = None if scopes is None else [scope.value for scope in scopes]
        made.append(_ref(device, transaction.site.slug))
        return Made({"id": device.id})

    set_up(house, site_id, actor, "device.add", work)
    return made[0], token


def enrol(
    transaction: Transaction, *, role: Role, name: str, token: str | None, staff_id: int | None = None
) -> Device:
    """A new device in this commit; ``staff_id``: somebody's own. A revoked one gives its name away."""
    namesake = transaction.session.scalar(
        select(Device).where(Device.site_id == transaction.site.id, Device.name == name)
    )
    if namesake is not None:
        if namesake.revoked_at is None:
            raise NameInUse(name)
        namesake.name = f"{name[: LONGEST_NAME - 12]} ({namesake.id})"
        transaction.session.flush()
    device = Device(
        site_id=transaction.site.id,
        name=name,
        role=role,
        token_hash=digest(token) if token is not None else None,
        staff_id=staff_id,
        enrolled_at=transaction.now,
    )
    transaction.session.add(device)
    transaction.session.flush()
    transaction.record(facts.DeviceEnrolled(transaction.now, device.id, role.value))
    transaction.touch("devices")
    return device


def identify(house: House, token: str) -> DeviceRef | None:
    """The device that holds this token."""
    return identify_all(house, (token,)).get(token)


def identify_all(house: House, tokens: Collection[str]) -> dict[str, DeviceRef]:
    """The devices that hold these tokens, in one reading."""
    now = house.now()
    by_digest = {digest(token): token for token in tokens}
    known, anew = {}, []
    with house.db.ask() as session:
        for device, slug in session.execute(_HOLDING, {"digests": list(by_digest)}):
            known[by_digest[str(device.token_hash)]] = _ref(device, slug)
            if screens.is_used_anew(device, now):
                anew.append(device.id)
    for device_id in anew:
        screens.note_use(house, device_id)
    return known


def identify_session(house: House, cookie: str) -> DeviceRef | None:
    """The device whose browser holds this cookie."""
    return identify_sessions(house, (cookie,)).get(cookie)


def identify_sessions(house: House, cookies: Collection[str]) -> dict[str, DeviceRef]:
    """The devices whose browsers hold these cookies, in one reading."""
    by_digest = {digest(cookie): cookie for cookie in cookies}
    with house.db.ask() as session:
        found = session.execute(
            select(Device, Site.slug, DeviceSession.id, DeviceSession.token_hash)
            .join(Site, Site.id == Device.site_id)
            .join(DeviceSession, DeviceSession.device_id == Device.id)
            .where(
                DeviceSession.token_hash.in_(by_digest),
                going_on(house.now()),
                Device.revoked_at.is_(None),
            )
        )
        return {by_digest[hashed]: _ref(device, slug, key) for device, slug, key, hashed in found}


def going_on(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """A browser's session that has not ended."""
    return (
        DeviceSession.revoked_at.is_(None)
        & or_(DeviceSession.ends_at.is_(None), DeviceSession.ends_at > now)
        & or_(DeviceSession.idle_until.is_(None), DeviceSession.idle_until > now)
    )


def revoke(house: House, site_id: int, device_id: int, *, actor: Actor = CARETAKER) -> None:
    """Token and all browsers of it are worth nothing from now on. Raises ``Refused``."""

    def work(transaction: Transaction) -> Made:
        device = _find(transaction, device_id)
        if device.revoked_at is None:
            revoke_now(transaction, device)
        return Made({"id": device.id})

    set_up(house, site_id, actor, "device.revoke", work)


def revoke_now(transaction: Transaction, device: Device) -> None:
    """The same in the caller's commit."""
    device.revoked_at = transaction.now
    device.token_hash = None
    _end_sessions(transaction.session, device.id, transaction.now)
    transaction.record(facts.DeviceRevoked(transaction.now, device.id))
    transaction.touch("devices")


def rename(house: House, site_id: int, device_id: int, name: str, *, actor: Actor = CARETAKER) -> None:
    """Another name on the screens. Raises ``NameInUse`` and ``Refused``."""

    def work(transaction: Transaction) -> Made:
        device = _find(transaction, device_id)
        taken = transaction.session.scalar(
            select(Device.id).where(
                Device.site_id == transaction.site.id, Device.name == name, Device.id != device.id
            )
        )
        if taken is not None:
            raise NameInUse(name)
        device.name = name
        transaction.record(facts.SiteConfigured(transaction.now, f"device {device.id} renamed"))
        transaction.touch("devices")
        return Made({"id": device.id})

    set_up(house, site_id, actor, "device.rename", work)


def enrolled(house: House, site_id: int) -> list[DeviceShown]:
    """The site's devices that are not revoked, in the order they came."""
    with house.db.read() as session:
        rows = session.scalars(
            select(Device).where(Device.site_id == site_id, Device.revoked_at.is_(None)).order_by(Device.id)
        )
        return [_shown(row) for row in rows]


def shown(house: House, site_id: int, device_id: int) -> DeviceShown:
    """One of them. Raises ``Refused``."""
    for device in enrolled(house, site_id):
        if device.id == device_id:
            return device
    raise Refused(Code.NOT_FOUND, "device")


def set_ceiling(
    house: House, site_id: int, device_id: int, ceiling: Role, *, actor: Actor = CARETAKER
) -> None:
    """What a PIN opens on it at most, from the next page on. Raises ``Refused``."""

    def work(transaction: Transaction) -> Made:
        device = _find(transaction, device_id)
        device.ceiling = ceiling
        transaction.record(facts.SiteConfigured(transaction.now, f"device {device.id} opens {ceiling.value}"))
        return Made({"id": device.id})

    set_up(house, site_id, actor, "device.ceiling", work)


def set_up(house: House, site_id: int, actor: Actor, name: str, work: Callable[[Transaction], Made]) -> None:
    """An act of set-up: made here, so nobody sends it again, and it leaves no receipt."""
    perform(house, Command(id=uuid4(), site_id=site_id, actor=actor, name=name), work, receipt=False)


def _end_sessions(session: Session, device_id: int, now: datetime) -> None:
    session.execute(
        update(DeviceSession)
        .where(DeviceSession.device_id == device_id, DeviceSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _find(transaction: Transaction, device_id: int) -> Device:
    """A device of this site. Another site's is as unknown as none."""
    device = transaction.session.get(Device, device_id)
    if device is None or device.site_id != transaction.site.id:
        raise Refused(Code.NOT_FOUND, "device")
    return device


def _ref(device: Device, slug: str, session_id: str | None = None) -> DeviceRef:
    said = device.scopes or UNSAID if device.role is Role.INTEGRATION else None
    return DeviceRef(
        device.id,
        device.site_id,
        slug,
        device.name,
        device.role,
        session_id,
        staff_id=device.staff_id,
        ceiling=device.ceiling,
        scopes=None if said is None else frozenset(map(Scope, said)),
    )


def _shown(row: Device) -> DeviceShown:
    return DeviceShown(
        row.id,
        row.name,
        row.role,
        row.enrolled_at,
        row.last_heard_at,
        row.ceiling,
        tuple(Scope(scope) for scope in row.scopes or ()),
    )
