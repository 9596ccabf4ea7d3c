"""``ops check`` about the way screens come in, and the way to database and Redis."""

from pathlib import Path

import pytest

from ops.cli.reaching import missing, unproven
from ops.clock import utc_now
from ops.config import Settings
from tests.support.tls import write_pair


def said(**given: str) -> str:
    return "\n".join(missing(Settings.from_environment(given), utc_now()))


def with_certificate(folder: Path, names: list[str], days: float, origin: str) -> str:
    pair = write_pair(folder, names, days)
    return said(OPS_TLS_CERT=str(pair.certificate), OPS_TLS_KEY=str(pair.key), OPS_ORIGINS=origin)


def test_a_certificate_that_is_well_needs_no_word(tmp_path: Path) -> None:
    assert with_certificate(tmp_path, ["room.example.org"], 60, "https://room.example.org:8443") == ""


@pytest.mark.parametrize(
    ("days", "words"), [(14.5, "ends in 14 days"), (0.5, "ends in 0 days"), (-1, "has ended")]
)
def test_a_certificate_that_ends_is_said_in_time(tmp_path: Path, days: float, words: str) -> None:
    assert words in with_certificate(tmp_path, ["room.example.org"], days, "https://room.example.org")


def test_a_certificate_for_another_name(tmp_path: Path) -> None:
    answer = with_certificate(tmp_path, ["a.example.org", "192.168.1.4"], 60, "https://b.example.org")
    assert "is for a.example.org, 192.168.1.4, and not for b.example.org" in answer


def test_at_a_number_there_are_no_passkeys(tmp_path: Path) -> None:
    assert "no passkeys" in with_certificate(tmp_path, ["192.168.1.4"], 60, "https://192.168.1.4:8443")


def test_a_key_that_cannot_be_used(tmp_path: Path) -> None:
    pair = write_pair(tmp_path, ["room.example.org"])
    pair.key.chmod(0o644)
    chosen = {"OPS_TLS_CERT": str(pair.certificate), "OPS_TLS_KEY": str(pair.key)}
    assert "chmod o=" in said(**chosen, OPS_ORIGINS="https://room.example.org")


def test_neither_certificate_nor_proxy() -> None:
    assert "Only this machine can reach the room" in said()


def test_a_proxy_says_from_where_and_nobody_goes_past_it() -> None:
    room = "https://room.example.org"
    assert said(OPS_ORIGINS=room, OPS_PROXY="header") == ""
    assert "OPS_PROXY=header" in said(OPS_ORIGINS=room)
    assert "OPS_HOST=127.0.0.1" in said(OPS_ORIGINS=room, OPS_HOST="0.0.0.0")


DATABASE = "postgresql+psycopg://ops@db.example.org/ops"
REDIS = "redis.example.org:6379/0"


@pytest.mark.parametrize(
    ("database", "redis", "who"),
    [
        (DATABASE, f"redis://{REDIS}", ["db.example.org is PostgreSQL", "redis.example.org is Redis"]),
        (
            f"{DATABASE}?sslmode=require",
            f"rediss://{REDIS}?ssl_cert_reqs=none",
            ["db.example.org", "redis.example.org"],
        ),
        (
            "postgresql+psycopg://ops@/ops?host=a&host=b",
            f"rediss://:secret@{REDIS}",
            ["a and b is PostgreSQL"],
        ),
        (f"{DATABASE}?sslmode=verify-full&sslrootcert=/etc/ops/ca.crt", f"rediss://:secret@{REDIS}", []),
        ("postgresql+psycopg://ops@127.0.0.1/ops", "redis://localhost/0", []),
        ("postgresql+psycopg:///ops?host=/run/postgresql", "unix:///run/redis/redis.sock", []),
        ("postgresql+psycopg://ops:p[#?w@db/ops", "redis://127.0.0.1/0", ["db is PostgreSQL"]),
        ("postgresql+psycopg://ops:p#w@db/ops?sslmode=verify-full", f"rediss://{REDIS}", []),
        ("postgresql+psycopg://ops@localhost/ops?hostaddr=10.0.0.9", "redis://localhost/0", ["10.0.0.9"]),
        (
            "postgresql+psycopg://ops@/ops?host=localhost:5432",
            f"rediss://{REDIS}?ssl_check_hostname=no",
            ["redis."],
        ),
    ],
    ids=[
        *("nothing", "nobody looks", "two", "both", "this machine", "sockets"),
        *("odd password", "odd password, proven", "by number", "any name"),
    ],
)
def test_it_says_who_is_asked_without_a_look_at_who_answers(
    database: str, redis: str, who: list[str]
) -> None:
    given = {"OPS_DATABASE_URL": database, "OPS_REDIS_URL": redis, "OPS_ASYNC_MODE": "eventlet"}
    lines = list(unproven(Settings.from_environment(given)))
    assert len(lines) == len(who)
    assert all(words in line for words, line in zip(who, lines, strict=True))
    assert "secret" not in "".join(lines)


def test_a_room_on_its_own_asks_nobody() -> None:
    assert list(unproven(Settings.from_environment({}))) == []
