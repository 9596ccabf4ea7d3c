"""What a page with a passkey needs: where the key is good, and a challenge the browser keeps for it.

A key belongs to a name, never to a bare number: at ``127.0.0.1`` there are none, at ``localhost`` and at
a room's own name there are.
"""

import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app, request, session

from ops.routes.door import house
from ops.services.ways_in import passkeys
from ops.services.ways_in.passkeys import GOOD_FOR, NotProved, Place


def place() -> Place | None:
    """Where keys of this page are good; none where the address is a number or not one of ours."""
    origin = request.host_url.rstrip("/")
    name = urlsplit(origin).hostname or ""
    if origin not in current_app.extensions["settings"].origins:
        return None
    try:
        ip_address(name)
    except ValueError:
        return Place(name, origin)
    return None


def question(purpose: str, staff_id: int | None = None) -> str:
    """What the browser is asked, for a proof of that person or of whoever has a key here; JSON. Empty
    where no key is good."""
    here = place()
    return passkeys.to_prove(house(), here, new_challenge(purpose), staff_id) if here else ""


def proved(purpose: str) -> int:
    """Whose key answered in this form. Raises ``NotProved``."""
    here = place()
    if here is None:
        raise NotProved
    answer = request.form.get("answer", "")
    return passkeys.proved(house(), place=here, challenge=challenge_of(purpose), answer=answer)


def new_challenge(purpose: str) -> bytes:
    """Kept by this browser, signed by us, for a few minutes."""
    challenge = secrets.token_bytes(32)
    session[_key(purpose)] = [challenge.hex(), house().now().timestamp()]
    return challenge


def challenge_of(purpose: str) -> bytes:
    """What this browser was asked; asked once. Raises ``NotProved``."""
    kept = session.pop(_key(purpose), None)
    if kept is None or house().now().timestamp() - kept[1] > GOOD_FOR.total_seconds():
        raise NotProved
    return bytes.fromhex(kept[0])


def _key(purpose: str) -> str:
    return f"passkey {purpose}"
