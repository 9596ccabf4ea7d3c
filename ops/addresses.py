"""What an address must look like, wherever somebody writes one: settings and the site file."""

import ipaddress
import re
from urllib.parse import urlsplit

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


def is_email(said: str) -> bool:
    """Whether it is one plain e-mail address, without a name in front."""
    return _EMAIL.fullmatch(said) is not None


def is_loopback(host: str) -> bool:
    """Whether a name or number can only mean this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_address(said: str, *schemes: str) -> bool:
    """Whether it names a machine by one of these schemes, in letters that can be printed."""
    try:
        parts = urlsplit(said)
        good = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return good and said.isascii() and said.isprintable() and " " not in said


def is_https_or_loopback(said: str) -> bool:
    """Whether what is sent there cannot be read on the way."""
    if is_address(said, "https"):
        return True
    return is_address(said, "http") and is_loopback(urlsplit(said).hostname or "")
