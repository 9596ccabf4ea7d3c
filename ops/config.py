"""What the operator decides, read once from the environment and frozen.

A setting that is missing, unsafe or misspelt stops the start with a sentence that says
what to do. Nothing here is guessed later.
"""

import difflib
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ops import settings_reading
from ops.addresses import is_loopback
from ops.logs import Style
from ops.settings_reading import EVENTLET as EVENTLET
from ops.settings_reading import THREADING as THREADING
from ops.settings_reading import ConfigError as ConfigError

SMS_BODY = '{"to": "{to}", "text": "{text}"}'
MOST_SOCKETS = {THREADING: 100, EVENTLET: 5000}


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
    OPS_TLS_CERT        none                   A file with the certificate of the screens' address and those that
                                               vouch for it (PEM): the house then speaks TLS itself.
    OPS_TLS_KEY         the service manager's  A file with its key (PEM, without a passphrase).
                        credential, or none
    OPS_PROXY           none                   header, where a proxy on this machine says in X-Forwarded-For
                                               from where a request comes; or the network of proxies
                                               elsewhere: 172.30.77.0/24
    OPS_ORIGINS         this host's addresses  Addresses in the browsers' address bar, with
                                               commas between: https://room.example.org
    OPS_DATABASE_URL    SQLite in the data     postgresql+psycopg://user:password@host/name
                        directory              for several processes or sites.
    OPS_DB_KEY_FILE     the service manager's  A file with the key of the embedded database, which is
                        credential, or none    then encrypted: 64 digits from 0 to f.
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
    OPS_BACKUP_TO       none                   A file with public keys of age, a line each: a backup is
                                               made each day that only their owners can open.
    OPS_BACKUP_DIR      backups/ in the data   Where backups lie.
                        directory
    OPS_BACKUP_DAYS     7                      Days for which a backup is kept. It holds what is taken
                                               from the database meanwhile.
    OPS_PING_URL        none                   https://… of a watchdog outside, asked once a
                                               minute while the room is looked after.
    OPS_METRICS         none                   127.0.0.1:9108: how the server is, for a Prometheus on this
                                               machine, without a token. A port for each process, from
                                               there on.
    OPS_SMTP_URL        none                   smtp://user@mail.example.org:587, a mail server with
                                               STARTTLS, for who is told next by e-mail.
    OPS_SMTP_FROM       none                   The sender's address of these e-mails.
    OPS_SMTP_PASSWORD_FILE  none               A file with the password of that user.
    OPS_SMS_URL         none                   https://… of a gateway for text messages, for who is
                                               told next by SMS.
    OPS_SMS_BODY        JSON with to and text  What is posted there, with {to} and {text} in it: JSON,
                                               or a form such as to={to}&message={text}
    OPS_SMS_SECRET_FILE  none                  A file with one header line for the gateway, such as
                                               Authorization: Bearer …
    OPS_LOG             words                  How the log looks: words for a person, or json.
    ==================  =====================  ================================================
    """

    data_dir: Path
    site_file: Path
    host: str
    port: int
    tls_cert: Path | None
    tls_key: Path | None
    proxy: tuple[settings_reading.Network, ...]
    origins: tuple[str, ...]
    database_url: str
    db_key_file: Path | None
    log: Style
    redis_url: str | None
    workers: int
    async_mode: str
    max_sockets: int
    disk_low_mb: int
    backup_to: Path | None
    backup_dir: Path
    backup_days: int
    ping_url: str | None
    metrics: tuple[str, range] | None
    smtp_url: str | None
    smtp_from: str | None
    smtp_password_file: Path | None
    sms_url: str | None
    sms_body: str
    sms_secret_file: Path | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read, check and freeze. Raises ``ConfigError``."""
        environment = os.environ if environment is None else environment
        given = _given(environment)
        data_dir = Path(given.get("OPS_DATA_DIR", "instance")).absolute()
        host = given.get("OPS_HOST", "127.0.0.1")
        port = settings_reading.number(given, "OPS_PORT", 8000, 1, 65535)
        database_url = settings_reading.database_url(given.get("OPS_DATABASE_URL"), data_dir)
        workers = settings_reading.number(given, "OPS_WORKERS", 1, 1, 64)
        async_mode = settings_reading.async_mode(given.get("OPS_ASYNC_MODE"), database_url)
        tls_cert = settings_reading.file(given.get("OPS_TLS_CERT"))
        settings = cls(
            data_dir=data_dir,
            site_file=Path(given.get("OPS_SITE_FILE", data_dir / "site.toml")).absolute(),
            host=host,
            port=port,
            tls_cert=tls_cert,
            tls_key=settings_reading.tls_key(given.get("OPS_TLS_KEY"), environment),
            proxy=settings_reading.proxy(given.get("OPS_PROXY")),
            origins=settings_reading.origins(given.get("OPS_ORIGINS"), host, port, tls=tls_cert is not None),
            database_url=database_url,
            db_key_file=settings_reading.db_key_file(given.get("OPS_DB_KEY_FILE"), environment),
            log=settings_reading.log(given.get("OPS_LOG", "words")),
            redis_url=settings_reading.redis_url(given.get("OPS_REDIS_URL")),
            workers=workers,
            async_mode=async_mode,
            max_sockets=settings_reading.number(given, "OPS_MAX_SOCKETS", MOST_SOCKETS[async_mode], 1, 20000),
            disk_low_mb=settings_reading.number(given, "OPS_DISK_LOW_MB", 500, 1, 1_000_000),
            backup_to=settings_reading.file(given.get("OPS_BACKUP_TO")),
            backup_dir=Path(given.get("OPS_BACKUP_DIR", data_dir / "backups")).absolute(),
            backup_days=settings_reading.number(given, "OPS_BACKUP_DAYS", 7, 1, 35),
            ping_url=settings_reading.ping_url(given.get("OPS_PING_URL")),
            metrics=settings_reading.metrics(given.get("OPS_METRICS"), port, workers),
            smtp_url=settings_reading.smtp_url(given.get("OPS_SMTP_URL")),
            smtp_from=settings_reading.smtp_from(given.get("OPS_SMTP_FROM")),
            smtp_password_file=settings_reading.file(given.get("OPS_SMTP_PASSWORD_FILE")),
            sms_url=settings_reading.sms_url(given.get("OPS_SMS_URL")),
            sms_body=settings_reading.sms_body(given.get("OPS_SMS_BODY", SMS_BODY)),
            sms_secret_file=settings_reading.file(given.get("OPS_SMS_SECRET_FILE")),
        )
        settings._refuse_unsafe()
        return settings

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def is_loopback(self) -> bool:
        """Nobody outside this machine can reach the port."""
        return is_loopback(self.host)

    def is_proxy(self, address: str) -> bool:
        """Whether what comes from there may say from whom it is."""
        try:
            number = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(number in network for network in self.proxy)

    @property
    def is_https(self) -> bool:
        """Browsers reach the house through TLS, so cookies are Secure."""
        return self.origins[0].startswith("https://")

    @property
    def cookie_name(self) -> str:
        """The browser session's cookie. The prefix makes browsers refuse it over plain http."""
        return "__Host-ops_session" if self.is_https else "ops_session"

    def _refuse_unsafe(self) -> None:
        if self.smtp_url is not None and self.smtp_from is None:
            raise ConfigError("OPS_SMTP_URL is set: say with OPS_SMTP_FROM from whom the e-mails are.")
        self._refuse_half_tls()
        plain = [origin for origin in self.origins if origin.startswith("http://")]
        if plain and not self.is_loopback:
            raise ConfigError(
                f"OPS_HOST is {self.host}, which other machines can reach, but the screens would use "
                f"plain http ({plain[0]}): passwords and the board could be read on the network. "
                "Give it a certificate (OPS_TLS_CERT, OPS_TLS_KEY), or put a TLS proxy in front, set "
                "OPS_ORIGINS to its address (https://…) and keep OPS_HOST=127.0.0.1."
            )
        if plain and len(plain) < len(self.origins):
            raise ConfigError(
                "OPS_ORIGINS mixes http and https. Use one: a cookie made for https is not sent over http."
            )
        if self.db_key_file is not None and not self.is_sqlite:
            raise ConfigError(
                "OPS_DB_KEY_FILE encrypts the embedded database only. With PostgreSQL leave it out, and put "
                "the database's own files on an encrypted disk."
            )
        if self.backup_to is not None and not self.is_sqlite:
            raise ConfigError(
                "OPS_BACKUP_TO is for the embedded database. With PostgreSQL leave it out and make backups with "
                "its own tools: pg_dump, encrypted by age."
            )
        if self.is_sqlite and self.workers > 1:
            raise ConfigError(
                "OPS_WORKERS is more than 1, but the embedded database serves one process. "
                "Set OPS_DATABASE_URL to a PostgreSQL database first."
            )

    def _refuse_half_tls(self) -> None:
        if self.tls_cert is None:
            if self.tls_key is not None:
                raise ConfigError("OPS_TLS_KEY is set: name its certificate with OPS_TLS_CERT.")
            return
        if self.tls_key is None:
            raise ConfigError("OPS_TLS_CERT is set: name the key of that certificate with OPS_TLS_KEY.")
        if self.async_mode == EVENTLET:
            raise ConfigError(
                "OPS_TLS_CERT is for OPS_ASYNC_MODE=threading. With eventlet leave it out and put a TLS proxy "
                "in front (docs/https.md)."
            )
        if self.proxy:
            raise ConfigError(
                "OPS_TLS_CERT and OPS_PROXY are two ways of the same. With a proxy in front leave out the certificate."
            )
        if any(origin.startswith("http://") for origin in self.origins):
            raise ConfigError("OPS_TLS_CERT is set, so OPS_ORIGINS must begin with https://.")


VARIABLES = (
    "OPS_DATA_DIR",
    "OPS_SITE_FILE",
    "OPS_HOST",
    "OPS_PORT",
    "OPS_TLS_CERT",
    "OPS_TLS_KEY",
    "OPS_PROXY",
    "OPS_ORIGINS",
    "OPS_DATABASE_URL",
    "OPS_DB_KEY_FILE",
    "OPS_REDIS_URL",
    "OPS_WORKERS",
    "OPS_ASYNC_MODE",
    "OPS_MAX_SOCKETS",
    "OPS_DISK_LOW_MB",
    "OPS_BACKUP_TO",
    "OPS_BACKUP_DIR",
    "OPS_BACKUP_DAYS",
    "OPS_PING_URL",
    "OPS_METRICS",
    "OPS_SMTP_URL",
    "OPS_SMTP_FROM",
    "OPS_SMTP_PASSWORD_FILE",
    "OPS_SMS_URL",
    "OPS_SMS_BODY",
    "OPS_SMS_SECRET_FILE",
    "OPS_LOG",
)


NOT_OURS = ("OPS_TEST_", "OPS_DEMO_")
"""Beginnings of names that belong to the test suite and to the demonstration."""


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
