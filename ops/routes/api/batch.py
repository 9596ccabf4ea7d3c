"""A list of acts from an outbox, in order: each its own transaction and receipt."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from ops.access import Permission, device, device_may, needs
from ops.domain.errors import Code
from ops.errors import DoorCode, FieldError, Stopped
from ops.routes.api.body import LONGEST_LIST, read_object, read_uuid
from ops.routes.api.table import WRITES
from ops.routes.api.writes import Asked, Write, do
from ops.routes.door import as_json, house
from ops.routes.problems import problem_of

MOST = 200
PATH = "/sites/<slug>/commands"

_BY_NAME = {write.name: write for write in WRITES}
_PATHS = Map([Rule(write.path, endpoint=write.name, methods=["POST"]) for write in WRITES])


def add_to(api: Blueprint, prefix: str) -> None:
    """The one route."""
    api.add_url_rule(prefix + PATH, "commands", commands, methods=["POST"])


@needs(Permission.ACT)
def commands(slug: str) -> Response:
    """A refusal does not stop the rest. A fault of this house does: what follows may rest on it."""
    body = read_object(LONGEST_LIST)
    items = body.get("commands")
    if not isinstance(items, list) or len(items) > MOST or body.keys() != {"commands"}:
        wrong = FieldError("commands", Code.BAD_VALUE, _("A list of at most %(most)s acts.", most=MOST))
        raise Stopped(wrong.code, [wrong])
    results: list[dict[str, Any]] = []
    for item in items:
        failed = bool(results) and results[-1]["status"] >= 500
        results.append(_not_tried(item) if failed else _result(item))
    return as_json({"results": results, "server_now": house().now()})


def _not_tried(item: Any) -> dict[str, Any]:
    problem = problem_of(Stopped(DoorCode.NOT_TRIED), house().now())
    return {"id": read_uuid(_key(item)), "status": problem["status"], "body": problem}


def _key(item: Any) -> str | None:
    key = item.get("id") if isinstance(item, dict) else None
    return key if isinstance(key, str) else None


def _result(item: Any) -> dict[str, Any]:
    """What the act alone would have been answered."""
    said = item if isinstance(item, dict) else {}
    key = _key(item)
    known = read_uuid(key)
    try:
        write, path = _found(said)
        reply = do(house(), device(), write, Asked(path, _body(said), key))
    except Exception as error:
        problem = problem_of(error, house().now())
        return {"id": known, "status": problem["status"], "body": problem}
    result = {"id": known, "status": reply.status, "body": reply.json()}
    return result | {"replayed": True} if reply.replayed else result


def _found(said: Mapping[str, Any]) -> tuple[Write, Mapping[str, Any]]:
    """The act that the path names, if this device may do it."""
    path = said.get("path")
    if not isinstance(path, str):
        raise Stopped(Code.BAD_VALUE)
    try:
        name, found = _PATHS.bind("").match(path, method="POST")
    except HTTPException:
        raise Stopped(Code.NOT_FOUND) from None
    write = _BY_NAME[str(name)]
    if found.get("slug", device().site_slug) != device().site_slug:
        raise Stopped(Code.NOT_FOUND)
    if not device_may(device(), write.permission):
        raise Stopped(DoorCode.FORBIDDEN)
    if said.keys() - {"id", "path", "body"} and not write.lenient:
        raise Stopped(DoorCode.UNKNOWN_FIELD)
    return write, found


def _body(said: Mapping[str, Any]) -> Mapping[str, Any]:
    body = said.get("body", {})
    if not isinstance(body, dict):
        raise Stopped(DoorCode.NOT_JSON)
    return body
