"""Small pieces of JSON Schema, and how they are made from enums and dataclasses."""

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ops.routes.api.kinds import Schema

TEXT: Schema = {"type": "string"}
INT: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOL: Schema = {"type": "boolean"}
ID: Schema = {"type": "string", "format": "uuid"}
INSTANT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
OPEN: Schema = {"type": "object", "additionalProperties": True}

_PLAIN: dict[Any, Schema] = {
    str: TEXT,
    int: INT,
    float: NUMBER,
    bool: BOOL,
    UUID: ID,
    datetime: INSTANT,
    date: DAY,
}


def shape(always: Mapping[str, Schema], sometimes: Mapping[str, Schema] | None = None) -> Schema:
    """An object with these fields and no other; what an audience may not see is absent."""
    return {
        "type": "object",
        "properties": {**always, **(sometimes or {})},
        "required": list(always),
        "additionalProperties": False,
    }


def a_list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def maybe(known: Schema) -> Schema:
    return {"anyOf": [known, {"type": "null"}]}


def one_of(words: Iterable[StrEnum]) -> Schema:
    return {"type": "string", "enum": sorted(word.value for word in words)}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def of_class(kind: Any) -> Schema:
    """The shape of a dataclass, or of whatever its fields are."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return shape({item.name: of_class(hints[item.name]) for item in dataclasses.fields(kind)})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return one_of(kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return maybe(of_class(next(item for item in inner if item is not types.NoneType)))
    if origin is tuple:
        return a_list(of_class(inner[0]))
    if origin is Mapping:
        return {"type": "object", "additionalProperties": of_class(inner[1])}
    raise TypeError(f"no schema for {kind}")
