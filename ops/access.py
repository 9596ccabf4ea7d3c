"""Who may do what: roles and permissions in one table, and a hook that says no by default.

Each view declares what it needs, once, with ``@needs``. A view that declares nothing is
refused to everyone; the few that strangers may see stand in ``PUBLIC``.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ops.domain.errors import Code
from ops.domain.words import Audience, Role, Scope
from ops.errors import DoorCode, Stopped
from ops.services import drills
from ops.services.house import House
from ops.services.ways_in import devices, sessions
from ops.services.ways_in.devices import DeviceRef
from ops.services.ways_in.sessions import Unlocked


class Permission(StrEnum):
    """What a view may need."""

    BE_KNOWN = "be_known"
    SEE_WALL = "see_wall"
    SEE_FLOOR = "see_floor"
    ACT = "act"
    RESPOND = "respond"
    SEE_JOURNAL = "see_journal"
    SEE_SHIFTS = "see_shifts"
    DEBRIEF = "debrief"
    SEE_PROOF = "see_proof"
    REGION = "region"
    LOOK_ON = "look_on"
    SEE_METRICS = "see_metrics"
    SET_UP = "set_up"
    ENROL = "enrol"
    EXPORT = "export"
    STATUTORY = "statutory"
    SEE_ISSUED = "see_issued"
    PEOPLE = "people"
    HOLD = "hold"
    UNLOCK = "unlock"


P = Permission
_FLOOR = frozenset(
    {P.BE_KNOWN, P.SEE_WALL, P.SEE_FLOOR, P.ACT, P.RESPOND, P.SEE_JOURNAL, P.UNLOCK, P.DEBRIEF}
)
_COORDINATOR = _FLOOR | {P.SEE_SHIFTS, P.SET_UP, P.ENROL, P.EXPORT, P.STATUTORY}

MAY: dict[Role, frozenset[Permission]] = {
    Role.DISPLAY: frozenset({P.BE_KNOWN, P.SEE_WALL}),
    Role.FLOOR: _FLOOR,
    Role.RESPONDER: _FLOOR,
    Role.COORDINATOR: _COORDINATOR,
    Role.ADMINISTRATOR: _COORDINATOR | {P.PEOPLE, P.HOLD, P.SEE_PROOF},
    # That the journal is what it was, and nothing of what is in it.
    Role.AUDITOR: frozenset({P.BE_KNOWN, P.SEE_PROOF, P.UNLOCK}),
    # All sites, each as far as it says. Of its own site no more than of any other.
    Role.REGION: frozenset({P.BE_KNOWN, P.REGION, P.LOOK_ON, P.UNLOCK}),
    Role.INTEGRATION: frozenset({P.BE_KNOWN, P.SEE_WALL, P.SEE_JOURNAL, P.SEE_METRICS, P.SEE_ISSUED}),
}

SCOPES: dict[Scope, Permission] = {
    Scope.BOARD: P.SEE_WALL,
    Scope.JOURNAL: P.SEE_JOURNAL,
    Scope.METRICS: P.SEE_METRICS,
    Scope.REPORTS: P.SEE_ISSUED,
}
"""What each scope of a program's token opens of what its role may."""

BEHIND_A_PIN = frozenset(
    {
        P.SEE_SHIFTS,
        P.DEBRIEF,
        P.SEE_PROOF,
        P.SET_UP,
        P.ENROL,
        P.EXPORT,
        P.STATUTORY,
        P.PEOPLE,
        P.HOLD,
        P.REGION,
    }
)
"""In a browser these go by the person whose PIN unlocked it, whatever device it is on."""

NEVER_BY_TOKEN = frozenset({P.SET_UP, P.ENROL, P.EXPORT, P.STATUTORY, P.PEOPLE, P.HOLD, P.REGION, P.LOOK_ON})
"""Only a person with a PIN does it: never a token, which may lie in a script."""

STEPPED_UP = frozenset({P.ENROL, P.EXPORT, P.STATUTORY, P.PEOPLE, P.HOLD, P.REGION})
"""A PIN is not enough: a passkey, or what stands in for it, within the last minutes."""

OWN_BROWSER_ONLY = frozenset({P.REGION})
"""Never on a screen of a room, whoever unlocked it and whatever that screen opens."""

IN_A_DRILL = frozenset({P.SEE_WALL, P.SEE_FLOOR, P.ACT, P.RESPOND})
"""What there is in a drill. Nothing of it is ever read as a journal, a shift or a report."""

LISTENS: dict[Audience, Permission] = {
    Audience.WALL: P.SEE_WALL,
    Audience.WAITING: P.SEE_WALL,
    Audience.FLOOR: P.SEE_FLOOR,
}

PUBLIC = frozenset(
    {
        "static",
        "bundles.one",
        "health.alive",
        "health.ready",
        "auth.way_in",
        "auth.enter",
        "auth.enrol",
        "auth.enrol_now",
        "sign_in.page",
        "sign_in.by_passkey",
        "sign_in.by_passphrase",
        "tablet.shell",
        "tablet.worker",
        "tablet.manifest",
    }
)
"""What a stranger may open, by endpoint."""

View = TypeVar("View", bound=Callable[..., Any])
_needed: "WeakKeyDictionary[Callable[..., Any], Permission]" = WeakKeyDictionary()


def needs(permission: Permission) -> Callable[[View], View]:
    """Declare what a view needs. Without it the view is refused to everyone."""

    def declare(view: View) -> View:
        _needed[view] = permission
        return view

    return declare


def needed_by(view: Callable[..., Any]) -> Permission | None:
    """What a view declared."""
    return _needed.get(view)


def may(role: Role, permission: Permission) -> bool:
    """Whether the table says yes."""
    return permission in MAY[role]


def device_may(known: DeviceRef, permission: Permission) -> bool:
    """The same of a device: a program's token opens what it was made for, and no more."""
    if known.scopes is not None and permission not in {SCOPES[scope] for scope in known.scopes}:
        return permission is P.BE_KNOWN
    return may(known.role, permission)


def may_listen(known: DeviceRef, audience: Audience) -> bool:
    """Whether that device may be shown the board shaped for that audience; of a drill only as a
    tablet."""
    return device_may(known, LISTENS[audience]) and (audience is Audience.FLOOR or not known.in_drill)


def at_site(house: House, known: DeviceRef, slug: str) -> DeviceRef | None:
    """The device as that site knows it: its own, or the drill its own site runs now, for whoever may
    act. Any other is as unknown as none. Each door asks here and nowhere else."""
    if slug == known.site_slug:
        return known
    return drills.entered(house, known, slug) if device_may(known, P.ACT) else None


def device() -> DeviceRef:
    """The device that asks. Only in views that strangers cannot open."""
    known: DeviceRef = g.device
    return known


def unlocked() -> Unlocked | None:
    """The person whose PIN opened this browser for now, if any."""
    if "unlocked" not in g:
        g.unlocked = sessions.unlocked(_house(), device())
    found: Unlocked | None = g.unlocked
    return found


def person_id() -> int | None:
    """Whose PIN that was, as records name them."""
    person = unlocked()
    return person.staff_id if person is not None else None


def person_may(permission: Permission) -> bool:
    """Whether the person who opened this browser may do that, and do it here."""
    person = unlocked()
    return (
        person is not None and may(person.role, permission) and opens(device(), permission, person.staff_id)
    )


def opens(known: DeviceRef, permission: Permission, staff_id: int | None = None) -> bool:
    """Whether a person may do that on this device at all. ``staff_id``: who it is, once that is known."""
    if permission in OWN_BROWSER_ONLY:
        own = known.staff_id is not None and staff_id in (None, known.staff_id)
        return own and may(known.role, permission)
    return may(known.ceiling, permission)


def require(permission: Permission) -> None:
    """The same in the middle of a view, for what only some of it needs. Raises ``Stopped``."""
    if not person_may(permission):
        raise Stopped(DoorCode.FORBIDDEN)
    if permission in STEPPED_UP and not proved():
        raise Stopped(DoorCode.PROOF_NEEDED)


def proved() -> bool:
    """Whether whoever opened this browser has proved, beyond a PIN, that it is them."""
    person = unlocked()
    return person is not None and person.proved


def guard(app: Flask) -> None:
    """Put the hook in front of every view of this app."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.url_rule is None or request.endpoint in PUBLIC:
            return None
        g.device = _identified()
        _check_origin(g.device)
        permission = needed_by(app.view_functions[str(request.endpoint)])
        if permission is None:
            raise Stopped(DoorCode.FORBIDDEN)
        g.device = _at_named_site(g.device)
        if g.device.in_drill and permission not in IN_A_DRILL:
            raise Stopped(Code.NOT_FOUND)
        if g.device.session_id is not None and permission in BEHIND_A_PIN:
            return _behind_a_pin(g.device, permission)
        by_token = g.device.session_id is None
        if (by_token and permission in NEVER_BY_TOKEN) or not device_may(g.device, permission):
            raise Stopped(DoorCode.FORBIDDEN)
        return None


def _identified() -> DeviceRef:
    """By token or by cookie; a token that is sent must be good."""
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        known = devices.identify(_house(), token.strip()) if scheme.lower() == "bearer" else None
    else:
        cookie = request.cookies.get(current_app.extensions["settings"].cookie_name)
        known = devices.identify_session(_house(), cookie) if cookie else None
    if known is None:
        raise Stopped(DoorCode.UNAUTHENTICATED)
    return known


def _check_origin(known: DeviceRef) -> None:
    """A write by cookie must come from one of our own pages.

    JSON: the exact Origin must be there. A form sends Origin ``null`` under our referrer
    policy; its own token is checked instead.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin")
    ours = origin in current_app.extensions["settings"].origins
    if known.session_id is None:
        allowed = origin is None or ours
    elif request.path.startswith("/api/"):
        allowed = ours
    else:
        allowed = ours or origin in (None, "null")
    if not allowed or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Stopped(DoorCode.BAD_ORIGIN)


def _behind_a_pin(known: DeviceRef, permission: Permission) -> ResponseReturnValue | None:
    if person_may(permission):
        if permission in STEPPED_UP and not proved():
            raise Stopped(DoorCode.PROOF_NEEDED)
        return None
    page = request.method == "GET" and not request.path.startswith("/api/")
    if (
        not device_may(known, P.UNLOCK)
        or not opens(known, permission)
        or (unlocked() is not None and not page)
    ):
        raise Stopped(DoorCode.FORBIDDEN)
    if not page:
        raise Stopped(DoorCode.LOCKED)
    return redirect(url_for("auth.unlock", next=request.path), 303)


def _at_named_site(known: DeviceRef) -> DeviceRef:
    """Whoever asks, where the address says. An address that names no site is of the device's own."""
    slug = (request.view_args or {}).get("slug", known.site_slug)
    found = at_site(_house(), known, slug)
    if found is None:
        raise Stopped(Code.NOT_FOUND)
    return found


def _house() -> House:
    house: House = current_app.extensions["house"]
    return house
