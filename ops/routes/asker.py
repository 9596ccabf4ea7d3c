"""Who asks: from which address a request comes, in one place."""

import ipaddress

from flask import current_app, request

PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


def address() -> str:
    """1. Of the connection. 2. Where that is a proxy's, as ``OPS_PROXY`` says, what the proxy added last to
    ``X-Forwarded-For``: what stands before that, anybody may have written."""
    direct = request.remote_addr or ""
    if not current_app.extensions["settings"].is_proxy(direct):
        return direct
    said = request.headers.get("X-Forwarded-For", direct).rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return ""


def is_this_machine() -> bool:
    """Straight from a program here, not passed on by a proxy that is here too."""
    return _is_loopback(request.remote_addr or "") and not any(name in request.headers for name in PASSED_ON)


def _is_loopback(said: str) -> bool:
    try:
        return ipaddress.ip_address(said).is_loopback
    except ValueError:
        return False
