"""What is said of a certificate and its key before anybody relies on them."""

from datetime import timedelta
from pathlib import Path

import pytest

from ops.certificate import read, refuse_unusable
from ops.clock import utc_now
from ops.config import ConfigError, Settings
from tests.support.tls import Pair, write_pair

ROOM = "https://room.example.org:8443"


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return write_pair(tmp_path, ["room.example.org", "192.168.1.4"])


def settings(pair: Pair, **more: str) -> Settings:
    given = {"OPS_TLS_CERT": str(pair.certificate), "OPS_TLS_KEY": str(pair.key), "OPS_ORIGINS": ROOM}
    return Settings.from_environment(given | more)


def refusal(pair: Pair, **more: str) -> str:
    with pytest.raises(ConfigError) as refused:
        refuse_unusable(settings(pair, **more))
    return str(refused.value)


def test_with_its_own_certificate_a_house_may_be_reached_from_elsewhere(pair: Pair) -> None:
    chosen = settings(pair, OPS_HOST="0.0.0.0")
    refuse_unusable(chosen)
    assert (chosen.is_https, chosen.cookie_name) == (True, "__Host-ops_session")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"OPS_TLS_KEY": ""}, "name the key of that certificate with OPS_TLS_KEY"),
        ({"OPS_TLS_CERT": ""}, "name its certificate with OPS_TLS_CERT"),
        ({"OPS_ORIGINS": ""}, "say with OPS_ORIGINS"),
        ({"OPS_ORIGINS": "http://room.example.org"}, "must begin with https://"),
        ({"OPS_PROXY": "header"}, "two ways of the same"),
        ({"OPS_PROXY": "yes"}, "OPS_PROXY must be header"),
        ({"OPS_ASYNC_MODE": "eventlet"}, "put a TLS proxy in front"),
        ({"OPS_DATABASE_URL": "postgresql+psycopg://room@db/room"}, "put a TLS proxy in front"),
    ],
)
def test_half_of_it_is_refused_in_words(pair: Pair, more: dict[str, str], said: str) -> None:
    assert said in refusal(pair, **more)


def test_a_key_of_another_certificate_is_refused(pair: Pair, tmp_path: Path) -> None:
    write_pair(tmp_path, stem="other").key.replace(pair.key)
    assert "is not the key of" in refusal(pair)


def test_a_key_that_others_can_read_is_refused(pair: Pair) -> None:
    pair.key.chmod(0o644)
    assert f"chmod o= {pair.key}" in refusal(pair)
    pair.key.chmod(0o640)
    refuse_unusable(settings(pair))


def test_a_key_with_a_passphrase_asks_nobody_on_the_console(pair: Pair, tmp_path: Path) -> None:
    locked = write_pair(tmp_path, stem="locked", passphrase=b"open sesame")
    assert "without a passphrase" in refusal(locked)


@pytest.mark.parametrize("words", ["", "no certificate"])
def test_what_is_no_certificate_is_refused(pair: Pair, words: str) -> None:
    pair.certificate.write_text(words)
    assert "does not begin with a certificate" in refusal(pair)


def test_files_that_are_not_there_are_named(pair: Pair) -> None:
    pair.key.unlink()
    assert str(pair.key) in refusal(pair)
    pair.certificate.unlink()
    assert str(pair.certificate) in refusal(pair)


def test_the_service_managers_copy_of_the_key_is_found(pair: Pair, tmp_path: Path) -> None:
    pair.key.rename(tmp_path / "ops-tls-key")
    chosen = settings(pair, OPS_TLS_KEY="", CREDENTIALS_DIRECTORY=str(tmp_path))
    refuse_unusable(chosen)
    assert chosen.tls_key == tmp_path / "ops-tls-key"


def test_one_that_has_ended_is_shown_all_the_same(
    pair: Pair, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    refuse_unusable(settings(pair))
    assert caplog.records == []
    refuse_unusable(settings(write_pair(tmp_path, ["room.example.org"], days=-1)))
    refuse_unusable(settings(write_pair(tmp_path, ["elsewhere.example.org"])))
    assert "has ended" in caplog.text
    assert "another name" in caplog.text


def test_what_a_certificate_is_good_for(tmp_path: Path) -> None:
    found = read(
        write_pair(tmp_path, ["room.example.org", "*.site.example.org", "192.168.1.4"], days=10).certificate
    )
    assert timedelta(days=9) < found.ends_at - utc_now() < timedelta(days=11)
    for host in ("room.example.org", "one.site.example.org", "192.168.1.4"):
        assert found.is_for(host)
    for host in ("site.example.org", "a.b.site.example.org", "example.org", "192.168.1.5"):
        assert not found.is_for(host)
