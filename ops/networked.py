"""PostgreSQL at the other end of a network: how long it is waited for, and what its silence means.

A network loses packets without a word, and a machine that stands still keeps its lines open. So nothing here
waits without an end: not for a connection, not for an answer, not for a lock. What a screen is told stops with
the first look in vain; these limits see to it that the next one is made.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import make_url

from ops.addresses import is_loopback
from ops.timelines import Server

CONNECTS_WITHIN = 3
"""Seconds for each address."""
ANSWERS_WITHIN = 10.0
"""Seconds, far beyond what the house asks (Years in docs/benchmarks.md is the most of it)."""
WAITS_FOR_LOCK = 5
GIVES_UP = 8
"""Seconds after which the database itself ends a statement, before we end the connection."""
FORGOTTEN = 15
"""Seconds after which it ends a transaction in which nothing more is said: of a process that stands still
while it holds a site."""
SILENT_LINE = 6
"""Seconds without a sign from its machine after which a line is lost."""

WHO = """
    SELECT system_identifier, CASE WHEN NOT pg_is_in_recovery() THEN
        ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int END
    FROM pg_control_system()
"""
"""The server's system, and its timeline where it is a primary."""

_LINE = {
    "connect_timeout": CONNECTS_WITHIN,
    "keepalives": 1,
    "keepalives_idle": SILENT_LINE,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": SILENT_LINE * 1000,
    "application_name": "ops",
}
_SAID = " ".join(
    f"-c {name}={seconds}s"
    for name, seconds in (
        ("lock_timeout", WAITS_FOR_LOCK),
        ("statement_timeout", GIVES_UP),
        ("idle_in_transaction_session_timeout", FORGOTTEN),
    )
)


def connect(words: list[Any], more: Mapping[str, Any]) -> Any:
    """A connection that waits for no answer longer than ``ANSWERS_WITHIN``, until ``be_patient``. What the
    address says itself goes before what is said here. ``server`` of it is whom it leads to."""
    options = " ".join(filter(None, (_SAID, more.get("options"))))
    connection = _bounded().connect(*words, **{**_LINE, **more, "options": options})
    try:
        connection.server = Server(*connection.execute(WHO).fetchone())
        connection.rollback()
    except BaseException:
        connection.close()
        raise
    return connection


def begin_anew(connection: Any) -> None:
    """Another history from here on (``Site.epoch``), if rooms are in it. For a server that nobody uses yet."""
    if connection.execute("SELECT to_regclass('site')").fetchone()[0] is not None:
        # Another process may do the same: each row in the same order, or both wait for each other.
        connection.execute("LOCK TABLE site IN SHARE ROW EXCLUSIVE MODE")
        connection.execute("UPDATE site SET epoch = gen_random_uuid()::text")
    connection.commit()


@cache
def _bounded() -> Any:
    """The driver's connection, with an end to its patience."""
    # Not before: how it waits is chosen when it is imported.
    import psycopg
    from psycopg.errors import _WaitTimeout

    class Connection(psycopg.Connection[Any]):
        patience: float | None = ANSWERS_WITHIN
        server: Server

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval, self.patience if timeout is None else timeout)
            except _WaitTimeout as error:
                # What comes after it would be taken for the answer to something else.
                self.pgconn.finish()
                raise psycopg.OperationalError("no answer from the database") from error

    return Connection


def be_patient(connection: Any) -> None:
    """For long work in a transaction of its own: tables made anew, all rows written elsewhere."""
    driver = connection.connection.driver_connection
    driver.patience = None
    for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {limit} = 0")


def be_as_before(connection: Any) -> None:
    """Its limits by the clock are gone with the transaction; ours comes back."""
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.patience = ANSWERS_WITHIN


def unproven_databases(url: str) -> tuple[str, ...]:
    """Who a database's address names that may be another machine, where it does not ask for TLS with a certificate
    that is looked at: whoever answers in their place is believed, and may read along."""
    address = make_url(url)
    asked = address.normalized_query
    if asked.get("sslmode") == ("verify-full",):
        return ()
    named = ",".join((address.host or "", *asked.get("host", ()), *asked.get("hostaddr", ())))
    return _elsewhere(host for host in named.split(",") if not host.startswith("/"))


def unproven_redis(url: str) -> tuple[str, ...]:
    """As ``unproven_databases``, of Redis's address."""
    address = urlsplit(url)
    asked = parse_qs(address.query)
    looks = asked.get("ssl_cert_reqs", ["required"]) == ["required"]
    by_name = asked.get("ssl_check_hostname", ["true"])[-1].lower() in ("true", "1", "yes")
    if address.scheme == "rediss" and looks and by_name:
        return ()
    return _elsewhere([address.hostname or ""])


def _elsewhere(hosts: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        host for host in hosts if host and not is_loopback(host.partition(":")[0]) and not is_loopback(host)
    )
