"""A small room with its devices, made straight in the database so that a test may begin.

Four single booths, one with two seats, an aftercare area; one device of each role.
"""

import hashlib
import secrets
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from ops.db import Base
from ops.domain.words import BoothKind, Role, Scope
from ops.models import Booth, Device, Seat, Site
from ops.services.house import House
from ops.starter import SITE_FILE

PLAN = (
    ("1", BoothKind.INJECTION, "A"),
    ("2", BoothKind.INJECTION, "A"),
    ("3", BoothKind.INJECTION, "A"),
    ("4", BoothKind.ANY, "A"),
    ("5", BoothKind.INHALATION, "AB"),
    ("Aftercare", BoothKind.AFTERCARE, "ABCDEF"),
)
Place = Mapping[str, Any]
"""As the site file tells it."""
SMALL: tuple[Place, ...] = tuple(
    {"name": name, "kind": kind, "seats": list(marks), "row": 1, "column": column}
    for column, (name, kind, marks) in enumerate(PLAN, 1)
)


@dataclass(frozen=True)
class Furnished:
    """What was made."""

    site_id: int
    slug: str
    booths: Mapping[str, int]
    devices: Mapping[str, int]
    tokens: Mapping[str, str]


def starter() -> list[Place]:
    """The places of the room that everyone is given first."""
    places: list[Place] = tomllib.loads(SITE_FILE.read_text(encoding="utf-8"))["booth"]
    return places


def furnish(house: House, slug: str = "here", places: Iterable[Place] = SMALL) -> Furnished:
    """One site, whole, in an empty database or beside others."""
    if "site" not in _tables(house):
        Base.metadata.create_all(house.db.engine)
    tokens = {role.value: secrets.token_urlsafe(32) for role in Role}
    now = house.now()
    with house.db.write() as session:
        site = Site(slug=slug, name="Here", time_zone="UTC", epoch=str(uuid4()), room_since=now)
        site.set_up_at = now
        session.add(site)
        session.flush()
        booths = {}
        for place in places:
            kind = BoothKind(place["kind"])
            booth = Booth(
                site_id=site.id, name=place["name"], kind=kind, row=place["row"], column=place["column"]
            )
            booth.width = place.get("width", 1)
            booth.wiped = kind is not BoothKind.AFTERCARE
            marks = place.get("seats", ["A"])
            booth.seats = [Seat(mark=mark, position=position) for position, mark in enumerate(marks)]
            session.add(booth)
            session.flush()
            booths[booth.name] = booth.id
        devices = {}
        for role, token in tokens.items():
            digest = hashlib.sha256(token.encode()).hexdigest()
            device = Device(
                site_id=site.id,
                name=f"The {role}",
                role=Role(role),
                token_hash=digest,
                enrolled_at=now,
                # A program made for all there is.
                scopes=list(Scope) if role == Role.INTEGRATION else None,
            )
            session.add(device)
            session.flush()
            devices[role] = device.id
        return Furnished(site.id, slug, booths, devices, tokens)


def _tables(house: House) -> set[str]:
    from sqlalchemy import inspect

    return set(inspect(house.db.engine).get_table_names())
