"""As much JSON Schema as the description uses: enough to hold answers to it."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
KNOWN = {
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "anyOf",
    "$ref",
    "format",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "maxItems",
    "pattern",
}


def faults(schema: dict[str, Any], value: Any, schemas: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not as described; empty when it is."""
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if "$ref" in schema:
        return faults(schemas[schema["$ref"].rsplit("/", 1)[1]], value, schemas, at)
    if "anyOf" in schema:
        tried = [faults(one, value, schemas, at) for one in schema["anyOf"]]
        return [] if [] in tried else [f"{at}: none of {len(tried)}: {min(tried, key=len)}"]
    if not _is_type(schema.get("type"), value):
        return [f"{at}: {type(value).__name__} is not {schema['type']}"]
    if "const" in schema and value != schema["const"]:
        return [f"{at}: not {schema['const']}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value} is not one of {schema['enum']}"]
    if not _is_format(schema.get("format"), value):
        return [f"{at}: {value} is no {schema['format']}"]
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return [f"{at}: {value} is not like {schema['pattern']}"]
    if isinstance(value, dict):
        return _object(schema, value, schemas, at)
    if isinstance(value, list) and "items" in schema:
        return [
            wrong
            for place, item in enumerate(value)
            for wrong in faults(schema["items"], item, schemas, f"{at}[{place}]")
        ]
    return []


def _object(schema: dict[str, Any], value: dict[str, Any], schemas: dict[str, Any], at: str) -> list[str]:
    known = schema.get("properties", {})
    rest = schema.get("additionalProperties", True)
    found = [f"{at}: no {name}" for name in schema.get("required", []) if name not in value]
    for name, item in value.items():
        if name in known:
            found += faults(known[name], item, schemas, f"{at}.{name}")
        elif rest is False:
            found.append(f"{at}: {name} is not described")
        elif isinstance(rest, dict):
            found += faults(rest, item, schemas, f"{at}.{name}")
    return found


def _is_type(kind: Any, value: Any) -> bool:
    if kind is None:
        return True
    kinds = [kind] if isinstance(kind, str) else kind
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, TYPES[one]) for one in kinds)


def _is_format(kind: str | None, value: Any) -> bool:
    if not isinstance(value, str):
        return True
    try:
        if kind == "uuid":
            return str(UUID(value)) == value
        if kind == "date-time":
            return datetime.fromisoformat(value).utcoffset() is not None and value.endswith("Z")
    except ValueError:
        return False
    return True
