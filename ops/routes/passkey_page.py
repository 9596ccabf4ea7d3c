"""What a page with a passkey needs: where the key is good, and a challenge the browser keeps for it.

A key belongs to a name, never to a bare number: at ``127.0.0.1`` there are none, at ``localhost`` and at
a room's own name there are.
"""

import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app, request, session

from ops.routes.door import house
from ops.services.passkeys import GOOD_FOR, NotProved, Place


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
