"""The steps of a first set-up: pages that are there anyway, in the order a new room needs them.

While the first set-up is not over, each of them says which step it is and leads to the next.
"""

from collections.abc import Collection
from dataclasses import dataclass

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from ops.access import Permission, device, person_may
from ops.routes.door import house
from ops.routes.settings_pages import PAGES
from ops.services.set_up import first_set_up

OVERVIEW = "/set-up/first"


@dataclass(frozen=True)
class Step:
    """``form``: the form of that page, which goes on to the next step when it is kept by the step's own
    button. A page with several has none: what is done there is kept at once. ``beside``: further addresses
    that belong to it."""

    key: str
    address: str
    title: LazyString | str
    told: LazyString | str
    form: str = ""
    beside: tuple[str, ...] = ()


def _of_page(name: str) -> Step:
    """A page of numbers or lists, in its own words."""
    page = PAGES[name]
    return Step(page.name, f"/set-up/{page.name}", page.title, page.told, form="settings-form")


STEPS = (
    _of_page("site"),
    Step(
        "plan",
        "/set-up/plan",
        _("Floor plan"),
        _("Where the places of your room stand, as the wall shows them."),
        form="plan-form",
    ),
    _of_page("intervals"),
    _of_page("limits"),
    _of_page("words"),
    _of_page("kit"),
    _of_page("supplies"),
    _of_page("told-next"),
    _of_page("help"),
    _of_page("days"),
    _of_page("asked"),
    _of_page("release"),
    _of_page("region"),
    Step(
        "people",
        "/set-up#devices",
        _("People and screens"),
        _("Who is on the team, and a link or QR code for each wall and tablet."),
        beside=("/set-up/screens", "/set-up/team", "/set-up/people", "/set-up/devices", "/set-up/programs"),
    ),
    Step(
        "agreed",
        f"{OVERVIEW}/agreed",
        _("Agreed with participants"),
        _("The people who use the room have a say in how often somebody looks in, and for how long."),
        form="agreed-form",
    ),
)


@dataclass(frozen=True)
class Here:
    """A step as its page shows it: which one it is, and where it leads."""

    step: Step
    number: int
    many: int
    before: str
    after: str


def here() -> Here | None:
    """The step this page is, while the first set-up is not over and for whoever sets up."""
    step = next((one for one in STEPS if _is_here(one)), None)
    if step is None or not offered():
        return None
    at = STEPS.index(step)
    addresses = [OVERVIEW, *(one.address for one in STEPS), OVERVIEW]
    return Here(step, at + 1, len(STEPS), addresses[at], addresses[at + 2])


def _is_here(step: Step) -> bool:
    return request.path == step.address.partition("#")[0] or request.path.startswith(step.beside)


def offered() -> bool:
    """Whether whoever is here is asked to go through it."""
    return person_may(Permission.SET_UP) and first_set_up.of(house(), device().site_id).over_at is None


def after_keeping(address: str) -> str:
    """Where a page leads once it has kept what was said: to the next step, when its own button was used."""
    found = here() if "next" in request.form else None
    if found is None:
        return address
    first_set_up.say_right(house(), device().site_id, found.step.key, device().actor)
    return found.after


def open_steps(right: Collection[str]) -> list[Step]:
    """Those nobody has been through yet."""
    return [step for step in STEPS if step.key not in right]
