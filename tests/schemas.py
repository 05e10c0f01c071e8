"""A reader of JSON Schema that knows what ours uses, and is stricter: what a schema does not name must not be there."""

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
RULES = ("type", "const", "enum", "pattern", "minimum")
KNOWN = {
    *("$schema", "$id", "$defs", "$ref", "title", "description", "format"),  # a format only says what a pattern checks
    *RULES,
    *("anyOf", "items", "properties", "patternProperties", "required"),
}


def faults(root: Schema, value: Any) -> list[str]:
    """Where a document is not as its schema says, each with its place."""
    return list(_faults(root, root, value, "$"))


def _faults(root: Schema, schema: Schema, value: Any, place: str) -> Iterator[str]:
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        yield from _faults(root, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], value, place)
    if "anyOf" in schema and all(list(_faults(root, one, value, place)) for one in schema["anyOf"]):
        yield f"{place}: none of several"
    yield from (f"{place}: {value!r} is not as {name} says" for name in RULES if not _holds(name, schema, value))
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from _faults(root, schema.get("items", {}), one, f"{place}[{index}]")
    if isinstance(value, dict) and "properties" in schema:
        yield from _of_object(root, schema, value, place)


def _holds(name: str, schema: Schema, value: Any) -> bool:
    if name not in schema:
        return True
    said = schema[name]
    match name:
        case "type":
            return any(_is(kind, value) for kind in ([said] if isinstance(said, str) else said))
        case "const" | "enum":
            return value in (said if name == "enum" else [said])
        case "pattern":
            return not isinstance(value, str) or re.search(said, value) is not None
    return not _is("number", value) or value >= said


def _of_object(root: Schema, schema: Schema, value: dict[str, Any], place: str) -> Iterator[str]:
    yield from (f"{place}: no {name}" for name in schema.get("required", []) if name not in value)
    for name, one in value.items():
        patterns = schema.get("patternProperties", {}).items()
        fitting = [found for pattern, found in patterns if re.search(pattern, name)]
        found = schema.get("properties", {}).get(name, next(iter(fitting), None))
        if found is None:
            yield f"{place}: {name} is not told of"
        else:
            yield from _faults(root, found, one, f"{place}.{name}")


def _is(kind: str, value: Any) -> bool:
    return isinstance(value, KINDS[kind]) and not (isinstance(value, bool) and kind in {"integer", "number"})
