"""A site made from its file, and brought up to a changed one, while people may be inside.

1. A file whose hash is the one applied last, and that the site is like, changes nothing.
2. Numbers of the site protocol hold from the next look on: no row of a stay is touched, so
   deadlines already running stay as they are.
3. Places are followed as ``setup_places`` says. One that is gone from the file stays while
   somebody is in it; the file is then looked at again at the next start.
4. Each difference is a fact.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.asked import Asked
from ops.domain.disclosure import Expected
from ops.domain.protocol import SiteProtocol
from ops.domain.region import Shown
from ops.domain.retention import Kept
from ops.domain.site_words import SiteWords
from ops.domain.words import ResponseState
from ops.models import Booth, Device, Response, Site
from ops.services.house import House
from ops.services.set_up.setup_places import apply_booths
from ops.services.set_up.site_file import SitePlan
from ops.services.set_up.site_plan import alike, plan_of
from ops.services.transaction import Actor, Command, Made, Transaction, perform
from ops.services.ways_in.roles import PEOPLE

Said = Kept | Expected | SiteWords | Asked | Shown
"""Each is one column of a site."""

SITE_FILE = Actor(None, "site file")


class AnotherSite(Exception):
    """The file speaks of a site that is not here, beside one that is. ``here``: those that are."""

    def __init__(self, here: list[str]) -> None:
        super().__init__(", ".join(here))
        self.here = here


@dataclass(frozen=True)
class Configured:
    """``changes`` in words; ``left``: places that stay because somebody is in them."""

    site_id: int
    made: bool = False
    changes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def configure(house: House, plan: SitePlan, file_hash: str, *, may_add: bool = False) -> Configured:
    """Make the site, or apply what differs. Raises ``AnotherSite`` unless ``may_add``."""
    with house.db.read() as session:
        rows = session.execute(
            select(Site.slug, Site.id, Site.file_hash).where(Site.drill_of.is_(None)).order_by(Site.id)
        )
        known = {slug: (site_id, applied) for slug, site_id, applied in rows}
    if plan.slug in known:
        site_id, applied = known[plan.slug]
        done = Configured(site_id)
        if applied == file_hash and is_like(house, site_id, plan):
            return done
        return _bring_up_to(house, plan, file_hash, done)
    if known and not may_add:
        raise AnotherSite(list(known))
    try:
        done = Configured(_make(house, plan), made=True)
    except IntegrityError:
        # Another process made it between the look and the try.
        return configure(house, plan, file_hash, may_add=may_add)
    return _bring_up_to(house, plan, file_hash, done)


def _make(house: House, plan: SitePlan) -> int:
    """An empty site. Its places come with the first application of the file."""
    with house.db.write() as session:
        site = Site(
            slug=plan.slug,
            name=plan.name,
            time_zone=plan.time_zone,
            epoch=str(uuid4()),
            protocol=plan.protocol.as_json(),
            room_since=house.now(),
        )
        session.add(site)
        session.flush()
        return site.id


def _bring_up_to(house: House, plan: SitePlan, file_hash: str, done: Configured) -> Configured:
    def work(transaction: Transaction) -> Made:
        apply(transaction, plan, done)
        transaction.site.file_hash = file_hash
        return Made({})

    command = Command(id=uuid4(), site_id=done.site_id, actor=SITE_FILE, name="configure")
    perform(house, command, work, receipt=False)
    return done


def is_like(house: House, site_id: int, plan: SitePlan) -> bool:
    """Whether the site is as the plan says; not while a place stays that it takes out."""
    with house.db.read() as session:
        return alike(plan_of(session, session.get_one(Site, site_id)), plan)


def apply(transaction: Transaction, plan: SitePlan, done: Configured) -> None:
    """Every difference, in ``done`` too. Whatever runs goes on as it began."""
    site = transaction.site
    if site.name != plan.name:
        done.changes.append(f"the site is called {plan.name}")
    if site.time_zone != plan.time_zone:
        done.changes.append(f"the time zone is {plan.time_zone}")
    site.name, site.time_zone = plan.name, plan.time_zone
    if softness_waits(transaction.session, site, plan):
        plan = replace(
            plan, protocol=replace(plan.protocol, soft_before_loud=transaction.protocol.soft_before_loud)
        )
        done.changes.append("soft_before_loud: waits for the first start without a running response")
    numbers = list(_differences(asdict(transaction.protocol), asdict(plan.protocol)))
    if not numbers and list(transaction.protocol.supplies.forms) != list(plan.protocol.supplies.forms):
        numbers.append("the shelf: in another order")
    done.changes.extend(numbers)
    apply_booths(transaction, plan.booths, done.changes, done.left)
    if numbers:
        site.protocol = plan.protocol.as_json()
        # Tiles hold what follows from the numbers ("ask for a rouse").
        transaction.touch_booth(
            *transaction.session.scalars(select(Booth.id).where(Booth.site_id == site.id))
        )
    done.changes.extend(_told(site, plan))
    done.changes.extend(_kept_and_said(site, plan))
    if done.changes:
        transaction.touch("room")
    for change in done.changes:
        transaction.record(facts.SiteConfigured(transaction.now, change))


def softness_waits(session: Session, site: Site, plan: SitePlan) -> bool:
    """It is counted from when attendance lapsed, not stored with it: another number would move when the walls
    sound for a response that runs."""
    if SiteProtocol.from_json(site.protocol).soft_before_loud == plan.protocol.soft_before_loud:
        return False
    running = select(Response.id).where(Response.site_id == site.id, Response.state == ResponseState.RUNNING)
    return session.scalar(running.limit(1)) is not None


def _told(site: Site, plan: SitePlan) -> Iterator[str]:
    ladder = [step.as_json() for step in plan.told_next]
    if site.told_next != ladder:
        # No addresses: what is said here goes into the journal.
        yield f"who is told next: {len(ladder)} steps, for responses from now on"
        site.told_next = ladder
    if site.help_phrase != plan.help_phrase:
        yield f"a call for help on the walls: {plan.help_phrase or 'nothing'}"
        site.help_phrase = plan.help_phrase


def _kept_and_said(site: Site, plan: SitePlan) -> Iterator[str]:
    yield from _anew(site, "kept", Kept.from_json(site.kept), plan.kept)
    yield from _anew(site, "expected", Expected.from_json(site.expected), plan.expected)
    yield from _anew(site, "words", SiteWords.from_json(site.words), plan.words)
    if site.cards != plan.cards:
        yield f"people are {'counted by a card' if plan.cards else 'not counted by a card any more'}"
        site.cards = plan.cards
    yield from _anew(site, "asked", Asked.from_json(site.asked), plan.asked)
    yield from _anew(site, "region", Shown.from_json(site.region), plan.region)


def _anew(site: Site, name: str, old: Said, new: Said) -> Iterator[str]:
    """What is kept as JSON under that name."""
    if old != new:
        yield from (f"{name}, {what}" for what in _differences(old.as_json(), new.as_json()))
        setattr(site, name, new.as_json())


def _differences(old: dict[str, Any], new: dict[str, Any], path: str = "") -> Iterator[str]:
    """Each number that is another one now: ``intervals inject every: 300 → 240``."""
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _differences(was, now, f"{path}{name} ")
        elif was != now:
            yield f"{path}{name}: {was} → {now}"


def somebody_signed_in(house: House, site_id: int) -> bool:
    """Whether any person ever came in by a way in. Until then each start offers one."""
    with house.db.read() as session:
        wanted = select(Device.id).where(Device.site_id == site_id, Device.role.in_(PEOPLE)).limit(1)
        return session.scalar(wanted) is not None
