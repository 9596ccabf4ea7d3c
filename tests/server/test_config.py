"""What the operator may set, and the sentences for what they may not."""

import re
import stat
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from ops.config import VARIABLES, ConfigError, Settings
from ops.keys import ensure_secrets

POSTGRES = "postgresql+psycopg://room@db/room"


def settings(**given: str) -> Settings:
    return Settings.from_environment(given)


def refusal(**given: str) -> str:
    with pytest.raises(ConfigError) as refused:
        settings(**given)
    return str(refused.value)


def test_nothing_need_be_set() -> None:
    plain = settings()
    assert (plain.host, plain.port, plain.workers, plain.max_sockets) == ("127.0.0.1", 8000, 1, 100)
    assert plain.data_dir == Path.cwd() / "instance"
    assert plain.database_url == f"sqlite:///{plain.data_dir / 'room.db'}"
    assert plain.origins == ("http://127.0.0.1:8000", "http://localhost:8000")
    assert (plain.async_mode, plain.redis_url) == ("threading", None)
    assert (plain.is_loopback, plain.is_https, plain.cookie_name) == (True, False, "ops_session")


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        settings().port = 1  # type: ignore[misc]


def test_postgresql_brings_its_mode() -> None:
    big = settings(OPS_DATABASE_URL=POSTGRES, OPS_WORKERS="4")
    assert (big.async_mode, big.workers, big.max_sockets) == ("eventlet", 4, 5000)
    assert settings(OPS_DATABASE_URL=POSTGRES, OPS_ASYNC_MODE="threading").max_sockets == 100


def test_an_empty_variable_is_not_set() -> None:
    assert settings(OPS_PORT=" ", OPS_REDIS_URL="").port == 8000


def test_a_misspelt_variable_is_named_with_the_right_one() -> None:
    said = refusal(OPS_ORIGIN="https://room.example.org")
    assert "OPS_ORIGIN is not a setting" in said
    assert "OPS_ORIGINS" in said


def test_the_test_suite_has_variables_of_its_own() -> None:
    assert settings(OPS_TEST_REDIS_URL="x").redis_url is None


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.0", "http", "٣", "99999999999999999999"])
def test_a_port_is_a_port(port: str) -> None:
    assert "OPS_PORT must be a whole number from 1 to 65535" in refusal(OPS_PORT=port)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "room.example.org"])
def test_other_machines_only_over_tls(host: str) -> None:
    assert "plain http" in refusal(OPS_HOST=host)
    assert "plain http" in refusal(OPS_HOST=host, OPS_ORIGINS="http://room.example.org")
    behind = settings(OPS_HOST=host, OPS_ORIGINS="https://room.example.org")
    assert (behind.is_https, behind.cookie_name) == (True, "__Host-ops_session")


@pytest.mark.parametrize(
    "origin",
    ["*", "https://*.example.org", "room.example.org", "https://room.example.org/wall", "ftp://room", "null"],
)
def test_an_origin_is_an_exact_address(origin: str) -> None:
    assert "OPS_ORIGINS must be addresses" in refusal(OPS_ORIGINS=origin)


@pytest.mark.parametrize(
    "origin", ["https://a:b@room", "https://room?x", "https://room:port", ",", "https://"]
)
def test_an_origin_holds_nothing_else(origin: str) -> None:
    assert "OPS_ORIGINS must be addresses" in refusal(OPS_ORIGINS=origin)


def test_origins_are_written_as_browsers_write_them() -> None:
    several = settings(OPS_ORIGINS="https://Room.Example.org:443/, https://other.example.org:8443 ,")
    assert several.origins == ("https://room.example.org", "https://other.example.org:8443")
    assert settings(OPS_HOST="::1", OPS_PORT="80").origins[0] == "http://[::1]"


def test_http_and_https_do_not_mix() -> None:
    assert "mixes" in refusal(OPS_ORIGINS="https://room.example.org,http://localhost:8000")


def test_the_embedded_database_serves_one_process() -> None:
    assert "OPS_WORKERS" in refusal(OPS_WORKERS="2")


@pytest.mark.parametrize("url", ["postgres://x/y", "postgresql://x/y", "mysql://x/y", "room.db"])
def test_a_database_url_says_its_driver(url: str) -> None:
    assert "postgresql+psycopg://" in refusal(OPS_DATABASE_URL=url)


def test_other_choices_are_closed() -> None:
    assert "OPS_ASYNC_MODE" in refusal(OPS_ASYNC_MODE="gevent")
    assert "OPS_LOG must be words or json" in refusal(OPS_LOG="xml")
    assert "OPS_REDIS_URL" in refusal(OPS_REDIS_URL="localhost")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://watch/SECRET",
        "watch.example.org/SECRET",
        "https:///SECRET",
        "file:///etc/SECRET",
        "https://watch:port/SECRET",
        "https://watch/SEC RET",
        "https://watch/\u00e9SECRET",
    ],
)
def test_an_outside_watchdog_has_an_address_that_is_not_repeated(url: str) -> None:
    said = refusal(OPS_PING_URL=url)
    assert "OPS_PING_URL must be an address" in said
    assert "SECRET" not in said
    assert settings().ping_url is None
    assert (
        settings(OPS_PING_URL="https://watch.example.org/7f3a").ping_url == "https://watch.example.org/7f3a"
    )


@pytest.mark.parametrize("megabytes", ["0", "-1", "half", "1.5"])
def test_a_disk_is_low_at_a_number_of_megabytes(megabytes: str) -> None:
    assert "OPS_DISK_LOW_MB must be a whole number" in refusal(OPS_DISK_LOW_MB=megabytes)
    assert settings(OPS_DISK_LOW_MB="2000").disk_low_mb == 2000


def test_every_variable_stands_in_the_table() -> None:
    table = re.findall(r"^\s*(OPS_\w+)", Settings.__doc__ or "", re.MULTILINE)
    assert sorted(table) == sorted(VARIABLES)
    assert sorted(f"OPS_{field.name.upper()}" for field in fields(Settings)) == sorted(VARIABLES)


def test_keys_are_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    chosen = settings(OPS_DATA_DIR=str(tmp_path / "data"))
    keys = ensure_secrets(chosen)
    assert ensure_secrets(chosen) == keys
    assert len({keys.secret_key, keys.receipt_key, keys.pepper}) == 3
    for name in ("secret.key", "receipt.key", "pepper.key", "signing.key"):
        assert stat.S_IMODE((chosen.data_dir / name).stat().st_mode) == 0o600
    assert sorted(path.name for path in chosen.data_dir.iterdir()) == [
        "pepper.key",
        "receipt.key",
        "secret.key",
        "signing.key",
    ]


def test_a_key_others_can_read_is_refused(tmp_path: Path) -> None:
    chosen = settings(OPS_DATA_DIR=str(tmp_path))
    ensure_secrets(chosen)
    (tmp_path / "secret.key").chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        ensure_secrets(chosen)


@pytest.mark.parametrize("text", ["", "not a key", "abcd"])
def test_half_a_key_is_no_key(tmp_path: Path, text: str) -> None:
    chosen = settings(OPS_DATA_DIR=str(tmp_path))
    ensure_secrets(chosen)
    (tmp_path / "receipt.key").write_text(text)
    with pytest.raises(ConfigError, match="does not hold a key"):
        ensure_secrets(chosen)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"OPS_SMTP_URL": "mail.example.org"}, "must be like smtp://"),
        ({"OPS_SMTP_URL": "smtp://u:secret@mail.example.org"}, "without the password"),
        ({"OPS_SMTP_URL": "smtp://mail.example.org"}, "OPS_SMTP_FROM"),
        ({"OPS_SMTP_FROM": "room@example.org\nBcc: x@example.org"}, "one e-mail address"),
        ({"OPS_SMS_URL": "http://sms.example.org/secret"}, "must begin with https://"),
        ({"OPS_SMS_BODY": "text={text}"}, "must hold {to} and {text}"),
        ({"OPS_SMS_BODY": '{"to": {to}, "text": "{text}"}'}, "begins like JSON"),
    ],
)
def test_who_is_told_next_is_set_up_safely_or_not_at_all(given: dict[str, str], said: str) -> None:
    problem = refusal(**given)
    assert said in problem
    assert "secret@" not in problem
    assert "/secret" not in problem


@pytest.mark.parametrize(
    "said",
    ["9108", ":9108", "0.0.0.0:9108", "room.example.org:9108", "127.0.0.1", "127.0.0.1:0", "a@[::1]:9"],
)
def test_the_port_without_a_token_is_of_this_machine_alone(said: str) -> None:
    assert "OPS_METRICS must be an address of this machine only" in refusal(OPS_METRICS=said)


def test_each_process_has_a_port_for_its_metrics() -> None:
    assert settings(OPS_METRICS="127.0.0.1:9108").metrics == ("127.0.0.1", range(9108, 9109))
    assert settings(OPS_METRICS="[::1]:9108").metrics == ("::1", range(9108, 9109))
    several = {"OPS_DATABASE_URL": POSTGRES, "OPS_WORKERS": "3"}
    assert settings(OPS_METRICS="localhost:9108", **several).metrics == ("localhost", range(9108, 9111))
    assert "OPS_PORT" in refusal(OPS_METRICS="127.0.0.1:7999", **several)
    assert "OPS_METRICS" in refusal(OPS_METRICS="127.0.0.1:65534", **several)
