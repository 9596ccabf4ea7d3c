"""From which address a request comes, behind a proxy and without one."""

from pathlib import Path

import pytest
from flask import Flask

from ops import create_app
from ops.config import ConfigError, Settings
from ops.routes import asker


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Flask]:
    """One that is told of its proxy, one that is not."""

    def made(folder: Path, **more: str) -> Flask:
        given = {"OPS_DATA_DIR": str(folder), "OPS_ORIGINS": "https://room.example.org"}
        return create_app(Settings.from_environment(given | more))

    folder = tmp_path_factory.mktemp("asker")
    return {
        "header": made(folder / "a", OPS_PROXY="header"),
        "direct": made(folder / "b"),
        "network": made(folder / "c", OPS_PROXY="172.30.77.0/24, fd00::/64"),
    }


@pytest.mark.parametrize(
    ("way", "peer", "said", "address"),
    [
        ("header", "127.0.0.1", "192.168.1.7", "192.168.1.7"),
        ("header", "127.0.0.1", "127.0.0.1, 10.0.0.1,192.168.1.7", "192.168.1.7"),
        ("header", "127.0.0.1", "192.168.1.7, who knows", ""),
        ("header", "127.0.0.1", None, "127.0.0.1"),
        ("header", "192.168.1.9", "192.168.1.7", "192.168.1.9"),
        ("network", "172.30.77.9", "192.168.1.7", "192.168.1.7"),
        ("network", "fd00::2", "10.0.0.1, 192.168.1.7", "192.168.1.7"),
        ("network", "172.30.78.9", "192.168.1.7", "172.30.78.9"),
        ("network", "127.0.0.1", "192.168.1.7", "127.0.0.1"),
        ("direct", "127.0.0.1", "192.168.1.7", "127.0.0.1"),
        ("direct", "192.168.1.9", "127.0.0.1", "192.168.1.9"),
    ],
)
def test_only_the_last_word_of_a_known_proxy_counts(
    apps: dict[str, Flask], way: str, peer: str, said: str | None, address: str
) -> None:
    headers = {} if said is None else {"X-Forwarded-For": said}
    with apps[way].test_request_context("/", headers=headers, environ_base={"REMOTE_ADDR": peer}):
        assert asker.address() == address


@pytest.mark.parametrize("way", ["header", "direct"])
def test_nobody_is_this_machine_through_a_proxy(apps: dict[str, Flask], way: str) -> None:
    for headers, here in (
        ({}, True),
        ({"X-Forwarded-For": "127.0.0.1"}, False),
        ({"Via": "1.1 Caddy"}, False),
    ):
        with apps[way].test_request_context("/", headers=headers, environ_base={"REMOTE_ADDR": "127.0.0.1"}):
            assert asker.is_this_machine() is here


@pytest.mark.parametrize("said", ["yes", "172.30.77.1/24", "proxy.example.org", "1.2.3.0/99"])
def test_what_is_no_network_is_refused_in_words(said: str) -> None:
    with pytest.raises(ConfigError, match="OPS_PROXY must be header"):
        Settings.from_environment({"OPS_PROXY": said})
