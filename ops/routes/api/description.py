"""The wire's description, OpenAPI 3.1, made from the same tables as the routes."""

import re
from functools import cache
from typing import Any

from flask import Blueprint, Response

from ops.access import Permission, needs
from ops.errors import TABLE
from ops.routes.api import batch
from ops.routes.api.kinds import Anything, Id, Schema, Whole
from ops.routes.api.parse import Field, all_fields
from ops.routes.api.reads import READS, Read
from ops.routes.api.schemas import TEXT, a_list, maybe, ref, shape
from ops.routes.api.shapes import SCHEMAS
from ops.routes.api.table import WRITES
from ops.routes.api.writes import Write
from ops.routes.door import as_json

PATH = "/api/openapi.json"
_PLACE = re.compile(r"<(?:(?P<kind>\w+)(?:\([^)]*\))?:)?(?P<name>\w+)>")
_KINDS: dict[str | None, Schema] = {"uuid": Id().schema(), "int": Whole().schema(), None: TEXT}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A UUID of the act, made before the first try. What the act makes has this id.",
    "schema": Id().schema(),
}


def add_to(api: Blueprint, prefix: str) -> None:
    """The one route."""
    api.add_url_rule(PATH, "description", the_description)


@needs(Permission.BE_KNOWN)
def the_description() -> Response:
    """For programs and for the people who write them."""
    return as_json(description())


@cache
def description() -> dict[str, Any]:
    """All of it."""
    paths: dict[str, dict[str, Any]] = {}
    for write in WRITES:
        paths.setdefault(_path(write.path), {})["post"] = _write(write)
    paths.setdefault(_path(batch.PATH), {})["post"] = _commands()
    for read in READS:
        paths.setdefault(_path(read.path), {})["get"] = _read(read)
    return {
        "openapi": "3.1.0",
        "info": {"title": "The live room of an overdose prevention site", "version": "1"},
        "servers": [{"url": "/api/v1"}],
        "security": [{"device": []}, {"browser": []}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "responses": {"Problem": _problem()},
            "securitySchemes": {
                "device": {"type": "http", "scheme": "bearer"},
                "browser": {"type": "apiKey", "in": "cookie", "name": "ops_session"},
            },
        },
    }


def body_of(write: Write) -> Schema:
    """What an act may say. In a response whatever is said is taken; this is what is used."""
    fields = all_fields(write.spec)
    always = {item.name: item.kind.schema() for item in fields if item.required}
    sometimes = {item.name: _optional(item) for item in fields if not item.required}
    described = shape(always, sometimes)
    return described | {"additionalProperties": True} if write.lenient else described


def _optional(item: Field) -> Schema:
    known = item.kind.schema()
    return {} | known if isinstance(item.kind, Anything) else maybe(known)


def _write(write: Write) -> dict[str, Any]:
    key = _KEY | {"required": False} if write.lenient else _KEY
    answers = {"200": _answer("Answer", "Done, or done before")}
    if write.makes:
        answers["201"] = _answer("Answer", "Made")
    return {
        "operationId": write.name,
        "summary": write.summary,
        "parameters": [*_places(write.path), key],
        "requestBody": _content(body_of(write)),
        "responses": answers | _refusals(),
    }


def _commands() -> dict[str, Any]:
    act = shape({"path": TEXT}, {"id": Id().schema(), "body": {"type": "object"}})
    acts = a_list(act) | {"maxItems": batch.MOST}
    return {
        "operationId": "commands",
        "summary": "A list of acts in order; a refusal does not stop the rest, a server error does",
        "parameters": _places(batch.PATH),
        "requestBody": _content(shape({"commands": acts})),
        "responses": {"200": _answer("Results", "What each act alone would have been answered")}
        | _refusals(),
    }


def _read(read: Read) -> dict[str, Any]:
    arguments = [
        {"name": item.name, "in": "query", "description": item.summary, "schema": item.kind.schema()}
        for item in read.arguments
    ]
    return {
        "operationId": f"read_{read.name}",
        "summary": read.summary,
        "parameters": [*_places(read.path), *arguments],
        "responses": {"200": _answer(read.answer, read.summary)} | _refusals(),
    }


def _path(rule: str) -> str:
    return _PLACE.sub(lambda place: f"{{{place['name']}}}", rule)


def _places(rule: str) -> list[dict[str, Any]]:
    return [
        {"name": place["name"], "in": "path", "required": True, "schema": _KINDS[place["kind"]]}
        for place in _PLACE.finditer(rule)
    ]


def _content(body: Schema) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": body}}}


def _answer(name: str, about: str) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": ref(name)}}}


def _refusals() -> dict[str, Any]:
    return {"default": {"$ref": "#/components/responses/Problem"}}


def _problem() -> dict[str, Any]:
    codes = ", ".join(f"{code.value} ({words.status})" for code, words in TABLE.items())
    return {
        "description": f"A no, in words and with a stable code: {codes}",
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
