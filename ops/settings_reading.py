"""How one setting is read: what was said, as the value it means, or a sentence about what is wrong with it."""

import ipaddress
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from ops.addresses import is_address, is_email, is_https_or_loopback, is_loopback
from ops.logs import Style

THREADING = "threading"
EVENTLET = "eventlet"
BY_HEADER = "header"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
THIS_MACHINE: tuple[Network, ...] = (ipaddress.IPv4Network("127.0.0.0/8"), ipaddress.IPv6Network("::1/128"))


class ConfigError(Exception):
    """The house cannot be opened like this. The text is for the person at the keyboard."""


def number(given: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    said = given.get(name, str(default))
    if not (said.isascii() and said.isdigit() and low <= int(said[:9]) <= high):
        raise ConfigError(f"{name} must be a whole number from {low} to {high}.")
    return int(said)


def origins(said: str | None, host: str, port: int, *, tls: bool) -> tuple[str, ...]:
    if said is None and tls:
        raise ConfigError(
            "OPS_TLS_CERT is set: say with OPS_ORIGINS at which address screens find the room, with the name in "
            "the certificate and the port, for example: https://room.example.org:8443"
        )
    if said is None:
        named = [f"[{host}]" if ":" in host else host, "127.0.0.1", "localhost"]
        names = dict.fromkeys(named if is_loopback(host) else named[:1])
        return tuple(f"http://{name}{'' if port == 80 else f':{port}'}" for name in names)
    return tuple(dict.fromkeys(origin(part.strip()) for part in said.strip(", ").split(",")))


def origin(said: str) -> str:
    problem = ConfigError(
        "OPS_ORIGINS must be addresses as a browser shows them, with commas between and nothing after "
        "the port, for example: https://room.example.org"
    )
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError as error:
        raise problem from error
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or "*" in host:
        raise problem
    if parts.path.rstrip("/") or parts.query or parts.fragment or parts.username:
        raise problem
    usual = {"http": 80, "https": 443}[parts.scheme]
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + (f":{port}" if port and port != usual else "")


def database_url(said: str | None, data_dir: Path) -> str:
    if said is None:
        return f"sqlite:///{data_dir / 'room.db'}"
    if said.startswith(("sqlite:///", "postgresql+psycopg://")):
        return said
    raise ConfigError(
        "OPS_DATABASE_URL must begin with postgresql+psycopg:// (PostgreSQL) or sqlite:/// (a file)."
    )


def db_key_file(said: str | None, environment: Mapping[str, str]) -> Path | None:
    """What systemd hands to the service (``LoadCredential=ops-db-key:…``) is found by itself."""
    return _credential("ops-db-key", environment) if said is None else file(said)


def tls_key(said: str | None, environment: Mapping[str, str]) -> Path | None:
    """What systemd hands to the service (``LoadCredential=ops-tls-key:…``) is found by itself."""
    return _credential("ops-tls-key", environment) if said is None else file(said)


def _credential(name: str, environment: Mapping[str, str]) -> Path | None:
    folder = environment.get("CREDENTIALS_DIRECTORY")
    credential = Path(folder) / name if folder else None
    return credential if credential is not None and credential.exists() else None


def proxy(said: str | None) -> tuple[Network, ...]:
    """From where a proxy passes requests on; none, where there is no proxy."""
    if said is None:
        return ()
    if said == BY_HEADER:
        return THIS_MACHINE
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in said.split(","))
    except ValueError:
        raise ConfigError(
            "OPS_PROXY must be header, where the proxy is on this machine, or the networks in which there are "
            "proxies and nobody else, such as 172.30.77.0/24."
        ) from None


def log(said: str) -> Style:
    try:
        return Style(said)
    except ValueError:
        raise ConfigError("OPS_LOG must be words or json.") from None


def redis_url(said: str | None) -> str | None:
    if said is None or said.startswith(("redis://", "rediss://", "unix://")):
        return said
    raise ConfigError("OPS_REDIS_URL must begin with redis://, rediss:// or unix://.")


def ping_url(said: str | None) -> str | None:
    """Never repeated in what is said about it: an address like this is a secret."""
    if said is not None and not is_address(said, "http", "https"):
        raise ConfigError("OPS_PING_URL must be an address that begins with https:// or http://.")
    return said


def metrics(said: str | None, port: int, workers: int) -> tuple[str, range] | None:
    """The address, and the ports from there on, one for each process."""
    if said is None:
        return None
    problem = ConfigError(
        "OPS_METRICS must be an address of this machine only, such as 127.0.0.1:9108: nobody is asked for a "
        "token there. For a Prometheus elsewhere: ops device add --role integration --scope metrics, and /metrics."
    )
    try:
        parts = urlsplit(f"//{said}")
        host, first = parts.hostname or "", parts.port or 0
    except ValueError as error:
        raise problem from error
    ports = range(first, first + workers)
    if said != parts.netloc or "@" in said or not is_loopback(host) or not first or ports[-1] > 65535:
        raise problem
    if port in ports:
        raise ConfigError("OPS_METRICS is the address of the room itself (OPS_PORT). Give it another port.")
    return host, ports


def smtp_url(said: str | None) -> str | None:
    if said is None:
        return None
    if not is_address(said, "smtp") or urlsplit(said).password is not None:
        raise ConfigError(
            "OPS_SMTP_URL must be like smtp://user@mail.example.org:587, without the password: that goes "
            "into a file, named by OPS_SMTP_PASSWORD_FILE."
        )
    return said


def smtp_from(said: str | None) -> str | None:
    if said is None or is_email(said):
        return said
    raise ConfigError("OPS_SMTP_FROM must be one e-mail address.")


def sms_url(said: str | None) -> str | None:
    """Never repeated: some gateways are opened by their address alone."""
    if said is None:
        return None
    if not is_https_or_loopback(said):
        raise ConfigError("OPS_SMS_URL must begin with https:// (or http:// on this machine).")
    return said


def sms_body(said: str) -> str:
    if "{to}" not in said or "{text}" not in said:
        raise ConfigError("OPS_SMS_BODY must hold {to} and {text}, such as to={to}&message={text}")
    if said.startswith(("{", "[")):
        try:
            json.loads(said)
        except ValueError as error:
            raise ConfigError("OPS_SMS_BODY begins like JSON and is none.") from error
    return said


def file(said: str | None) -> Path | None:
    return None if said is None else Path(said).absolute()


def async_mode(said: str | None, database_url: str) -> str:
    if said is None:
        return THREADING if database_url.startswith("sqlite") else EVENTLET
    if said in (THREADING, EVENTLET):
        return said
    raise ConfigError("OPS_ASYNC_MODE must be threading or eventlet.")
