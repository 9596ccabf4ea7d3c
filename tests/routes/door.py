"""The house's door as a test stands before it: programs with tokens, browsers with cookies."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ops.domain.words import Role
from ops.services import board
from ops.services.ways_in import invitations, sessions, staff
from ops.services.ways_in.devices import identify_session
from tests.services.room import Clock, Room
from tests.support.furnished import Furnished

ORIGIN = "http://127.0.0.1:8000"
HOST = "127.0.0.1"
PIN = "825731"


class Door:
    """One site's door. Acts are the floor tablet's unless another role is named."""

    def __init__(self, app: Flask, clock: Clock, furnished: Furnished) -> None:
        self.app = app
        self.clock = clock
        self.furnished = furnished
        self.house = app.extensions["house"]
        self.room = Room(self.house, clock, furnished)
        self.program = app.test_client()

    def headers(self, role: str = "floor") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.furnished.tokens[role]}"}

    def get(self, path: str, role: str = "floor") -> TestResponse:
        return self.program.get(f"/api/v1{path}", headers=self.headers(role))

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        role: str = "floor",
        key: UUID | str | None = None,
        headers: Mapping[str, str | list[str]] | None = None,
    ) -> TestResponse:
        """A well-made act; ``key`` is made here when none is given."""
        sent = self.headers(role) | {"Idempotency-Key": str(key or uuid4())} | dict(headers or {})
        return self.program.post(f"/api/v1{path}", json={} if body is None else body, headers=sent)

    def raw(
        self, path: str, data: bytes, headers: Mapping[str, str | list[str]] | None = None
    ) -> TestResponse:
        """Whatever bytes, as JSON."""
        usual = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        return self.program.post(
            f"/api/v1{path}", data=data, headers=self.headers() | usual | dict(headers or {})
        )

    def version(self) -> int:
        return board.heads(self.house, [self.furnished.site_id])[self.furnished.site_id].version

    def booth(self, name: str) -> int:
        return self.furnished.booths[name]

    def browser(self, role: str) -> "Browser":
        """A browser on the furnished device of that role."""
        cookie = sessions.open_session(self.house, self.furnished.devices[role])
        browser = Browser(self)
        browser.client.set_cookie(self.cookie_name, cookie, domain=HOST)
        return browser

    def stranger(self) -> "Browser":
        return Browser(self)

    @property
    def cookie_name(self) -> str:
        name: str = self.app.extensions["settings"].cookie_name
        return name

    def coordinator(self, name: str = "Rosa", role: Role = Role.COORDINATOR) -> "Browser":
        """A person who came in, gave name and PIN, and is unlocked."""
        browser = self.stranger()
        code = self.way_in(role)
        browser.comes_in(code)
        browser.post("/welcome", {"name": name, "pin": PIN, "pin_again": PIN})
        return browser

    def administrator(self, name: str = "Noor") -> "Browser":
        return self.coordinator(name, Role.ADMINISTRATOR)

    def staff_id(self, name: str) -> int:
        team = staff.everyone(self.house, self.furnished.site_id)
        return next(person.id for person in team if person.name == name)

    def auditor(self, name: str = "Uli") -> "Browser":
        """The same, who is shown that the journal is what it was and nothing in it."""
        browser = self.stranger()
        browser.comes_in(self.way_in(Role.AUDITOR))
        browser.post("/welcome", {"name": name, "pin": PIN, "pin_again": PIN})
        return browser

    def way_in(self, role: Role = Role.COORDINATOR) -> str:
        return invitations.invite_person(self.house, self.furnished.site_id, role=role)


class Browser:
    """Opens pages and sends forms as a browser does, with the page's own token."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.client: FlaskClient = door.app.test_client()
        self.form_token = ""

    def get(self, path: str) -> TestResponse:
        answer = self.client.get(path, base_url=ORIGIN, buffered=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)
        if found:
            self.form_token = found[1]
        return answer

    def post(
        self, path: str, form: Mapping[str, str | list[str]] | None = None, *, origin: str | None = "null"
    ) -> TestResponse:
        """A form. Under our referrer policy its Origin is ``null``."""
        headers = {"Sec-Fetch-Site": "same-origin"} | ({"Origin": origin} if origin else {})
        said = {"csrf_token": self.form_token, **(form or {})}
        return self.client.post(path, data=said, headers=headers, base_url=ORIGIN)

    def act(self, path: str, body: Any = None, **headers: str | None) -> TestResponse:
        """An act as a page's script sends it; a header of ``None`` is left out."""
        usual: dict[str, str | None] = {
            "Origin": ORIGIN,
            "Sec-Fetch-Site": "same-origin",
            "Idempotency-Key": str(uuid4()),
        }
        given = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in given.items() if value is not None}
        return self.client.post(f"/api/v1{path}", json=body or {}, headers=sent, base_url=ORIGIN)

    def comes_in(self, code: str) -> TestResponse:
        self.get(f"/in/{code}")
        answer = self.post(f"/in/{code}")
        self.get("/welcome")
        return answer

    @property
    def cookie(self) -> str | None:
        found = self.client.get_cookie(self.door.cookie_name, domain=HOST)
        return found.value if found else None

    @property
    def device(self) -> Any:
        return identify_session(self.door.house, self.cookie or "")


def words_of(page: TestResponse) -> str:
    """What a person reads on it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def told(answer: TestResponse) -> dict[str, Any]:
    """A JSON answer's body."""
    body: dict[str, Any] = answer.json or {}
    return body
