"""Passkeys: added, and answered to a challenge that counts once.

1. The page carries a challenge, which the browser that opened it keeps under our signature.
2. The key signs it together with our address; a page of another address gets no good answer.
3. The person was verified by the device (a finger, a face, its own PIN): having it is not enough.
4. The challenge is used up in the commit that believes the answer, so a copy is worth nothing.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.models import Passkey, UsedChallenge
from ops.services.house import House
from ops.services.transaction import Made, Transaction
from ops.services.ways_in import persons
from ops.services.ways_in.devices import DeviceRef, set_up
from ops.services.ways_in.hashing import keyed

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

GOOD_FOR = timedelta(minutes=5)
LONGEST_ANSWER = 16 * 1024


class NotProved(Exception):
    """It does not prove who it is. Why not is nobody's business."""


@dataclass(frozen=True)
class Place:
    """Where a key is good: the name in the address, and the whole address of the page."""

    name: str
    origin: str


def to_add(house: House, place: Place, site_name: str, person: tuple[int, str], challenge: bytes) -> str:
    """What the browser is asked, to make a key for that person; JSON."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    staff_id, name = person
    with house.db.read() as session:
        who = persons.of(session, staff_id)
    asked = generate_registration_options(
        rp_id=place.name,
        rp_name=site_name,
        user_id=_handle(house, who),
        user_name=name,
        user_display_name=name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_described(_of(house, staff_id)),
    )
    return options_to_json(asked)


def to_prove(house: House, place: Place, challenge: bytes, staff_id: int | None = None) -> str:
    """What the browser is asked, for a proof: of that person, or of whoever has a key here; JSON."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    known = [] if staff_id is None else _of(house, staff_id)
    return options_to_json(
        generate_authentication_options(
            rp_id=place.name,
            challenge=challenge,
            allow_credentials=_described(known),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def add(
    house: House,
    device: DeviceRef,
    staff_id: int,
    *,
    place: Place,
    challenge: bytes,
    answer: str,
    name: str,
) -> None:
    """Keep a new key. Raises ``NotProved``."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NotProved from error

    def work(transaction: Transaction) -> Made:
        _use_up(transaction.session, house, challenge)
        transaction.session.add(
            Passkey(
                person_id=persons.of(transaction.session, staff_id),
                credential_id=bytes_to_base64url(made.credential_id),
                public_key=made.credential_public_key,
                sign_count=made.sign_count,
                name=name,
                added_at=transaction.now,
            )
        )
        transaction.record(facts.ProofAdded(transaction.now, staff_id, "passkey"))
        return Made({})

    try:
        set_up(house, device.site_id, device.actor, "proof.add", work)
    except IntegrityError as error:
        raise NotProved from error


def proved(house: House, *, place: Place, challenge: bytes, answer: str) -> int:
    """Which person's key answered. Raises ``NotProved``."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.exceptions import WebAuthnException

    said = _read(answer)
    try:
        with house.db.write() as session:
            key = _named(session, said)
            handle = said["response"].get("userHandle")
            if handle is not None and base64url_to_bytes(handle) != _handle(house, key.person_id):
                raise NotProved
            checked = verify_authentication_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=place.name,
                expected_origin=place.origin,
                credential_public_key=key.public_key,
                credential_current_sign_count=key.sign_count,
                require_user_verification=True,
            )
            _use_up(session, house, challenge)
            key.sign_count, key.used_at = checked.new_sign_count, house.now()
            return key.person_id
    except (WebAuthnException, IntegrityError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotProved from error


def _named(session: Session, said: dict[str, Any]) -> Passkey:
    """The key that the answer names, of somebody who is on a team."""
    key = session.scalar(
        select(Passkey)
        .where(Passkey.credential_id == str(said["id"]), Passkey.person_id.in_(persons.on_a_team()))
        .with_for_update()
    )
    if key is None:
        raise NotProved
    return key


def _use_up(session: Session, house: House, challenge: bytes) -> None:
    """Of two answers to one challenge one is believed; the other breaks on the table's own rule."""
    now = house.now()
    session.execute(delete(UsedChallenge).where(UsedChallenge.ends_at <= now))
    session.add(
        UsedChallenge(challenge_hash=hashlib.sha256(challenge).hexdigest(), ends_at=now + 2 * GOOD_FOR)
    )
    session.flush()


def _read(answer: str) -> dict[str, Any]:
    """An object of JSON, and no more of it than a key says. Raises ``NotProved``."""
    if len(answer) > LONGEST_ANSWER:
        raise NotProved
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise NotProved from error
    if not isinstance(said, dict) or not isinstance(said.get("response"), dict):
        raise NotProved
    return said


def _of(house: House, staff_id: int) -> list[str]:
    with house.db.read() as session:
        theirs = Passkey.person_id == persons.of(session, staff_id)
        return list(session.scalars(select(Passkey.credential_id).where(theirs)))


def _described(known: Sequence[str]) -> "list[PublicKeyCredentialDescriptor]":
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known]


def _handle(house: House, person_id: int) -> bytes:
    """Who it is to the device that keeps the key: nothing that could be read."""
    return bytes.fromhex(keyed(house, "handle", str(person_id)))
