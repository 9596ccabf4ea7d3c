"""Somebody proved who they are: their browser opens, on a device of the room or as one of their own.

Whoever is in several teams is one of them at a time, in each browser: the session of one site ends and
one of the other begins, so nothing that knows the one ever meets the other.
"""

from datetime import timedelta

from sqlalchemy import select

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.words import Role
from ops.models import Device, DeviceSession, Site, Staff
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.transaction import Made, Transaction
from ops.services.ways_in import devices, invitations, own_proofs, persons, sessions
from ops.services.ways_in.devices import CARETAKER, DeviceRef, set_up
from ops.services.ways_in.passkeys import NotProved
from ops.services.ways_in.roles import PEOPLE
from ops.services.ways_in.sessions import Unlocked


def unlock(house: House, device: DeviceRef, person_id: int) -> None:
    """On a browser that is known: opened as with a PIN, and proved. Raises ``NotProved`` for somebody
    who is not on the team of its site."""
    with house.db.write() as session:
        for member in persons.memberships(session, person_id):
            if member.site_id == device.site_id:
                proved_for = own_proofs.PROVED_FOR
                sessions.keep_unlocked(session, device, member.id, house.now(), proved_for=proved_for)
                return
    raise NotProved


def come_in(house: House, person_id: int) -> str:
    """On a browser that is nobody's: one of their own; answers its cookie. Raises ``NotProved``."""
    with house.db.read() as session:
        found = [one for one in persons.memberships(session, person_id) if one.role in PEOPLE]
        if not found:
            raise NotProved
        site_id, staff_id = found[0].site_id, found[0].id
    return _opened(house, site_id, staff_id, own_proofs.PROVED_FOR)


def other_sites(house: House, me: Unlocked) -> dict[SiteRef, Role]:
    """Where else they are on the team, and as what; by the sites' names."""
    with house.db.read() as session:
        there = {
            one.site_id: one.role for one in persons.elsewhere(session, session.get_one(Staff, me.staff_id))
        }
        rows = session.scalars(select(Site).where(Site.id.in_(there)).order_by(Site.name))
        return {SiteRef(site.id, site.slug, site.name, site.time_zone): there[site.id] for site in rows}


def go_to(house: House, device: DeviceRef, me: Unlocked, slug: str) -> str:
    """Their own browser is one of that other site's from now on; answers its cookie. What was proved
    holds no longer than before. Raises ``Refused`` where they are not on the team."""
    there = next((site for site in other_sites(house, me) if site.slug == slug), None)
    if there is None:
        raise Refused(Code.NOT_FOUND, "site")
    with house.db.read() as session:
        staff_id = session.scalar(
            select(Staff.id).where(Staff.person_id == me.person_id, Staff.site_id == there.id)
        )
        until = session.scalar(
            select(DeviceSession.proved_until).where(DeviceSession.id == device.session_id)
        )
    if staff_id is None or until is None:
        raise Refused(Code.NOT_FOUND, "site")
    cookie = _opened(house, there.id, staff_id, until - house.now())
    sessions.sign_out(house, device)
    return cookie


def _opened(house: House, site_id: int, staff_id: int, proved_for: timedelta) -> str:
    """A browser of theirs at that site. Raises ``NotProved`` for who is not on its team any more."""
    cookies: list[str] = []

    def work(transaction: Transaction) -> Made:
        person = transaction.session.get_one(Staff, staff_id)
        if not person.active:
            raise NotProved
        device_id = _left_over(transaction, person) or _another(transaction, person).id
        cookies.append(
            sessions.begin(
                transaction.session,
                device_id,
                transaction.now,
                staff_id=staff_id,
                ends_at=transaction.now + sessions.PERSON_STAYS,
                proved_for=proved_for,
            )
        )
        transaction.record(facts.SignedIn(transaction.now, staff_id, device_id))
        return Made({})

    set_up(house, site_id, CARETAKER, "sign_in", work)
    return cookies[0]


def _left_over(transaction: Transaction, person: Staff) -> int | None:
    """One of their own on which nobody is signed in any more."""
    live = select(DeviceSession.id).where(
        DeviceSession.device_id == Device.id, devices.going_on(transaction.now)
    )
    return transaction.session.scalar(
        select(Device.id)
        .where(Device.staff_id == person.id, Device.revoked_at.is_(None), ~live.exists())
        .order_by(Device.id)
        .limit(1)
    )


def _another(transaction: Transaction, person: Staff) -> Device:
    name = invitations.free_name(transaction, f"{person.name}: computer")
    return devices.enrol(transaction, role=person.role, name=name, token=None, staff_id=person.id)
