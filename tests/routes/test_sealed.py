"""A house whose key is not there: every door says the same, and nothing behind it is asked."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from ops.config import Settings
from ops.embedded import DatabaseRefused
from ops.sealed import SealedHouse

KEY = "ab" * 32
HERE = {"Origin": "http://127.0.0.1:8000"}


class House:
    """Opens with one key."""

    def __init__(self) -> None:
        self.tries: list[str] = []

    def open(self, key: bytes) -> Any:
        self.tries.append(key.hex())
        if key.hex() != KEY:
            raise DatabaseRefused("The key does not open it <b>.")

        def room(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            start_response("200 OK", [])
            return [b"the room"]

        return room


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def client(house: House) -> Client:
    return Client(SealedHouse(Settings.from_environment({}), house.open))


def gives(client: Client, key: str, **headers: str) -> TestResponse:
    return client.post("/unseal", data={"key": key}, headers=headers or HERE)


def test_every_door_says_so(client: Client, shared_app: Flask) -> None:
    """Whoever asks: nothing is looked up, so nobody is known."""
    for rule in shared_app.url_map.iter_rules():
        path = rule.rule.replace("<", "").replace(">", "")
        if path in ("/healthz", "/readyz"):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = client.open(path, method=method, headers={"Authorization": "Bearer x", **HERE})
            assert answer.status_code == 503, path
            assert answer.headers["Cache-Control"] == "no-store"
            if path.startswith("/api/"):
                assert json.loads(answer.data)["code"] == "sealed"
            else:
                assert "SEALED<br>LOOK AT THE ROOM" in answer.text
                assert answer.headers["Refresh"] == "5"


def test_programs_hear_it_too(client: Client) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.get_json()) == (503, {"status": "sealed"})
    assert client.get("/socket.io/?EIO=4&transport=websocket").status_code == 503


def test_the_key_opens_it_for_everybody(client: Client, house: House) -> None:
    assert "64 digits" in client.get("/unseal").text
    opened = gives(client, f" {KEY[:32]} {KEY[32:]} \n")
    assert (opened.status_code, opened.headers["Location"]) == (303, "/")
    assert client.get("/anything").text == "the room"
    gives(client, KEY)
    assert house.tries == [KEY]


def test_another_key_leaves_it_sealed(client: Client) -> None:
    for _ in range(50):
        refused = gives(client, "cd" * 32)
        assert (refused.status_code, "does not open it &lt;b&gt;." in refused.text) == (403, True)
    assert client.get("/readyz").status_code == 503
    assert gives(client, KEY).status_code == 303


@pytest.mark.parametrize("key", ["", "ab", KEY + "ab", "x" * 64, "\N{SNOWMAN}" * 64, "a" * 5000])
def test_what_is_no_key_is_not_tried(client: Client, house: House, key: str) -> None:
    refused = gives(client, key)
    assert (refused.status_code, house.tries) == (400, [])
    assert "no key" in refused.text
    assert len(key) < 9 or key not in refused.text


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "https://elsewhere.example"}])
def test_only_our_own_page_gives_it(client: Client, house: House, headers: dict[str, str]) -> None:
    assert client.post("/unseal", data={"key": KEY}, headers=headers).status_code == 403
    assert house.tries == []


def test_the_page_loads_nothing(client: Client) -> None:
    page = client.get("/wall")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "src=" not in page.text
