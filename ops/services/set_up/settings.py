"""The one way a site's set-up is changed while it is served: the whole plan, as it is to be.

1. Somebody was shown a plan. If it is another one now, nothing is changed and they are told.
2. If the site's file was edited on the machine meanwhile, nothing is changed either: the next start would
   apply it over what was said here.
3. Every difference is applied and is a fact; what runs goes on as it began. A place with somebody in it
   stays.
4. The file is written anew, in the steps of ``site_files``.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from ops.domain.protocol import SiteProtocol
from ops.models import Site
from ops.services.house import House
from ops.services.set_up import setup, site_files, site_plan
from ops.services.set_up.site_file import SitePlan
from ops.services.set_up.site_file_again import write_again
from ops.services.set_up.site_file_out import write
from ops.services.set_up.site_files import Staged
from ops.services.transaction import Actor, Command, Made, Transaction, perform


class NotKept(Exception):
    """Nothing was changed. The text is for a person."""


class PlanChanged(NotKept):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed the set-up since this page was opened. Look at what it says now, and keep yours again."
        )


class FileChanged(NotKept):
    """The file on the machine is not the one that was applied."""

    def __init__(self) -> None:
        super().__init__(
            "The site's file was changed on this machine. Start again to apply it, or import it; then change "
            "this here."
        )


class ResponseRuns(NotKept):
    """What walls do for it is not changed under it."""

    def __init__(self) -> None:
        super().__init__(
            "A response runs: how long tablets are soft before the walls sound stays as it is until it is over. "
            "Everything else can be changed."
        )


@dataclass(frozen=True)
class Current:
    """The plan as it is, and the mark by which a change knows that it still is."""

    plan: SitePlan
    mark: str

    @property
    def values(self) -> dict[str, Any]:
        """The plan as its file holds it."""
        return tomllib.loads(write(self.plan))


FIRST = tomllib.loads(write(SitePlan("", "", "", SiteProtocol(), ())))
"""What every site begins with, as its file holds it."""


def current(house: House, site_id: int) -> Current:
    """What a page shows."""
    with house.db.read() as session:
        plan = site_plan.plan_of(session, session.get_one(Site, site_id))
    return Current(plan, mark(plan))


def as_file(house: House, site_id: int) -> bytes:
    """The site to take along: as its file says it, with what a caretaker wrote there, if it is the one
    that was applied."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        plan, path = site_plan.plan_of(session, site), site_files.path_of(house, session, site)
        applied = site.file_hash
    there = None
    with suppress(OSError):
        there = site_files.content_of(path) if path is not None else None
    return _written(plan, there if there is None or site_files.hash_of(there) == applied else None)


def _written(plan: SitePlan, there: bytes | None) -> bytes:
    """What differs is changed in what lies there."""
    return (write(plan) if there is None else write_again(there.decode(), plan)).encode()


def mark(plan: SitePlan) -> str:
    """The same for the same plan."""
    return site_files.hash_of(write(plan).encode())


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotKept(
            f"The site's file cannot be written, so nothing was changed: {error.strerror}."
        ) from error


@dataclass
class _Change:
    house: House
    plan: SitePlan
    expected: str
    text: bytes | None
    done: setup.Configured
    staged: list[Staged] = field(default_factory=list)

    def work(self, transaction: Transaction) -> Made:
        session, site = transaction.session, transaction.site
        if mark(site_plan.plan_of(session, site)) != self.expected:
            raise PlanChanged
        _refuse_another(site, self.plan)
        if setup.softness_waits(session, site, self.plan):
            raise ResponseRuns
        path = site_files.path_of(self.house, session, site)
        if path is not None:
            with _writing():
                self._refuse_an_edited(path, site)
        setup.apply(transaction, self.plan, self.done)
        session.flush()
        if path is not None:
            with _writing():
                self._stage(path, session, site)
        return Made({})

    def _refuse_an_edited(self, path: Path, site: Site) -> None:
        site_files.finish(path, site.file_hash)
        there = site_files.content_of(path)
        if there is not None and there != self.text and site_files.hash_of(there) != site.file_hash:
            raise FileChanged

    def _stage(self, path: Path, session: Session, site: Site) -> None:
        """What was imported lies there as it was written, unless a place had to stay."""
        text, before = self.text, site_files.content_of(path)
        if text is None or self.done.left:
            text = _written(site_plan.plan_of(session, site), before)
        if text != before:
            self.staged.append(site_files.stage(path, text))
        site.file_hash = site_files.hash_of(text)


def change(
    house: House, site_id: int, plan: SitePlan, actor: Actor, expected: str, *, text: bytes | None = None
) -> setup.Configured:
    """Make the site as ``plan`` says. ``expected``: the mark of the plan that was shown. ``text``: the
    file that the plan was read from, when it was an import. Raises ``NotKept``."""
    asked = _Change(house, plan, expected, text, setup.Configured(site_id))
    command = Command(id=uuid4(), site_id=site_id, actor=actor, name="settings.change")
    perform(house, command, asked.work, receipt=False)
    for staged in asked.staged:
        # Else the next change or start does it: the commit says which content is meant.
        with suppress(OSError):
            site_files.put_in_place(staged)
    return asked.done


def differences(house: House, site_id: int, plan: SitePlan) -> list[str]:
    """What a change to ``plan`` would do, in words; nothing is changed. Raises ``NotKept``."""
    done = setup.Configured(site_id)

    def work(transaction: Transaction) -> Made:
        _refuse_another(transaction.site, plan)
        setup.apply(transaction, plan, done)
        raise _OnlyLooked

    command = Command(id=uuid4(), site_id=site_id, actor=setup.SITE_FILE, name="settings.compare")
    with suppress(_OnlyLooked):
        perform(house, command, work, receipt=False)
    return done.changes + [f"{name} stays: somebody is in it" for name in done.left]


def _refuse_another(site: Site, plan: SitePlan) -> None:
    if plan.slug != site.slug:
        raise NotKept(
            f"It is of the site {plan.slug!r}, and this is {site.slug!r}: a site keeps its short name. To have "
            f"the rest of it here, write {site.slug!r} as its slug."
        )


class _OnlyLooked(Exception):
    """Nothing of it is kept."""
