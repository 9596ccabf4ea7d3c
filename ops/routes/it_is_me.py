"""How I prove that it is me: passkeys, passphrase and app, codes on paper. And the page that asks for it.

A first proof is added in a browser of one's own: the link it was opened with, and the PIN, are two
already. Every other needs one that is there.
"""

from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ops.access import Permission, device, needs, unlocked
from ops.errors import DoorCode, Stopped
from ops.routes import passkey_page
from ops.routes.api.kinds import Text, Unreadable
from ops.routes.door import house, site
from ops.routes.limits import one_try
from ops.routes.own_page import own_page
from ops.routes.qr import qr
from ops.routes.typed import typed
from ops.services.ways_in import own_proofs, passkeys, passphrases
from ops.services.ways_in.devices import LONGEST_NAME
from ops.services.ways_in.own_proofs import Proofs
from ops.services.ways_in.passkeys import NotProved
from ops.services.ways_in.roles import PEOPLE
from ops.services.ways_in.sessions import Unlocked

bp = Blueprint("it_is_me", __name__)
ADDING, PROVING = "add", "prove"


@dataclass(frozen=True)
class Mine:
    """Who asks, and what they have."""

    person: Unlocked
    proofs: Proofs

    @property
    def may_change(self) -> bool:
        # Link and PIN are of this site; who is of another one as well adds nothing by them alone.
        alone = not self.proofs.any and not self.proofs.joined
        first = alone and device().staff_id == self.person.staff_id
        return self.person.proved or first


@bp.get("/step-up")
@needs(Permission.UNLOCK)
def step_up() -> ResponseReturnValue:
    """Asks for a proof, and goes on from there."""
    mine = _mine()
    return redirect("/unlock?next=/step-up", 303) if mine is None else _asks(mine)


@bp.post("/step-up/passkey")
@needs(Permission.UNLOCK)
def by_passkey() -> ResponseReturnValue:
    """One of their keys."""
    mine = _mine_now()
    one_try()
    try:
        if passkey_page.proved(PROVING) != mine.person.person_id:
            raise NotProved
    except NotProved:
        return _asks(mine, _("That passkey is not yours, or took too long. Try again."))
    return _proved()


@bp.post("/step-up/passphrase")
@needs(Permission.UNLOCK)
def by_passphrase() -> ResponseReturnValue:
    """Passphrase and app."""
    mine = _mine_now()
    one_try()
    phrase, digits = typed("phrase", "digits")
    me = mine.person
    if passphrases.proved(house(), me.name, phrase, digits, staff_id=me.staff_id) != me.person_id:
        return _asks(mine, _("That does not fit together. Wait for the app’s next code, then try again."))
    return _proved()


@bp.get("/it-is-me")
@needs(Permission.UNLOCK)
def page() -> ResponseReturnValue:
    """What there is, and what can be added."""
    mine = _mine()
    if mine is None:
        return redirect("/unlock?next=/it-is-me", 303)
    return _page(mine) if mine.may_change else _asks(mine)


@bp.post("/it-is-me/passkeys")
@needs(Permission.UNLOCK)
def add_passkey() -> ResponseReturnValue:
    """A key that this browser, a telephone or a stick has made."""
    mine, place = _changing(), passkey_page.place()
    try:
        if place is None:
            raise NotProved
        passkeys.add(
            house(),
            device(),
            mine.person.staff_id,
            place=place,
            challenge=passkey_page.challenge_of(ADDING),
            answer=request.form.get("answer", ""),
            name=Text(LONGEST_NAME).read(request.form.get("name", "")),
        )
    except Unreadable:
        return _page(mine, _("Give a name of at most %(most)s letters.", most=LONGEST_NAME))
    except NotProved:
        return _page(mine, _("No passkey was made. Try again."))
    return _added(mine)


@bp.post("/it-is-me/passkeys/<int(max=2147483647):passkey>/remove")
@needs(Permission.UNLOCK)
def remove_passkey(passkey: int) -> ResponseReturnValue:
    """A lost one, say."""
    own_proofs.remove_passkey(house(), device(), _changing().person.staff_id, passkey)
    return redirect("/it-is-me", 303)


@bp.post("/it-is-me/passphrase")
@needs(Permission.UNLOCK)
def keep_passphrase() -> ResponseReturnValue:
    """A passphrase with an app; another takes the place of the one before."""
    mine = _changing()
    phrase = request.form.get("phrase", "").strip()
    if phrase != request.form.get("phrase_again", "").strip():
        return _page(mine, _("The two passphrases are not the same."))
    try:
        passphrases.keep(
            house(),
            device(),
            mine.person.staff_id,
            phrase=phrase,
            secret=request.form.get("secret", ""),
            digits=request.form.get("digits", ""),
        )
    except passphrases.WeakPhrase:
        return _page(mine, _("A passphrase has 14 letters or more, and is not one that others use."))
    except passphrases.NotTheApp:
        return _page(mine, _("Those are not the app’s digits. Read the new square with it, then its digits."))
    return _added(mine)


@bp.post("/it-is-me/passphrase/remove")
@needs(Permission.UNLOCK)
def remove_passphrase() -> ResponseReturnValue:
    """Passkeys alone."""
    passphrases.drop(house(), device(), _changing().person.staff_id)
    return redirect("/it-is-me", 303)


@bp.post("/it-is-me/codes")
@needs(Permission.UNLOCK)
def make_codes() -> ResponseReturnValue:
    """Ten codes for paper, shown once."""
    mine = _changing()
    return _page(mine, codes=passphrases.new_codes(house(), device(), mine.person.staff_id))


def _mine() -> Mine | None:
    """Who opened this browser; only whoever has a role beyond the floor, here or elsewhere, has proofs."""
    if device().session_id is None:
        raise Stopped(DoorCode.FORBIDDEN)
    person = unlocked()
    if person is None:
        return None
    proofs = own_proofs.of(house(), person.staff_id)
    if person.role not in PEOPLE and not proofs.any:
        raise Stopped(DoorCode.FORBIDDEN)
    return Mine(person, proofs)


def _mine_now() -> Mine:
    mine = _mine()
    if mine is None:
        raise Stopped(DoorCode.LOCKED)
    return mine


def _changing() -> Mine:
    mine = _mine_now()
    if not mine.may_change:
        raise Stopped(DoorCode.PROOF_NEEDED)
    return mine


def _proved() -> Response:
    own_proofs.prove(house(), device())
    return redirect(own_page(request.form.get("next", "")), 303)


def _added(before: Mine) -> Response:
    """Whoever has just added one has proved it; with the first come codes for paper."""
    own_proofs.prove(house(), device())
    mine = Mine(before.person, own_proofs.of(house(), before.person.staff_id))
    if mine.proofs.codes_left:
        return redirect("/it-is-me", 303)
    return _page(mine, codes=passphrases.new_codes(house(), device(), mine.person.staff_id))


def _asks(mine: Mine, wrong: str = "") -> Response:
    who = mine.person.staff_id
    options = passkey_page.question(PROVING, who) if mine.proofs.passkeys else ""
    where = request.path if request.method == "GET" and request.path == "/it-is-me" else _asked_for()
    body = render_template(
        "auth/step_up.html",
        mine=mine,
        own_browser=device().staff_id == who,
        options=options,
        next=where,
        wrong=wrong,
    )
    return make_response(body, 403 if wrong else 200)


def _asked_for() -> str:
    return own_page(request.form.get("next", "") or request.args.get("next", ""))


def _page(mine: Mine, wrong: str = "", codes: list[str] | None = None) -> Response:
    place, here, person = passkey_page.place(), site(), (mine.person.staff_id, mine.person.name)
    options, secret = "", passphrases.new_secret()
    if place is not None:
        options = passkeys.to_add(house(), place, here.name, person, passkey_page.new_challenge(ADDING))
    body = render_template(
        "auth/it_is_me.html",
        mine=mine,
        options=options,
        named=place is not None,
        secret=secret,
        square=qr(passphrases.address_for_app(secret, mine.person.name, here.name)),
        codes=codes or [],
        wrong=wrong,
    )
    return make_response(body, 400 if wrong else 200)
