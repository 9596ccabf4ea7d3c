"""What the operator decides, read once from the environment and frozen.

A setting that is missing, unsafe or misspelt stops the start with a sentence that says
what to do. Nothing here is guessed later.
"""

import difflib
import ipaddress
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

THREADING = "threading"
EVENTLET = "eventlet"
MOST_SOCKETS = {THREADING: 100, EVENTLET: 5000}


class ConfigError(Exception):
    """The house cannot be opened like this. The text is for the person at the keyboard."""


@dataclass(frozen=True)
class Settings:
    """Every setting, by its environment variable.

    ==================  =====================  ================================================
    Variable            Default                Meaning
    ==================  =====================  ================================================
    OPS_DATA_DIR        instance/              Where the embedded database and the keys lie.
    OPS_SITE_FILE       site.toml in the data  The room as its caretaker describes it. Made at the
                        directory              first start, applied whenever it changed.
    OPS_HOST            127.0.0.1              Address to listen on.
    OPS_PORT            8000                   Port to listen on.
    OPS_ORIGINS         this host's addresses  Addresses in the browsers' address bar, with
                                               commas between: https://room.example.org
    OPS_DATABASE_URL    SQLite in the data     postgresql+psycopg://user:password@host/name
                        directory              for several processes or sites.
    OPS_REDIS_URL       none                   redis://host:6379/0, so that processes wake each
                                               other at once instead of within a second.
    OPS_WORKERS         1                      Processes; more than one needs PostgreSQL.
    OPS_ASYNC_MODE      threading on SQLite,   How many screens are served at once by one
                        eventlet on            process: threading or eventlet.
                        PostgreSQL
    OPS_MAX_SOCKETS     100 with threading,    Screens one process lets in.
                        5000 with eventlet
    OPS_DISK_LOW_MB     500                    Free megabytes on the disk of the database below
                                               which screens say that it is nearly full.
    OPS_PING_URL        none                   https://… of a watchdog outside, asked once a
                                               minute while the room is looked after.
    ==================  =====================  ================================================
    """

    data_dir: Path
    site_file: Path
    host: str
    port: int
    origins: tuple[str, ...]
    database_url: str
    redis_url: str | None
    workers: int
    async_mode: str
    max_sockets: int
    disk_low_mb: int
    ping_url: str | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read, check and freeze. Raises ``ConfigError``."""
        given = _given(os.environ if environment is None else environment)
        data_dir = Path(given.get("OPS_DATA_DIR", "instance")).absolute()
        host = given.get("OPS_HOST", "127.0.0.1")
        port = _number(given, "OPS_PORT", 8000, 1, 65535)
        database_url = _database_url(given.get("OPS_DATABASE_URL"), data_dir)
        async_mode = _async_mode(given.get("OPS_ASYNC_MODE"), database_url)
        settings = cls(
            data_dir=data_dir,
            site_file=Path(given.get("OPS_SITE_FILE", data_dir / "site.toml")).absolute(),
            host=host,
            port=port,
            origins=_origins(given.get("OPS_ORIGINS"), host, port),
            database_url=database_url,
            redis_url=_redis_url(given.get("OPS_REDIS_URL")),
            workers=_number(given, "OPS_WORKERS", 1, 1, 64),
            async_mode=async_mode,
            max_sockets=_number(given, "OPS_MAX_SOCKETS", MOST_SOCKETS[async_mode], 1, 20000),
            disk_low_mb=_number(given, "OPS_DISK_LOW_MB", 500, 1, 1_000_000),
            ping_url=_ping_url(given.get("OPS_PING_URL")),
        )
        settings._refuse_unsafe()
        return settings

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def is_loopback(self) -> bool:
        """Nobody outside this machine can reach the port."""
        return _is_loopback(self.host)

    @property
    def is_https(self) -> bool:
        """Browsers reach the house through TLS, so cookies are Secure."""
        return self.origins[0].startswith("https://")

    @property
    def cookie_name(self) -> str:
        """The browser session's cookie. The prefix makes browsers refuse it over plain http."""
        return "__Host-ops_session" if self.is_https else "ops_session"

    def _refuse_unsafe(self) -> None:
        plain = [origin for origin in self.origins if origin.startswith("http://")]
        if plain and not self.is_loopback:
            raise ConfigError(
                f"OPS_HOST is {self.host}, which other machines can reach, but the screens would use "
                f"plain http ({plain[0]}): passwords and the board could be read on the network. "
                "Put a TLS proxy in front, set OPS_ORIGINS to its address (https://…) and keep "
                "OPS_HOST=127.0.0.1 where you can."
            )
        if plain and len(plain) < len(self.origins):
            raise ConfigError(
                "OPS_ORIGINS mixes http and https. Use one: a cookie made for https is not sent over http."
            )
        if self.is_sqlite and self.workers > 1:
            raise ConfigError(
                "OPS_WORKERS is more than 1, but the embedded database serves one process. "
                "Set OPS_DATABASE_URL to a PostgreSQL database first."
            )


VARIABLES = (
    "OPS_DATA_DIR",
    "OPS_SITE_FILE",
    "OPS_HOST",
    "OPS_PORT",
    "OPS_ORIGINS",
    "OPS_DATABASE_URL",
    "OPS_REDIS_URL",
    "OPS_WORKERS",
    "OPS_ASYNC_MODE",
    "OPS_MAX_SOCKETS",
    "OPS_DISK_LOW_MB",
    "OPS_PING_URL",
)


NOT_OURS = ("OPS_TEST_", "OPS_DEMO_")
"""Beginnings of names that belong to the test suite and to the demonstration."""


@dataclass(frozen=True)
class Secrets:
    """Keys that lie beside the database, never in it. Losing them signs everybody out."""

    secret_key: bytes
    receipt_key: bytes
    pepper: bytes


def ensure_secrets(settings: Settings) -> Secrets:
    """Read the keys from the data directory, making on the first start what is not there."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Secrets(
        secret_key=_key(settings.data_dir / "secret.key"),
        receipt_key=_key(settings.data_dir / "receipt.key"),
        pepper=_key(settings.data_dir / "pepper.key"),
    )


def _key(path: Path) -> bytes:
    """1. Make it if it is not there, for the owner only. 2. Refuse one that others can read."""
    if not path.exists():
        _make_key(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError(f"{path} can be read by others on this machine. Run: chmod 600 {path}")
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError:
        key = b""
    if len(key) < 32:
        raise ConfigError(f"{path} does not hold a key. Bring it back from a backup.")
    return key


def _make_key(path: Path) -> None:
    """Written whole under another name first: another process never reads half a key."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # Another process was faster; its key is the key.
    finally:
        draft.unlink()


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    given = {
        name: value.strip()
        for name, value in environment.items()
        if name.startswith("OPS_") and not name.startswith(NOT_OURS)
    }
    for name in sorted(given):
        if name not in VARIABLES:
            close = difflib.get_close_matches(name, VARIABLES, n=1)
            meant = f" Did you mean {close[0]}?" if close else ""
            raise ConfigError(f"{name} is not a setting.{meant}")
    return {name: value for name, value in given.items() if value}


def _number(given: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    said = given.get(name, str(default))
    if not (said.isascii() and said.isdigit() and low <= int(said[:9]) <= high):
        raise ConfigError(f"{name} must be a whole number from {low} to {high}.")
    return int(said)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _origins(said: str | None, host: str, port: int) -> tuple[str, ...]:
    if said is None:
        named = [f"[{host}]" if ":" in host else host, "127.0.0.1", "localhost"]
        names = dict.fromkeys(named if _is_loopback(host) else named[:1])
        return tuple(f"http://{name}{'' if port == 80 else f':{port}'}" for name in names)
    return tuple(dict.fromkeys(_origin(part.strip()) for part in said.strip(", ").split(",")))


def _origin(said: str) -> str:
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


def _database_url(said: str | None, data_dir: Path) -> str:
    if said is None:
        return f"sqlite:///{data_dir / 'room.db'}"
    if said.startswith(("sqlite:///", "postgresql+psycopg://")):
        return said
    raise ConfigError(
        "OPS_DATABASE_URL must begin with postgresql+psycopg:// (PostgreSQL) or sqlite:/// (a file)."
    )


def _redis_url(said: str | None) -> str | None:
    if said is None or said.startswith(("redis://", "rediss://", "unix://")):
        return said
    raise ConfigError("OPS_REDIS_URL must begin with redis://, rediss:// or unix://.")


def _ping_url(said: str | None) -> str | None:
    """Never repeated in what is said about it: an address like this is a secret."""
    if said is None:
        return None
    try:
        parts = urlsplit(said)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not said.isascii() or not said.isprintable() or " " in said:
        raise ConfigError("OPS_PING_URL must be an address that begins with https:// or http://.")
    return said


def _async_mode(said: str | None, database_url: str) -> str:
    if said is None:
        return THREADING if database_url.startswith("sqlite") else EVENTLET
    if said in (THREADING, EVENTLET):
        return said
    raise ConfigError("OPS_ASYNC_MODE must be threading or eventlet.")
